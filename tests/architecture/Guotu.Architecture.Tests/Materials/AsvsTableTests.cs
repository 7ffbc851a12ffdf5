using System.Globalization;
using System.Text.RegularExpressions;
using Guotu.Architecture.Tests.Sources;
using Guotu.Testing;

namespace Guotu.Architecture.Tests.Materials;

/// <summary>The table of OWASP ASVS 4.0.3, level 2: every requirement has its row, nothing is met without evidence, and the evidence is there.</summary>
public sealed partial class AsvsTableTests
{
    private const string Table = "docs/mlps/asvs-level-2.md";

    /// <summary>Requirements of levels 1 and 2, deleted ones left out: section, and its numbers.</summary>
    private const string Scope =
        """
        1.1:1-7 1.2:1-4 1.4:1,4,5 1.5:1-4 1.6:1-4 1.7:1-2 1.8:1-2 1.9:1-2 1.10:1 1.11:1-2 1.12:2 1.14:1-6 2.1:1-12 2.2:1-3 2.3:1-3 2.4:1-6 2.5:1-7 2.6:1-3 2.7:1-6 2.8:1-7
        2.9:1-3 2.10:1-4 3.1:1 3.2:1-4 3.3:1-4 3.4:1-5 3.5:1-3 3.7:1 4.1:1-3,5 4.2:1-2 4.3:1-3 5.1:1-5 5.2:1-8 5.3:1-10 5.4:1-3 5.5:1-4 6.1:1-3 6.2:1-6 6.3:1-2 6.4:1-2 7.1:1-4
        7.2:1-2 7.3:1,3,4 7.4:1-3 8.1:1-4 8.2:1-3 8.3:1-8 9.1:1-3 9.2:1-4 10.2:1-2 10.3:1-3 11.1:1-8 12.1:1-3 12.2:1 12.3:1-6 12.4:1-2 12.5:1-2 12.6:1 13.1:1,3-5 13.2:1-3,5-6
        13.3:1-2 13.4:1-2 14.1:1-4 14.2:1-6 14.3:2-3 14.4:1-7 14.5:1-4
        """;

    private static readonly IReadOnlyList<Row> Rows = [.. RowText().Matches(SourceTree.ReadText(Table)).Select(m => new Row(m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value, m.Groups[4].Value))];

    [Fact]
    public void Every_requirement_has_exactly_one_row()
    {
        var expected = Scope.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).SelectMany(Numbers).ToList();

        Assert.Equal(260, expected.Count);
        Assert.Equal(expected, Rows.Select(r => r.Number));
    }

    [Fact]
    public void Nothing_is_met_without_evidence_and_every_other_row_says_why()
    {
        Assert.All(Rows, r => Assert.Contains(r.Verdict, new[] { "符合", "不适用", "未完成" }));
        Assert.All(Rows.Where(r => r.Verdict == "符合"), r => Assert.True(Evidence().IsMatch(r.Text), $"{r.Number} is met by nothing"));
        Assert.All(Rows, r => Assert.True(Evidence().Replace(r.Text, string.Empty).Trim().Length > 0 || r.Verdict == "符合", $"{r.Number} says nothing"));
    }

    [Fact]
    public void Every_file_and_every_test_that_it_names_is_there()
    {
        var tests = SourceTree.Tests.Select(t => Path.GetFileNameWithoutExtension(t.Path)).ToHashSet(StringComparer.Ordinal);
        var absent = from row in Rows
                     from Match named in Evidence().Matches(row.Text)
                     let name = named.Groups[1].Value
                     where name.EndsWith("Tests", StringComparison.Ordinal) ? !tests.Contains(name) : !File.Exists(Path.Combine(TestData.Checkout, name))
                     select $"{row.Number}: {name}";
        Findings.MustBeNone(absent);
    }

    [Fact]
    public void The_counts_at_the_top_are_those_of_the_rows()
    {
        int Count(string verdict) => Rows.Count(r => r.Verdict == verdict);
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"共 {Rows.Count} 条(第 1 级 {Rows.Count(r => r.Level == "1")},第 2 级 {Rows.Count(r => r.Level == "2")}):符合 {Count("符合")},不适用 {Count("不适用")},未完成 {Count("未完成")}。");

        Assert.Contains(words, SourceTree.ReadText(Table), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Numbers(string section)
    {
        var (name, numbers) = (section.Split(':')[0], section.Split(':')[1]);
        foreach (var part in numbers.Split(','))
        {
            var ends = part.Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToList();
            for (var i = ends[0]; i <= ends[^1]; i++)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"V{name}.{i}");
            }
        }
    }

    private sealed record Row(string Number, string Level, string Verdict, string Text);

    [GeneratedRegex(@"^\| (V[0-9.]+) \| ([12]) \| ([^|]+) \| ([^|\n]+) \|$", RegexOptions.Multiline)]
    private static partial Regex RowText();

    /// <summary>A file or a test class, in code marks.</summary>
    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Evidence();
}
