using System.Collections.Concurrent;

namespace Guotu.Identity.Tests;

/// <summary>
/// An office as it is staffed, made once a database and kind of node: the passwords of its people take as long as a test. Each test gets a copy of its
/// database, its home and its keys.
/// </summary>
internal sealed record OfficeTemplate(string Provider, string Database, string Home, IReadOnlyList<string> Lines, Dictionary<string, string> Passwords)
{
    private static readonly ConcurrentDictionary<(string Provider, bool Demonstration), Lazy<Task<OfficeTemplate>>> Kept = new();

    public static Task<OfficeTemplate> OfAsync(string provider, bool demonstration) =>
        Kept.GetOrAdd((provider, demonstration), k => new Lazy<Task<OfficeTemplate>>(() => Office.MakeTemplateAsync(k.Provider, k.Demonstration))).Value;

    /// <summary>A home of its own with the same files, its keys beside it.</summary>
    public string CopyHome()
    {
        var home = Directory.CreateTempSubdirectory("guotu-identity").FullName;
        foreach (var (from, to) in new[] { (Home, home), (Home + ".keys", home + ".keys") })
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var path = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Copy(file, path);
            }
        }

        return home;
    }
}
