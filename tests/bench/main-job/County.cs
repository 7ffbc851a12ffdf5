namespace Guotu.MainJob.Bench;

/// <summary>The demonstration county of full size on SQLite, and its DLTB as a file (the delivery that is imported).</summary>
internal sealed class County : IAsyncDisposable
{
    public const string AsOf = "2025-12-31";

    private readonly string _folder;

    private County(string folder) => _folder = folder;

    /// <summary>GeoJSON of 254,195 patches, 337 MB.</summary>
    public string Delivery => Path.Combine(_folder, "DLTB.geojson");

    public string Home => Path.Combine(_folder, "county");

    public static async Task<County> MakeAsync()
    {
        var county = new County(Directory.CreateTempSubdirectory("guotu-bench").FullName);
        Console.Error.WriteLine("making the county");
        var made = await OwnProgram.RunAsync("demo", "--home", county.Home, "--size", "county", "--json");
        Console.Error.WriteLine($"made in {made.Seconds:0} s, {made.PeakBytes >> 20} MiB");
        await OwnProgram.RunAsync("layer", "export", "DLTB", county.Delivery, "--home", county.Home, "--json");
        return county;
    }

    /// <summary>A node of the small county, to import the delivery into.</summary>
    public async Task<string> SmallNodeAsync(string name)
    {
        var home = Path.Combine(_folder, name, "home");
        Directory.CreateDirectory(Path.GetDirectoryName(home)!);
        await OwnProgram.RunAsync("demo", "--home", home, "--json");
        return home;
    }

    public string NewFile(string name) => Path.Combine(_folder, name);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
