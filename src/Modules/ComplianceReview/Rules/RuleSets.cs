namespace Guotu.ComplianceReview.Rules;

/// <summary>
/// The rule sets in force (现行规则): files of the node's <c>rules</c> folder where there are any for a matter, else those that ship.
/// Read at each call, so that a published file counts at once; a file that cannot be read stops reviews of its matter.
/// </summary>
public sealed class RuleSets(string folder)
{
    private static readonly IReadOnlyList<RuleSet> Shipped = LoadShipped();

    /// <summary>Matters that have rules, by their codes: those that ship, and those that only the folder has.</summary>
    public IReadOnlyList<string> Matters =>
    [
        .. Shipped.Select(s => s.Matter)
            .Concat(Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)) : [])
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    public RuleSet? InForce(string matter)
    {
        var file = Path.Combine(folder, Path.GetFileName(matter) + ".yaml");
        if (!File.Exists(file))
        {
            return Shipped.FirstOrDefault(s => s.Matter == matter);
        }

        var set = RuleSetReader.Read(File.ReadAllBytes(file));
        return set.Matter == matter ? set : throw new FormatException($"{file} holds the rules of {set.Matter}");
    }

    private static List<RuleSet> LoadShipped()
    {
        var assembly = typeof(RuleSets).Assembly;
        var sets = new List<RuleSet>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("rules/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            sets.Add(RuleSetReader.Read(copy.ToArray()));
        }

        return sets;
    }
}
