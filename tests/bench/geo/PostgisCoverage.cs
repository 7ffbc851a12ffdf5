using System.Buffers.Binary;
using System.Globalization;
using Guotu.Geo.Geometry;
using Npgsql;

namespace Guotu.Geo.Bench;

/// <summary>The same coverage in PostGIS with a GiST index; plane areas only, which is less than ours does.</summary>
internal sealed class PostgisCoverage : IAsyncDisposable
{
    private const string Naive =
        "SELECT class, sum(ST_Area(ST_Intersection(geom, @p))) FROM patch WHERE ST_Intersects(geom, @p) GROUP BY class";

    private const string Sorted =
        """
        SELECT class, sum(CASE WHEN ST_CoveredBy(geom, @p) THEN ST_Area(geom) ELSE ST_Area(ST_Intersection(geom, @p)) END)
        FROM patch WHERE ST_Intersects(geom, @p) GROUP BY class
        """;

    private const string Subdivided =
        """
        WITH part AS MATERIALIZED (SELECT ST_Subdivide(@p, 64) AS geom)
        SELECT p.class, sum(CASE WHEN ST_CoveredBy(p.geom, part.geom) THEN ST_Area(p.geom) ELSE ST_Area(ST_Intersection(p.geom, part.geom)) END)
        FROM part JOIN patch p ON ST_Intersects(p.geom, part.geom) GROUP BY p.class
        """;

    private const string FigureNaive =
        "SELECT class, sum(ST_Area(g)), sum(ST_NPoints(g)) FROM (SELECT class, ST_Intersection(geom, @p) AS g FROM patch WHERE ST_Intersects(geom, @p)) t GROUP BY class";

    private const string FigureSorted =
        """
        SELECT class, sum(ST_Area(g)), sum(ST_NPoints(g)) FROM (SELECT class, CASE WHEN ST_CoveredBy(geom, @p) THEN geom ELSE ST_Intersection(geom, @p) END AS g
        FROM patch WHERE ST_Intersects(geom, @p)) t GROUP BY class
        """;

    private const string FigureClipped =
        """
        SELECT class, sum(ST_Area(g)), sum(ST_NPoints(g)) FROM (SELECT class, CASE WHEN ST_CoveredBy(geom, @p) THEN geom
          ELSE ST_Intersection(geom, ST_ClipByBox2D(@p, ST_Expand(geom, 1)::box2d)) END AS g
        FROM patch WHERE ST_Intersects(geom, @p)) t GROUP BY class
        """;

    private const string FigureSubdivided =
        """
        WITH part AS MATERIALIZED (SELECT ST_Subdivide(@p, 64) AS geom)
        SELECT class, sum(ST_Area(g)), sum(ST_NPoints(g)) FROM (SELECT p.id, p.class, ST_Union(CASE WHEN ST_CoveredBy(p.geom, part.geom) THEN p.geom ELSE ST_Intersection(p.geom, part.geom) END) AS g
        FROM part JOIN patch p ON ST_Intersects(p.geom, part.geom) GROUP BY p.id, p.class) t GROUP BY class
        """;

    private readonly string _server;
    private readonly string _name;
    private readonly NpgsqlConnection _connection;

    private PostgisCoverage(string server, string name, NpgsqlConnection connection) => (_server, _name, _connection) = (server, name, connection);

    /// <summary>The plain query, and those that a good user of PostGIS writes.</summary>
    public static IReadOnlyList<(string Name, string Sql)> Queries { get; } = [("naive", Naive), ("sorted", Sorted), ("subdivided", Subdivided)];

    /// <summary>The same with the common figure of every patch.</summary>
    public static IReadOnlyList<(string Name, string Sql)> FigureQueries { get; } =
        [("naive", FigureNaive), ("sorted", FigureSorted), ("clipped", FigureClipped), ("subdivided", FigureSubdivided)];

    public static async Task<PostgisCoverage> LoadAsync(Coverage coverage)
    {
        var loaded = await EmptyAsync();
        await loaded.LoadAsync("patch", coverage.Patches);
        return loaded;
    }

