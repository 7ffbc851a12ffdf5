using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Guotu.Testing.Database;

namespace Guotu.Testing.Node;

/// <summary>
/// A demonstration node in a temporary folder, with the first passwords of its staff. The first of a kind is made by <c>guotu demo</c>;
/// every test works on a copy of it: files, keys, and the database.
/// </summary>
public sealed class DemonstrationHome : IDisposable
{
    private static readonly ConcurrentDictionary<(string Provider, string Size, int Seed), Lazy<Task<DemonstrationHome>>> Prepared = new();
    private static int _count;

    private readonly string? _database;

    private DemonstrationHome(string home, JsonElement made, string? database)
    {
        Home = home;
        Made = made;
        _database = database;
        Passwords = ReadPasswords(Path.Combine(home, "first-passwords.txt"));
    }

    public string Home { get; }

    /// <summary>What <c>guotu demo --json</c> answered for this home or the one that it is a copy of.</summary>
    public JsonElement Made { get; }

    /// <summary>First password by account.</summary>
    public IReadOnlyDictionary<string, string> Passwords { get; }

    public string Parcel(string name) => Path.Combine(Home, "parcels", name);

    public static async Task<DemonstrationHome> CreateAsync(string provider = "sqlite", string size = "small", int seed = 1)
    {
        var prepared = await Prepared.GetOrAdd((provider, size, seed), k => new Lazy<Task<DemonstrationHome>>(() => PrepareAsync(k.Provider, k.Size, k.Seed))).Value;
        return await prepared.CopyAsync();
    }

    /// <summary>A home that <c>guotu demo</c> made elsewhere; the folder above it goes with it in the end.</summary>
    public static DemonstrationHome Open(string home) => new(home, default, null);

    /// <summary>The node as it is now, under another home. Nothing may be running on it.</summary>
    public async Task<DemonstrationHome> CopyAsync()
    {
        var home = NewHome();
        await CopyTreeAsync(Home, home);
        await CopyTreeAsync(Home + ".keys", home + ".keys");
        var (settings, database) = (Path.Combine(home, "node.json"), _database is null ? null : NewDatabase());
        var text = (await File.ReadAllTextAsync(settings)).Replace(Home, home, StringComparison.Ordinal);
        if (database is not null)
        {
            await PostgresServer.CreateAsync(database, _database!);
            text = text.Replace($"Database={_database};", $"Database={database};", StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(settings, text);
        return new DemonstrationHome(home, Made, database);
    }

    public void Dispose()
    {
        if (_database is not null)
        {
            PostgresServer.Drop(_database);
        }

        Directory.Delete(Path.GetDirectoryName(Home)!, recursive: true);
    }

    private static async Task<DemonstrationHome> PrepareAsync(string provider, string size, int seed)
    {
        var home = NewHome();
        List<string> verb = ["demo", "--home", home, "--size", size, "--seed", seed.ToString(CultureInfo.InvariantCulture), "--json"];
        string? database = null;
        if (provider == "postgresql")
        {
            database = NewDatabase();
            await PostgresServer.CreateAsync(database);
            verb.AddRange(["--provider", provider, "--connection", PostgresServer.ConnectionOnLine(database)]);
        }

        var run = await GuotuProgram.RunAsync(verb);
        Assert.True(run.ExitCode == 0, run.Errors);
        var prepared = new DemonstrationHome(home, run.Json(), database);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => prepared.Dispose();
        return prepared;
    }

    private static string NewHome() => Path.Combine(Directory.CreateTempSubdirectory("guotu-node").FullName, "home");

    private static string NewDatabase() =>
        string.Create(CultureInfo.InvariantCulture, $"gt_node_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}");

    /// <summary>Modes are kept: keys and passwords are refused where others may read them.</summary>
    private static async Task CopyTreeAsync(string from, string to)
    {
        using var copy = Process.Start("cp", ["-a", from, to]);
        await copy.WaitForExitAsync();
        Assert.Equal(0, copy.ExitCode);
    }

    private static Dictionary<string, string> ReadPasswords(string path)
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        return File.ReadLines(path)
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split('\t'))
            .ToDictionary(f => f[0], f => f[^1], StringComparer.Ordinal);
    }
}
