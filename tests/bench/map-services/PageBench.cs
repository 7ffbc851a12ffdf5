using System.Diagnostics;
using System.Globalization;
using Guotu.MainJob.Bench;
using Guotu.MapPublishing;
using Guotu.MapPublishing.OgcFeatures;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.PublishLayers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace Guotu.Services.Bench;

/// <summary>
/// Pages of 100 features in a box as GeoJSON in degrees, with the exact count of the box that OGC API Features gives, in this process and over HTTP,
/// beside PostGIS writing the same page without a count; no box is asked twice, so that no count is made before. Some metres aside both have what they
/// read in memory; there the mean of several boxes in a row counts, by all alike. The page itself is what the peer writes, which checks nothing.
/// </summary>
internal static class PageBench
{
    /// <summary>The row is given whole to ST_AsGeoJSON, which is quicker than building the object from parts.</summary>
    private const string Sql =
        """
        SELECT '{"type":"FeatureCollection","features":[' || string_agg(ST_AsGeoJSON(t.*, 'geom', 9), ',') || ']}' FROM (
          SELECT * FROM degrees WHERE ST_Intersects(geom, ST_MakeEnvelope(@w, @s, @e, @n, 4326)) ORDER BY ogc_fid LIMIT 100) t
        """;

    /// <summary>Half the side of a box in degrees: about 150 patches.</summary>
    private const double Half = 0.0065;

    /// <summary>A metre in degrees.</summary>
    private const double Aside = 0.00001;

    private const int Several = 4;

    /// <summary>How far aside the last box of the last series lies, in degrees.</summary>
    private const double Farthest = Aside * ((4 * Several) + Several - 1);

    /// <summary>Pages until the code is compiled as it stays.</summary>
    private const int Warm = 300;

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(ServedCounty county, int runs)
    {
        await using var connection = new NpgsqlConnection(county.Connection);
        await connection.OpenAsync();
        var (first, firstPeer, itself, inProcess, overHttp, peer) = (new Series(), new Series(), new Series(), new Series(), new Series(), new Series());
        var layer = await OpenAsync(county);
        var random = new Random(7);
        for (var run = -Warm; run < 3 * runs; run++)
        {
            var (x, y) = (Between(random, county.Box.West, county.Box.East), Between(random, county.Box.South, county.Box.North));
            var theirs = await PeerAsync(connection, x, y);
            if (theirs.Features < 100 || await CoreAsync(connection, x, y) < 100)
            {
                // Beyond the county's border, or a box beside it would be.
                run--;
                continue;
            }

            var ours = await InProcessAsync(county, x, y);
            var pages = await MeanAsync(1, dx => ItselfAsync(county, layer, x + dx, y));
            var again = await MeanAsync(2, dx => InProcessAsync(county, x + dx, y));
            var served = await MeanAsync(3, dx => OverHttpAsync(county, x + dx, y));
            var theirsAgain = await MeanAsync(4, async dx => (await PeerAsync(connection, x + dx, y)).Milliseconds);
            if (run < 0)
            {
                continue;
            }

            first.Add(ours);
            firstPeer.Add(theirs.Milliseconds);
            itself.Add(pages, Environment.WorkingSet);
            inProcess.Add(again);
            peer.Add(theirsAgain);
            overHttp.Add(served);
        }

        const string name = "page of 100 features, GeoJSON";
        const string peerName = "ST_AsGeoJSON of the rows, no count";
        return
        [
            itself.Against(name, "ms", peer, peerName, 5),
            inProcess.Against(name + ", with the check", "ms", peer, peerName, null),
            overHttp.Against(name + ", HTTP", "ms", peer, peerName, null),
            first.Against(name + ", first, in process", "ms", firstPeer, peerName, null),
        ];
    }

    /// <summary>Of several boxes, each some metres beside the other, and none that another series asks.</summary>
    private static async Task<double> MeanAsync(int series, Func<double, Task<double>> pageAt)
    {
        var total = 0.0;
        for (var i = 0; i < Several; i++)
        {
            total += await pageAt(Aside * ((series * Several) + i));
        }

        return total / Several;
    }

    private static double Between(Random random, double low, double high) => low + Half + (random.NextDouble() * (high - low - (2 * Half)));

    private static string Query(double x, double y) =>
        string.Create(CultureInfo.InvariantCulture, $"?limit=100&bbox={x - Half:0.0000000},{y - Half:0.0000000},{x + Half:0.0000000},{y + Half:0.0000000}");

    private static async Task<SeenLayer> OpenAsync(ServedCounty county) =>
        (SeenLayer)(await county.Node.The<IPublishedLayers>().OpenAsync(ServedCounty.Caller, ServedCounty.Layer, null, CancellationToken.None)).Value;

    private static async Task<double> InProcessAsync(ServedCounty county, double x, double y)
    {
        var watch = Stopwatch.StartNew();
        var layer = await OpenAsync(county);
        return watch.Elapsed.TotalMilliseconds + await ItselfAsync(county, layer, x, y);
    }

    private static async Task<double> ItselfAsync(ServedCounty county, SeenLayer layer, double x, double y)
    {
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = county.Node.Services };
        http.Request.Scheme = "http";
        http.Request.Host = new HostString("127.0.0.1");
        http.Request.Query = new QueryCollection(QueryHelpers.ParseQuery(Query(x, y)));
        http.Response.Body = body;
        var watch = Stopwatch.StartNew();
        var request = ItemsRequest.Read(http.Request.Query, layer, PublishingLimits.Usual).Value;
        var written = await county.Node.The<ItemsAnswer>().WriteAsync(http, layer, request, CancellationToken.None);
        return written is { IsSuccess: true, Value: 100 } ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException(written.Error?.Text ?? "fewer features");
    }

    private static async Task<double> OverHttpAsync(ServedCounty county, double x, double y)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await county.Person.GetRawAsync("/ogc/features/collections/DLTB/items" + Query(x, y));
        await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"page: {(int)answer.StatusCode}");
    }

    /// <summary>Features in what all the boxes beside each other have in common.</summary>
    private static async Task<long> CoreAsync(NpgsqlConnection connection, double x, double y)
    {
        await using var command = new NpgsqlCommand("SELECT count(*) FROM degrees WHERE ST_Intersects(geom, ST_MakeEnvelope(@w, @s, @e, @n, 4326))", connection);
        command.Parameters.AddWithValue("w", x - Half + Farthest);
        command.Parameters.AddWithValue("s", y - Half);
        command.Parameters.AddWithValue("e", x + Half);
        command.Parameters.AddWithValue("n", y + Half);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<(double Milliseconds, int Features)> PeerAsync(NpgsqlConnection connection, double x, double y)
    {
        var watch = Stopwatch.StartNew();
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.AddWithValue("w", x - Half);
        command.Parameters.AddWithValue("s", y - Half);
        command.Parameters.AddWithValue("e", x + Half);
        command.Parameters.AddWithValue("n", y + Half);
        var text = await command.ExecuteScalarAsync() as string ?? string.Empty;
        var taken = watch.Elapsed.TotalMilliseconds;
        return (taken, text.Split("\"type\": \"Feature\"").Length - 1);
    }
}
