using System.Text.RegularExpressions;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Each endpoint that gives out a file stands in docs/formats/exports.md, which says what the file carries (导出清单).</summary>
public sealed partial class ExportTableTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private static readonly string Table = File.ReadAllText(Path.Combine(TestData.Checkout, "docs", "formats", "exports.md"));

    [Fact]
    public async Task No_endpoint_gives_out_a_file_that_the_table_does_not_name()
    {
        var served = await ServedEndpoints.ReadAsync(demonstration.Home.Home);
        var giving = served.Where(e => e.Gives.Any(IsFile)).Select(e => e.ToString()).ToHashSet(StringComparer.Ordinal);
        var named = Row().Matches(Table).Select(m => m.Groups[1].Value).ToList();

        Assert.Contains("GET /api/v1/reviews/{id:long}/report", giving);
        Assert.Equal(named.Order(StringComparer.Ordinal), named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Empty(giving.Except(named, StringComparer.Ordinal).Select(e => e + " gives out a file and is not in docs/formats/exports.md"));
        Assert.Empty(named.Except(giving, StringComparer.Ordinal).Select(e => e + " is in docs/formats/exports.md and gives out no file"));
    }

    /// <summary>Endpoints may forget to say what they answer; their code cannot hide how it answers.</summary>
    [Fact]
    public void No_source_answers_with_a_file_that_the_table_does_not_name()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(TestData.Checkout, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/node_modules/", StringComparison.Ordinal) && Answering().IsMatch(File.ReadAllText(f)))
            .Select(f => Path.GetRelativePath(TestData.Checkout, f)).ToList();

        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, f => !Table.Contains(f, StringComparison.Ordinal));
    }

    private static bool IsFile(string type) => type is not ("application/json" or "application/problem+json" or "text/plain" or "text/html");

    [GeneratedRegex(@"^\| ((?:GET|POST|PUT|DELETE) /[^ ]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b(?:Typed)?Results\.(?:File|Stream|Bytes|PhysicalFile|VirtualFile)\(|ContentDisposition")]
    private static partial Regex Answering();
}
