using System.Globalization;
using System.Text.Json;

namespace Guotu.Cli.Tests;

/// <summary>A small demonstration county for the tests of one class, made by <c>guotu demo</c>.</summary>
public sealed class DemonstrationNode : IAsyncLifetime
{
    private readonly Folder _folder = new();
    private int _given;

    /// <summary>The legal date now, which no layer of the demonstration is younger than.</summary>
    public static string Today => TimeProvider.System.GetUtcNow().AddHours(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Home => Path.Combine(_folder.Path, "node");

    /// <summary>A new name in a folder of its own.</summary>
    public string NewFile(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, $"new-{Interlocked.Increment(ref _given)}")).FullName, name);

    public async ValueTask InitializeAsync() => (await GuotuProcess.RunAsync("demo", "--home", Home, "--json")).MustEndWith(0);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The home of a copy with a root key of its own: what a test breaks there, no other test of the class sees, in whatever order they run.</summary>
    public string Copy()
    {
        var home = NewFile("home");
        CopyFolder(Home, home);
        var settings = Path.Combine(home, "node.json");
        var rootKey = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(settings)).GetProperty("rootKeyFile").GetString()!;
        File.Copy(rootKey, home + ".key");
        File.WriteAllText(settings, File.ReadAllText(settings).Replace(rootKey, home + ".key", StringComparison.Ordinal));
        return home;
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to, File.GetUnixFileMode(from));
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    internal Task<GuotuRun> RunAsync(params string[] verb) => GuotuProcess.RunAsync([.. verb, "--home", Home, "--json"]);
}
