using System.Diagnostics;
using System.Globalization;
using Guotu.MainJob.Bench;
using Npgsql;

namespace Guotu.Services.Bench;

/// <summary>
/// Vector tiles over HTTP, each asked once, so that none comes out of a cache, beside <c>ST_AsMVT</c> on a table in Web Mercator, each tile by both
/// in turn.
/// </summary>
internal static class TileBench
{
    private const string Sql =
        """
        SELECT ST_AsMVT(t, 'DLTB', 4096, 'g') FROM (
          SELECT ST_AsMVTGeom(geom, ST_TileEnvelope(@z, @x, @y), 4096, 64, true) AS g, ogc_fid::text AS id, tbbh, dlbm
          FROM dltb WHERE geom && ST_TileEnvelope(@z, @x, @y, margin => 64.0 / 4096)) t WHERE g IS NOT NULL
        """;

    /// <summary>Levels at which the layer has tiles.</summary>
    private static readonly (int Zoom, int Around, double Target)[] Zooms = [(12, 1, 40), (13, 1, 40), (14, 2, 40), (15, 2, 40)];

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(ServedCounty county)
    {
        var results = new List<BenchResult>();
        await using var connection = new NpgsqlConnection(county.Connection);
        await connection.OpenAsync();

        // Once with another tile each, so that neither starts cold.
        await OursAsync(county, TileAt(county, 16, 9, 9));
        await PeerAsync(connection, TileAt(county, 16, 9, 9));
        foreach (var (zoom, around, target) in Zooms)
        {
            var (ours, peer, bytes) = (new Series(), new Series(), (Ours: 0, Peer: 0));
            for (var dy = -around; dy <= around; dy++)
            {
                for (var dx = -around; dx <= around; dx++)
                {
                    var tile = TileAt(county, zoom, dx, dy);
                    var (milliseconds, size) = await OursAsync(county, tile);
                    ours.Add(milliseconds);
                    bytes.Ours += size;
                    (milliseconds, size) = await PeerAsync(connection, tile);
                    peer.Add(milliseconds);
                    bytes.Peer += size;
                }
            }

            var name = string.Create(CultureInfo.InvariantCulture, $"tile z{zoom} ({ours.Count}, {bytes.Ours >> 10} KiB)");
            results.Add(ours.Against(name, "ms", peer, $"ST_AsMVT, {bytes.Peer >> 10} KiB; aim {target}×", null));
        }

        return results;
    }

    private static (int Zoom, int X, int Y) TileAt(ServedCounty county, int zoom, int dx, int dy)
    {
        const double half = 20037508.342789244;
        var side = 2 * half / (1 << zoom);
        return (zoom, (int)((county.Middle.X + half) / side) + dx, (int)((half - county.Middle.Y) / side) + dy);
    }

    private static async Task<(double Milliseconds, int Bytes)> OursAsync(ServedCounty county, (int Zoom, int X, int Y) tile)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await county.Person.GetRawAsync($"/ogc/tiles/DLTB/WebMercatorQuad/{tile.Zoom}/{tile.Y}/{tile.X}");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? (watch.Elapsed.TotalMilliseconds, bytes.Length) : throw new InvalidOperationException($"tile {tile}: {(int)answer.StatusCode}");
    }

    private static async Task<(double Milliseconds, int Bytes)> PeerAsync(NpgsqlConnection connection, (int Zoom, int X, int Y) tile)
    {
        var watch = Stopwatch.StartNew();
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.AddWithValue("z", tile.Zoom);
        command.Parameters.AddWithValue("x", tile.X);
        command.Parameters.AddWithValue("y", tile.Y);
        var bytes = await command.ExecuteScalarAsync() as byte[] ?? [];
        return (watch.Elapsed.TotalMilliseconds, bytes.Length);
    }
}
