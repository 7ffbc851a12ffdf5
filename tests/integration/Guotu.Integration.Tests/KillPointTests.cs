using System.Text.RegularExpressions;
using Guotu.Testing;

namespace Guotu.Integration.Tests;

/// <summary>Every named failpoint of the product is written down and is one that the kills hit.</summary>
public sealed partial class KillPointTests
{
    [Fact]
    public void Every_failpoint_of_the_source_is_hit_by_the_kills_and_listed_in_the_record_of_reliability()
    {
        var inSource = Directory.EnumerateFiles(Path.Combine(TestData.Checkout, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Reached().Matches(File.ReadAllText(f)))
            .Select(m => Step().Replace(m.Groups[1].Value, "*"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        var hit = KillPoints.All.Select(p => StepOf().Replace(p, "$1*$2")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var record = File.ReadAllText(Path.Combine(TestData.Checkout, "docs", "reliability.md"));

        Assert.Equal(inSource, hit);
        Assert.All(KillPoints.All, p => Assert.Contains($"`{p}`", record, StringComparison.Ordinal));
    }

    [GeneratedRegex("""\.Reach\(\$?"([^"]+)"\)""")]
    private static partial Regex Reached();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Step();

    [GeneratedRegex(@"^(approval\.step\.)[a-z]+(\..+)$")]
    private static partial Regex StepOf();
}