    public static async Task<PostgisCoverage> EmptyAsync()
    {
        var server = Environment.GetEnvironmentVariable("GUOTU_TEST_POSTGRES") ?? throw new InvalidOperationException("GUOTU_TEST_POSTGRES is not set");
        var name = "geo_bench_" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await RunAsync(server, $"CREATE DATABASE {name}");
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = name, CommandTimeout = 3600 }.ConnectionString);
        await connection.OpenAsync();
        var made = new PostgisCoverage(server, name, connection);
        await made.ExecuteAsync("CREATE EXTENSION postgis");
        return made;
    }

    /// <summary>A table of figures with its index.</summary>
    public async Task LoadAsync(string table, IReadOnlyList<GridMultiPolygon> patches)
    {
        await ExecuteAsync($"CREATE TABLE {table} (id int, class int, geom geometry(MultiPolygon, 4524))");
        await CopyAsync(table, Lines(patches));
        await ExecuteAsync($"CREATE INDEX ON {table} USING gist (geom)");
        await ExecuteAsync($"VACUUM ANALYZE {table}");
    }

    /// <summary>Milliseconds of COPY from lines made before, and of the index.</summary>
    public async Task<double> LoadAgainAsync(Coverage coverage)
    {
        var lines = Lines(coverage.Patches).ToList();
        await ExecuteAsync("DROP TABLE IF EXISTS again");
        await ExecuteAsync("CREATE TABLE again (id int, class int, geom geometry(MultiPolygon, 4524))");
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await CopyAsync("again", lines);
        await ExecuteAsync("CREATE INDEX ON again USING gist (geom)");
        return System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    public async Task<double> NumberAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        return (double)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Total plane area in m² of one query.</summary>
    public async Task<double> AreaAsync(string sql, byte[] project)
    {
        await using var command = new NpgsqlCommand(sql.Replace("@p", "@p::geometry", StringComparison.Ordinal), _connection);
        command.Parameters.AddWithValue("p", project);
        await using var reader = await command.ExecuteReaderAsync();
        var sum = 0.0;
        while (await reader.ReadAsync())
        {
            sum += reader.GetDouble(1);
        }

        return sum;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await RunAsync(_server, $"DROP DATABASE {_name}");
    }

    /// <summary>Extended WKB in metres.</summary>
    public static byte[] Ewkb(GridMultiPolygon figure)
    {
        var bytes = new MemoryStream();
        void Int(int value) { Span<byte> b = stackalloc byte[4]; BinaryPrimitives.WriteInt32LittleEndian(b, value); bytes.Write(b); }
        void Double(double value) { Span<byte> b = stackalloc byte[8]; BinaryPrimitives.WriteDoubleLittleEndian(b, value); bytes.Write(b); }
        bytes.WriteByte(1);
        Int(6 | 0x20000000);
        Int(4524);
        Int(figure.Polygons.Length);
        foreach (var polygon in figure.Polygons)
        {
            bytes.WriteByte(1);
            Int(3);
            Int(1 + polygon.Holes.Length);
            foreach (var ring in polygon.Rings)
            {
                Int(ring.Points.Length + 1);
                foreach (var p in ring.Points.Append(ring.Points[0]))
                {
                    Double(p.EastMetres);
                    Double(p.NorthMetres);
                }
            }
        }

        return bytes.ToArray();
    }

    private static IEnumerable<string> Lines(IReadOnlyList<GridMultiPolygon> patches) => patches.Select((p, i) =>
        string.Create(CultureInfo.InvariantCulture, $"{i}\t{Coverage.ClassOf(i)}\t{Convert.ToHexString(Ewkb(p))}\n"));

    private async Task CopyAsync(string table, IEnumerable<string> lines)
    {
        await using var writer = await _connection.BeginTextImportAsync($"COPY {table} FROM STDIN");
        foreach (var line in lines)
        {
            await writer.WriteAsync(line);
        }
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
