using System.Text.Json;

namespace Guotu.Testing.Node;

/// <summary>A demonstration node in a temporary folder, with the first passwords of its staff.</summary>
public sealed class DemonstrationHome : IDisposable
{
    private DemonstrationHome(string home, JsonElement made, IReadOnlyDictionary<string, string> passwords)
    {
        Home = home;
        Made = made;
        Passwords = passwords;
    }

    public string Home { get; }

    /// <summary>What <c>guotu demo --json</c> answered.</summary>
    public JsonElement Made { get; }

    /// <summary>First password by account.</summary>
    public IReadOnlyDictionary<string, string> Passwords { get; }

    public string Parcel(string name) => Path.Combine(Home, "parcels", name);

    public static async Task<DemonstrationHome> CreateAsync(string size = "small", int seed = 1)
    {
        var home = Path.Combine(Directory.CreateTempSubdirectory("guotu-node").FullName, "home");
        var run = await GuotuProgram.RunAsync(
            ["demo", "--home", home, "--size", size, "--seed", seed.ToString(System.Globalization.CultureInfo.InvariantCulture), "--json"]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return new DemonstrationHome(home, run.Json(), ReadPasswords(Path.Combine(home, "first-passwords.txt")));
    }

    /// <summary>A home that <c>guotu demo</c> made elsewhere; the folder above it goes with it in the end.</summary>
    public static DemonstrationHome Open(string home) => new(home, default, ReadPasswords(Path.Combine(home, "first-passwords.txt")));

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Home)!, recursive: true);

    private static Dictionary<string, string> ReadPasswords(string path)
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        return File.ReadLines(path)
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split('\t'))
            .ToDictionary(f => f[0], f => f[^1], StringComparer.Ordinal);
    }
}
