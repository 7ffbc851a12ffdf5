using System.Reflection;
using System.Text;
using Guotu.Hosting.Nodes;
using YamlDotNet.Serialization;

namespace Guotu.Identity.ReviewAccess;

/// <summary>
/// Which roles a post goes with (岗位模板), from <c>HOME/post-templates.yaml</c> or else the shipped file. A file that cannot be read throws when it
/// is first asked for.
/// </summary>
internal sealed class PostTemplates
{
    private const string FileName = "post-templates.yaml";
    private const string Resource = "staffing/" + FileName;
    private readonly Lazy<Dictionary<string, List<string>>> _roles;

    public PostTemplates(NodeSettings node)
    {
        _roles = new(() => Parse(TextOf(Path.Combine(node.Home, FileName))));
    }

    /// <summary>How a role stands to the template of the posts held: <c>IN</c>, <c>EXTRA</c>, or <c>NONE</c> where no post has a template.</summary>
    public string Compare(IReadOnlyCollection<string> posts, string role)
    {
        var known = posts.Where(_roles.Value.ContainsKey).ToList();
        return known.Count == 0 ? "NONE" : known.Any(p => _roles.Value[p].Contains(role, StringComparer.Ordinal)) ? "IN" : "EXTRA";
    }

    /// <summary>Roles that the posts go with and that are not among those held.</summary>
    public IReadOnlyList<string> Missing(IReadOnlyCollection<string> posts, IReadOnlyCollection<string> roles) =>
        [.. posts.Where(_roles.Value.ContainsKey).SelectMany(p => _roles.Value[p]).Distinct(StringComparer.Ordinal).Except(roles, StringComparer.Ordinal)];

    private static string TextOf(string path)
    {
        if (File.Exists(path))
        {
            return File.ReadAllText(path, Encoding.UTF8);
        }

        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static Dictionary<string, List<string>> Parse(string yaml) => new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<string>>>(yaml);
}
