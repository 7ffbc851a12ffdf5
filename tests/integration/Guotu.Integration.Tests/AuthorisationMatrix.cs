using Guotu.Testing;
using YamlDotNet.RepresentationModel;

namespace Guotu.Integration.Tests;

/// <summary>Who is let through to what, as <c>authorisation-matrix.tsv</c> states it.</summary>
internal sealed class AuthorisationMatrix
{
    private const string Anyone = "anyone";
    private const string SignedIn = "signed-in";

    /// <summary>What an endpoint may say of its object.</summary>
    public static readonly IReadOnlySet<string> Objects =
        new HashSet<string>(StringComparer.Ordinal) { "case", "task", "document", "file", "review", "listed", "layer", "raster", "own", "administered", "open", "none" };

    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _rights;
    private readonly IReadOnlyDictionary<string, string> _objects;

    private AuthorisationMatrix(IReadOnlyDictionary<string, IReadOnlyList<string>> rights, IReadOnlyDictionary<string, string> objects, IReadOnlySet<string> proofs) =>
        (_rights, _objects, WantingProof) = (rights, objects, proofs);

    public IEnumerable<string> Endpoints => _rights.Keys;

    /// <summary>Endpoints that want a fresh proof of the person, by the fourth column.</summary>
    public IReadOnlySet<string> WantingProof { get; }

    /// <summary>Every role of the demonstration county with the first of its people.</summary>
    public static IReadOnlyDictionary<string, string> AccountOfRole { get; } = ReadStaff();

    public static AuthorisationMatrix Read()
    {
        var path = Path.Combine(TestData.Checkout, "tests", "integration", "Guotu.Integration.Tests", "authorisation-matrix.tsv");
        var lines = File.ReadLines(path).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t')).ToList();
        var rights = lines.ToDictionary(f => f[0] + " " + f[1], f => (IReadOnlyList<string>)f[2].Split(','), StringComparer.Ordinal);
        var unknown = rights.Values.SelectMany(r => r).Except([Anyone, SignedIn, .. AccountOfRole.Keys], StringComparer.Ordinal);
        Assert.True(!unknown.Any(), "Roles that the county does not have: " + string.Join(", ", unknown));
        return new AuthorisationMatrix(
            rights,
            lines.ToDictionary(f => f[0] + " " + f[1], f => f.Length > 3 ? f[3] : string.Empty, StringComparer.Ordinal),
            lines.Where(f => f.Length > 4 && f[4] == "proof").Select(f => f[0] + " " + f[1]).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>What an id of the endpoint names or its list shows; empty where it does not say.</summary>
    public string ObjectOf(string endpoint) => _objects[endpoint];

    public bool AllowsByName(string endpoint, string role) => _rights[endpoint].Any(r => r is Anyone or SignedIn || r == role);

    public bool AllowsAnyone(ServedEndpoint endpoint) => _rights[endpoint.ToString()].Contains(Anyone);

    public bool Allows(ServedEndpoint endpoint, string role) => AllowsByName(endpoint.ToString(), role);

    private static Dictionary<string, string> ReadStaff()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(TestData.Checkout, "src", "Modules", "Identity", "Staffing", "demonstration.yaml"))));
        var root = yaml.Documents[0].RootNode;
        var people = ((YamlSequenceNode)root["people"]).ToLookup(p => Text(p, "role"), p => Text(p, "account"), StringComparer.Ordinal);
        return ((YamlSequenceNode)root["roles"]).Select(r => Text(r, "code")).ToDictionary(r => r, r => people[r].First(), StringComparer.Ordinal);
    }

    private static string Text(YamlNode node, string key) => ((YamlScalarNode)node[key]).Value!;
}
