using Guotu.Testing;

namespace Guotu.Architecture.Tests.Sources;

/// <summary>The files of this checkout, without what is built or fetched.</summary>
public static class SourceTree
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "dist", "out", ".git", "coverage"];

    /// <summary>C# sources below <c>src</c>: what the product is made of.</summary>
    public static IReadOnlyList<SourceFile> Product { get; } = [.. Files("src").Where(IsCSharp).Select(Read)];

    /// <summary>C# sources below <c>tests</c>.</summary>
    public static IReadOnlyList<SourceFile> Tests { get; } = [.. Files("tests").Where(IsCSharp).Select(Read)];

    /// <summary>Paths, relative to the checkout, of every file below a folder of it; empty where the folder is not there.</summary>
    public static IEnumerable<string> Files(string folder)
    {
        var start = Path.Combine(TestData.Checkout, folder);
        return Directory.Exists(start) ? Walk(start).Select(p => Path.GetRelativePath(TestData.Checkout, p)).Order(StringComparer.Ordinal) : [];
    }

    public static string ReadText(string relative) => File.ReadAllText(Path.Combine(TestData.Checkout, relative));

    private static bool IsCSharp(string path) => path.EndsWith(".cs", StringComparison.Ordinal);

    private static SourceFile Read(string relative) => new(relative, ReadText(relative));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            yield return file;
        }

        foreach (var inner in Directory.EnumerateDirectories(folder).Where(d => !NotOurs.Contains(Path.GetFileName(d))))
        {
            foreach (var file in Walk(inner))
            {
                yield return file;
            }
        }
    }
}
