using Guotu.Testing;
using YamlDotNet.RepresentationModel;

namespace Guotu.Integration.Tests;

/// <summary>Who is let through to what, as <c>authorisation-matrix.tsv</c> states it.</summary>
internal sealed class AuthorisationMatrix
{
    private const string Anyone = "anyone";
    private const string SignedIn = "signed-in";

    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _rights;

    private AuthorisationMatrix(IReadOnlyDictionary<string, IReadOnlyList<string>> rights, IReadOnlySet<string> proofs) => (_rights, WantingProof) = (rights, proofs);

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
        return new AuthorisationMatrix(rights, lines.Where(f => f.Length > 3 && f[3] == "proof").Select(f => f[0] + " " + f[1]).ToHashSet(StringComparer.Ordinal));
    }

    public bool AllowsAnyone(ServedEndpoint endpoint) => _rights[endpoint.ToString()].Contains(Anyone);

    public bool Allows(ServedEndpoint endpoint, string role) =>
        _rights[endpoint.ToString()].Any(r => r is Anyone or SignedIn || r == role);

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
