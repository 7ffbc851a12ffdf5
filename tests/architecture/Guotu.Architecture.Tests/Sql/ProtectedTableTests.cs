using System.Text.RegularExpressions;
using Guotu.Architecture.Tests.Sources;

namespace Guotu.Architecture.Tests.Sql;

/// <summary>A protected table is written by the row writer alone, and whoever declares one lets it be proved.</summary>
public sealed partial class ProtectedTableTests
{
    private static readonly IReadOnlyList<(string Path, string Text)> Sources =
        [.. SourceTree.Files("src").Where(p => p.EndsWith(".cs", StringComparison.Ordinal)).Select(p => (p, SourceTree.ReadText(p)))];

    private static readonly IReadOnlyList<(string Path, string Table)> Declared =
        [.. Sources.SelectMany(s => Declarations().Matches(s.Text).Select(m => (s.Path, m.Groups["table"].Value)))];

    [Fact]
    public void Every_protected_table_is_registered_for_the_proof_of_its_rows()
    {
        Assert.Contains(Declared, d => d.Table == "id_user");
        var registrations = string.Join('\n', Sources.Where(s => s.Text.Contains("IProtectedRows>", StringComparison.Ordinal)).Select(s => s.Text));
        Findings.MustBeNone(
            from declared in Declared
            where declared.Table != "db_row_tally"
            where !HolderOf(declared).Any(h => registrations.Contains($"({h}.Table,", StringComparison.Ordinal))
            select $"{declared.Path}: {declared.Table} is no IProtectedRows");
    }

    [Fact]
    public void No_statement_but_the_row_writers_changes_a_protected_table()
    {
        var tables = string.Join('|', Declared.Select(d => d.Table).Distinct());
        var writing = new Regex($@"(INSERT INTO|UPDATE|DELETE FROM)\s+({tables})\b", RegexOptions.IgnoreCase);
        Findings.MustBeNone(
            from source in Sources
            from Match match in writing.Matches(source.Text)
            where !Turn().IsMatch(source.Text[match.Index..])
            select $"{source.Path}: {match.Value}");
    }

    /// <summary>Classes of the file that declares the table.</summary>
    private static IEnumerable<string> HolderOf((string Path, string Table) declared) =>
        Classes().Matches(Sources.First(s => s.Path == declared.Path).Text).Select(m => m.Groups["name"].Value);

    [GeneratedRegex(@"ProtectedTable\s+\w+\s*=\s*new\(\s*""(?<table>[a-z_0-9]+)""")]
    private static partial Regex Declarations();

    /// <summary>A column that no MAC covers: it only keeps the order of two acts.</summary>
    [GeneratedRegex(@"^UPDATE \w+ SET turn_no = turn_no \+ 1 WHERE")]
    private static partial Regex Turn();

    [GeneratedRegex(@"\b(class|record)\s+(?<name>\w+)")]
    private static partial Regex Classes();
}
