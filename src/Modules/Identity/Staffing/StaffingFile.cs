using System.Text;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Guotu.Identity.Staffing;

/// <summary>A staffing file (建账文件): organisations, posts, roles and people of a new node.</summary>
internal sealed class StaffingFile
{
#pragma warning disable IDE1006 // Names are the keys of the file.
    public List<OrganisationShape> organisations { get; init; } = [];

    public Dictionary<string, string> posts { get; init; } = [];

    public List<RoleShape> roles { get; init; } = [];

    public List<PersonShape> people { get; init; } = [];

    public static string ReadDemonstration()
    {
        using var stream = typeof(StaffingFile).Assembly.GetManifestResourceStream("staffing/demonstration.yaml")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public static Result<StaffingFile> Parse(string text)
    {
        try
        {
            var file = new DeserializerBuilder().Build().Deserialize<StaffingFile>(text);
            return file.FirstFault() is { } fault ? new Error(IdentityErrors.StaffingFile, ("reason", fault)) : file;
        }
        catch (YamlException exception)
        {
            return new Error(IdentityErrors.StaffingFile, ("reason", $"第 {exception.Start.Line} 行读不出来")) { Line = (int)exception.Start.Line };
        }
    }

    private string? FirstFault()
    {
        var known = organisations.Select(o => o.code).ToHashSet(StringComparer.Ordinal);
        return organisations.FirstOrDefault(o => !Enum.TryParse<OrganisationKind>(o.kind, out _)) is { } kind ? $"机构 {kind.code} 的类型 {kind.kind} 不认识"
            : organisations.FirstOrDefault(o => o.parent is { } p && !known.Contains(p)) is { } parent ? $"机构 {parent.code} 的上级 {parent.parent} 不在文件中"
            : roles.FirstOrDefault(r => !Enum.TryParse<PermissionHolder>(r.holder, out _)) is { } role ? $"角色 {role.code} 的持有者 {role.holder} 不认识"
            : people.FirstOrDefault(p => !known.Contains(p.org)) is { } stray ? $"人员 {stray.account} 的机构 {stray.org} 不在文件中"
            : people.FirstOrDefault(p => roles.All(r => r.code != p.role)) is { } roleless ? $"人员 {roleless.account} 的角色 {roleless.role} 不在文件中"
            : people.SelectMany(p => p.posts).FirstOrDefault(p => !posts.ContainsKey(p)) is { } post ? $"岗位 {post} 不在文件中"
            : people.GroupBy(p => p.account).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"登录名 {twice.Key} 出现两次"
            : null;
    }

    internal sealed class OrganisationShape
    {
        public string code { get; init; } = string.Empty;

        public string name { get; init; } = string.Empty;

        public string kind { get; init; } = string.Empty;

        public string? parent { get; init; }

        public string region { get; init; } = string.Empty;
    }

    internal sealed class RoleShape
    {
        public string code { get; init; } = string.Empty;

        public string name { get; init; } = string.Empty;

        public string holder { get; init; } = string.Empty;

        public List<string> permissions { get; init; } = [];

        public PermissionHolder Holder => Enum.Parse<PermissionHolder>(holder);
    }

    internal sealed class PersonShape
    {
        public string account { get; init; } = string.Empty;

        public string name { get; init; } = string.Empty;

        public string org { get; init; } = string.Empty;

        public List<string> posts { get; init; } = [];

        public string role { get; init; } = string.Empty;
    }
#pragma warning restore IDE1006
}
