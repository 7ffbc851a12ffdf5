using System.CommandLine;
using System.Globalization;
using Guotu.Cli.Control;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;

namespace Guotu.Cli.Layers;

/// <summary><c>guotu layer lower-label CODE</c>: a security administrator asks for a lower label of a revision; a system administrator confirms.</summary>
internal static class LayerLowerLabelCommand
{
    /// <summary>The kind that the module of the labels registers.</summary>
    private const string Kind = "label.revision-lower";

    private static readonly PostNeeded Manage = new(PostCodes.SecurityAdministrator, GrantPermissions.Manage);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var code = new Argument<string>("CODE") { Description = "图层或栅格代码,如 DLTB" };
        var revision = new Option<int>("--revision") { Description = "版本号", Required = true };
        var level = new Option<string>("--level") { Description = "降到的级别:公开、内部、敏感", HelpName = "级别", Required = true };
        var categories = new Option<string[]>("--category") { Description = "保留的类别代码,可多个;不写则不留类别", HelpName = "代码", AllowMultipleArgumentsPerToken = true };
        var reason = ControlAsking.Reason();
        reason.Required = true;
        return Verb.Create(
            "lower-label",
            "申请降低一个版本的数据标记(降密):由系统管理员复核(guotu approve grant)后生效",
            [code, revision, level, categories, reason, home, .. person.Options],
            async (parse, ct) =>
            {
                await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
                var caller = await person.FindAsync(node, parse, Manage, ct);
                Dictionary<string, string> asked = new()
                {
                    ["code"] = parse.GetRequiredValue(code),
                    ["revision"] = parse.GetValue(revision).ToString(CultureInfo.InvariantCulture),
                    ["level"] = parse.GetRequiredValue(level),
                    ["categories"] = string.Join(',', parse.GetValue(categories) ?? []),
                };
                return await ControlAsking.AskAsync(node, caller, Kind, new ControlWords(asked, parse.GetRequiredValue(reason)!), ct);
            });
    }
}
