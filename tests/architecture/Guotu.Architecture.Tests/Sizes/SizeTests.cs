using System.Globalization;
using System.Text;
using Guotu.Architecture.Tests.Sources;

namespace Guotu.Architecture.Tests.Sizes;

/// <summary>What is long is hard to read: above the warning it is named, above the bound it is refused.</summary>
public sealed class SizeTests
{
    private const int FileBound = 500;
    private const int FileWarning = 300;
    private const int MethodBound = 60;
    private const int MethodWarning = 40;

    [Fact]
    public void No_file_is_longer_than_500_lines() => Findings.MustBeNone(Size.OfFiles().Where(s => s.Lines > FileBound));

    [Fact]
    public void No_method_is_longer_than_60_lines() => Findings.MustBeNone(Size.OfMethods().Where(s => s.Lines > MethodBound));

    [Fact]
    public void A_long_method_is_counted_from_its_signature_to_its_end()
    {
        var body = string.Concat(Enumerable.Repeat("        _ = 1;\n", 61));
        var file = new SourceFile("a.cs", $"class A\n{{\n    // why\n    [Obsolete]\n    void Long()\n    {{\n{body}    }}\n\n    int Short => 1;\n}}\n");
        Assert.Equal([("a.cs:4 Long", 64), ("a.cs:70 Short", 1)], Size.OfMethods(file).Select(s => (s.What, s.Lines)));
    }

    /// <summary>For <c>./build.sh lint</c>, which prints it.</summary>
    [Fact]
    public void The_ten_longest_are_reported()
    {
        var report = Report();
        Assert.Contains("ten longest files", report, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("GUOTU_LINT_REPORT") is { Length: > 0 } path)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, report);
        }
    }

    private static string Report()
    {
        var report = new StringBuilder();
        Append(report, "files", FileWarning, Size.OfFiles());
        Append(report, "methods", MethodWarning, Size.OfMethods());
        return report.ToString();
    }

    private static void Append(StringBuilder report, string what, int warning, IEnumerable<Size> sizes)
    {
        report.Append(CultureInfo.InvariantCulture, $"The ten longest {what} (lines; ! above {warning}):\n");
        foreach (var size in sizes.OrderByDescending(s => s.Lines).ThenBy(s => s.What, StringComparer.Ordinal).Take(10))
        {
            report.Append(CultureInfo.InvariantCulture, $"{size.Lines,6} {(size.Lines > warning ? "!" : " ")} {size.What}\n");
        }
    }
}
