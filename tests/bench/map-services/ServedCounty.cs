using System.Text.Json;
using Guotu.MainJob.Bench;
using Guotu.Testing.Node;
using Npgsql;

namespace Guotu.Services.Bench;

/// <summary>The demonstration county of full size, served, and its DLTB in Web Mercator in PostGIS and in a FlatGeobuf file.</summary>
internal sealed class ServedCounty : IAsyncDisposable
{
    public const string Layer = "DLTB";
    public const string Account = "lijg";

    private readonly string _folder;
    private readonly ServingNode _node;

    private ServedCounty(string folder, string home, ServingNode node) => (_folder, Home, _node) = (folder, home, node);

    /// <summary>Folder of the node.</summary>
    public string Home { get; }

    public StaffClient Person { get; private set; } = null!;

    public Uri Address => _node.Address;

    public string Connection { get; private set; } = string.Empty;

    public string File => Path.Combine(_folder, "dltb.fgb");

    public string Folder => _folder;

    /// <summary>Class of each value and its colour, as the layer's style has them.</summary>
    public IReadOnlyList<(string Value, string Fill)> Classes { get; private set; } = [];

    /// <summary>Middle of the layer in Web Mercator metres.</summary>
    public (double X, double Y) Middle { get; private set; }

    public static async Task<ServedCounty> OpenAsync(string home)
    {
        var folder = Directory.CreateTempSubdirectory("guotu-bench").FullName;
        if (home.Length == 0)
        {
            Console.Error.WriteLine("making the county");
            home = Path.Combine(folder, "county");
            await OwnProgram.RunAsync("demo", "--home", home, "--size", "county", "--json");
        }

        var county = new ServedCounty(folder, home, await ServingNode.StartAsync(home));
        county.Person = await StaffClient.SignInAsync(county.Address, Account, DemonstrationHome.Open(home).Passwords[Account]);
        var layer = (await county.Person.GetAsync("layers")).EnumerateArray().Single(l => l.GetProperty("code").GetString() == Layer);
        county.Describe(layer);
        Console.Error.WriteLine("giving it to the peers");
        var file = Path.Combine(folder, "DLTB.geojson");
        await OwnProgram.RunAsync("layer", "export", Layer, file, "--home", home, "--json");
        await MeasuredProgram.RunAsync("ogr2ogr", ["-f", "FlatGeobuf", "-t_srs", "EPSG:3857", "-nlt", "MULTIPOLYGON", county.File, file]);
        county.Connection = await NodeDatabase.CreateAsync(postgis: true);
        await MeasuredProgram.RunAsync("ogr2ogr", ["-f", "PostgreSQL", "PG:" + ForOgr(county.Connection), file, "-nln", "dltb", "-nlt", "MULTIPOLYGON", "-lco", "GEOMETRY_NAME=geom", "-t_srs", "EPSG:3857", "--config", "PG_USE_COPY", "YES"]);
        System.IO.File.Delete(file);
        await using var connection = new NpgsqlConnection(county.Connection);
        await connection.OpenAsync();
        await using var analyze = new NpgsqlCommand("VACUUM ANALYZE dltb", connection);
        await analyze.ExecuteNonQueryAsync();
        return county;
    }

    public async ValueTask DisposeAsync()
    {
        Person.Dispose();
        await _node.DisposeAsync();
        await NodeDatabase.DropAsync(Connection);
        Directory.Delete(_folder, recursive: true);
    }

    private static string ForOgr(string connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        return $"host={parts.Host} port={parts.Port} user={parts.Username} dbname={parts.Database}" + (parts.Password is { Length: > 0 } p ? $" password={p}" : string.Empty);
    }

    private void Describe(JsonElement layer)
    {
        const double radius = 6378137.0;
        var box = layer.GetProperty("extent4490").EnumerateArray().Select(d => d.GetDouble()).ToArray();
        Middle = ((box[0] + box[2]) / 2 * Math.PI / 180 * radius, Math.Asinh(Math.Tan((box[1] + box[3]) / 2 * Math.PI / 180)) * radius);
        Classes = [.. layer.GetProperty("style").GetProperty("classes").EnumerateArray().Select(c => (c.GetProperty("value").GetString()!, c.GetProperty("fill").GetString()!))];
    }
}
