using System.Globalization;

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

    internal Task<GuotuRun> RunAsync(params string[] verb) => GuotuProcess.RunAsync([.. verb, "--home", Home, "--json"]);
}
