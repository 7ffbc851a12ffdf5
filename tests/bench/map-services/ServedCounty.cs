using System.Text.Json;
using Guotu.Database.Scope;
using Guotu.Hosting.Callers;
using Guotu.MainJob.Bench;
using Guotu.MapPublishing;
using Guotu.Testing.Node;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Guotu.Services.Bench;

/// <summary>The demonstration county of full size, served, and its DLTB in Web Mercator in PostGIS and in a FlatGeobuf file.</summary>
internal sealed class ServedCounty : IAsyncDisposable
{
    public const string Layer = "DLTB";
    public const string Account = "lijg";

    /// <summary>The officer who asks, where no HTTP says it.</summary>
    public static readonly Caller Caller = new()
    {
        UserId = 5,
        Account = "lijg",
        Name = "李建国",
        OrganisationId = 3,
        OrganisationName = "业务股",
        RegionCode = "610724000000",
        Posts = new HashSet<string>(["handler"]),
        Permissions = new HashSet<string>(["onemap.view"]),
        Roles = new HashSet<string>(["officer"]),
        Scope = DataScope.WholeNode,
        Channel = "web",
        Address = "127.0.0.1",
    };

    /// <summary>The tables that are asked: one in Web Mercator, one in degrees.</summary>
    private static readonly string[] Prepare =
    [
        "CREATE TABLE degrees AS SELECT * FROM dltb",
        "ALTER TABLE degrees ALTER COLUMN geom TYPE geometry(MultiPolygon, 4326) USING ST_Transform(geom, 4326)",
        "CREATE INDEX degrees_geom ON degrees USING gist (geom)",
        "ALTER TABLE degrees ADD PRIMARY KEY (ogc_fid)",
        "VACUUM ANALYZE dltb",
        "VACUUM ANALYZE degrees",
    ];

    private readonly string _folder;
    private readonly HostedNode _node;

    private ServedCounty(string folder, string home, HostedNode node) => (_folder, Home, _node) = (folder, home, node);

    /// <summary>Folder of the node.</summary>
    public string Home { get; }

    public StaffClient Person { get; private set; } = null!;

    public Uri Address => _node.Address;

    public HostedNode Node => _node;

    /// <summary>Least and greatest longitude and latitude of the layer.</summary>
    public (double West, double South, double East, double North) Box { get; private set; }

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

        var county = new ServedCounty(folder, home, await HostedNode.StartAsync(home, NoCeiling));
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
        foreach (var sql in Prepare)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
            await command.ExecuteNonQueryAsync();
        }

        return county;
    }

    public async ValueTask DisposeAsync()
    {
        Person.Dispose();
        await _node.DisposeAsync();
        await NodeDatabase.DropAsync(Connection);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>One person of an office asks less in a minute than the warming up does.</summary>
    private static void NoCeiling(IServiceCollection services) => services.AddSingleton(PublishingLimits.Usual with { RequestsAMinute = int.MaxValue });

    private static string ForOgr(string connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        return $"host={parts.Host} port={parts.Port} user={parts.Username} dbname={parts.Database}" + (parts.Password is { Length: > 0 } p ? $" password={p}" : string.Empty);
    }

    private void Describe(JsonElement layer)
    {
        const double radius = 6378137.0;
        var box = layer.GetProperty("extent4490").EnumerateArray().Select(d => d.GetDouble()).ToArray();
        Box = (box[0], box[1], box[2], box[3]);
        Middle = ((box[0] + box[2]) / 2 * Math.PI / 180 * radius, Math.Asinh(Math.Tan((box[1] + box[3]) / 2 * Math.PI / 180)) * radius);
        Classes = [.. layer.GetProperty("style").GetProperty("classes").EnumerateArray().Select(c => (c.GetProperty("value").GetString()!, c.GetProperty("fill").GetString()!))];
    }
}
