using System.Diagnostics;
using System.Globalization;
using Guotu.Geo.TileCopies;
using Guotu.Geo.Tiles;
using Guotu.MainJob.Bench;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.PublishLayers;
using Guotu.OneMap.ReadLayers;
using Guotu.OneMap.TileCopies;
using Npgsql;

namespace Guotu.Services.Bench;

/// <summary>
/// Vector tiles, each made anew, beside <c>ST_AsMVT</c> on a table in Web Mercator, each tile by all in turn. The tile itself is what the peer makes,
/// which checks nothing; beside it the same under the full permission check, in this process and over HTTP, and the first that reads its part of the
/// copy. From the second round on copy and table are in memory; small tiles are then made several times in a row, by both alike, and the mean counts.
/// And what the copy takes that they come from.
/// </summary>
internal static class TileBench
{
    private const string Sql =
        """
        SELECT ST_AsMVT(t, 'DLTB', 4096, 'g') FROM (
          SELECT ST_AsMVTGeom(geom, ST_TileEnvelope(@z, @x, @y), 4096, 64, true) AS g, ogc_fid::text AS id, dlmc, dlbm
          FROM dltb WHERE geom && ST_TileEnvelope(@z, @x, @y, margin => 64.0 / 4096)) t WHERE g IS NOT NULL
        """;

    private const int MostTiles = 25;

    /// <summary>Rounds after the first.</summary>
    private const int Again = 3;

    /// <summary>From this level on a tile takes less than the machine's unrest in a single run.</summary>
    private const int Small = 13;

    private const int Several = 8;

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(4);

    private static readonly (int Zoom, double Target)[] Zooms = [(9, 30), (10, 30), (11, 30), (12, 40), (13, 40), (14, 40), (15, 40)];

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(ServedCounty county)
    {
        await using var connection = new NpgsqlConnection(county.Connection);
        await connection.OpenAsync();
        List<BenchResult> results = [.. await CopyAsync(county)];

        await WarmAsync(county, connection);
        foreach (var (zoom, target) in Zooms)
        {
            results.AddRange(await LevelAsync(county, connection, zoom, target));
        }

        return results;
    }

    /// <summary>With other tiles than those that are measured, until the code that makes them is compiled as it stays.</summary>
    private static async Task WarmAsync(ServedCounty county, NpgsqlConnection connection)
    {
        var watch = Stopwatch.StartNew();
        foreach (var tile in TilesOf(county, 16, 4_000).Concat(TilesOf(county, 17, 4_000)))
        {
            await InProcessAsync(county, tile);
            await OverHttpAsync(county, tile);
            if (watch.Elapsed > Warm)
            {
                break;
            }
        }

        // Large ones differ in what is copied and what is cut.
        foreach (var tile in TilesOf(county, 12, 200).Skip(MostTiles).Concat(TilesOf(county, 13, 200).Skip(MostTiles)))
        {
            await InProcessAsync(county, tile);
            await OverHttpAsync(county, tile);
        }

        foreach (var tile in TilesOf(county, 16).Take(9))
        {
            await PeerAsync(connection, tile);
        }
    }

    private static async Task<IReadOnlyList<BenchResult>> LevelAsync(ServedCounty county, NpgsqlConnection connection, int zoom, double target)
    {
        var (first, itself, inProcess, overHttp, firstPeer, peer, ours, theirs) =
            (new Series(), new Series(), new Series(), new Series(), new Series(), new Series(), default(Content), default(Content));
        foreach (var tile in TilesOf(county, zoom))
        {
            var (here, bytes) = await InProcessAsync(county, tile);
            var (there, theirBytes) = await PeerAsync(connection, tile);
            (ours, theirs) = (ours.With(bytes), theirs.With(theirBytes));
            first.Add(here);
            firstPeer.Add(there);
        }

        var (layer, times) = (await OpenAsync(county), zoom >= Small ? Several : 1);
        foreach (var tile in Enumerable.Repeat(TilesOf(county, zoom), Again).SelectMany(t => t))
        {
            itself.Add(await MeanAsync(times, () => ItselfAsync(county, layer, tile)), Environment.WorkingSet);
            inProcess.Add(await MeanAsync(times, () => InProcessAsync(county, tile)));
            overHttp.Add(await MeanAsync(times, () => OverHttpAsync(county, tile)));
            peer.Add(await MeanAsync(times, () => PeerAsync(connection, tile)));
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"tile z{zoom} ({first.Count}, {ours})");
        var peerName = $"ST_AsMVT, {theirs}";
        return
        [
            itself.Against(name, "ms", peer, peerName, target),
            inProcess.Against(name + ", with the check", "ms", peer, peerName, null),
            overHttp.Against(name + ", HTTP", "ms", peer, peerName, null),
            first.Against(name + ", first, in process", "ms", firstPeer, peerName, null),
        ];
    }

    /// <summary>Made whole, and over one before.</summary>
    private static async Task<IReadOnlyList<BenchResult>> CopyAsync(ServedCounty county)
    {
        var layer = await OpenAsync(county);
        var (whole, next) = (new Series(), new Series());
        var path = Path.Combine(county.Folder, "whole.tiles");
        var watch = Stopwatch.StartNew();
        Check(TileCopyBuilder.Build(layer.Snapshot, layer.TilePlan, path, null, CancellationToken.None));
        whole.Add(watch.Elapsed.TotalSeconds, Environment.WorkingSet);
        using var copy = TileCopy.Open(path, layer.Snapshot.Name, new TileChunks(64 << 20)).Value;
        watch.Restart();
        Check(TileCopyBuilder.Build(layer.Snapshot, layer.TilePlan, Path.Combine(county.Folder, "next.tiles"), copy, CancellationToken.None));
        next.Add(watch.Elapsed.TotalSeconds);

        // The node's own, so that no tile waits for it.
        await county.Node.The<TileCopyFolder>().Of(layer.Snapshot, layer.TilePlan);
        return
        [
            whole.Against(string.Create(CultureInfo.InvariantCulture, $"tile copy, {new FileInfo(path).Length >> 20} MiB"), "s", null, null, null),
            next.Against("tile copy over the one before", "s", null, null, 5),
        ];
    }

    private static async Task<SeenLayer> OpenAsync(ServedCounty county)
    {
        var sights = await county.Node.The<ILayerAccess>().OfAsync(ServedCounty.Caller, CancellationToken.None);
        return (await county.Node.The<PublishedLayers>().OpenAsync(sights, ServedCounty.Layer, null, CancellationToken.None)).Value;
    }

    /// <summary>Tiles of the layer from the middle outwards.</summary>
    private static IEnumerable<TileAddress> TilesOf(ServedCounty county, int zoom, int most = MostTiles)
    {
        const double half = 20037508.342789244;
        var side = 2 * half / (1 << zoom);
        var (column, row) = ((county.Middle.X + half) / side, (half - county.Middle.Y) / side);
        var (width, height) = ((county.Box.East - county.Box.West) / 360 * (1 << zoom) / 2, (county.Box.North - county.Box.South) / 360 * (1 << zoom) / 2 / Math.Cos(county.Box.South * Math.PI / 180));
        return (from x in Enumerable.Range((int)(column - width), (int)(column + width) - (int)(column - width) + 1)
                from y in Enumerable.Range((int)(row - height), (int)(row + height) - (int)(row - height) + 1)
                orderby Math.Pow(x + 0.5 - column, 2) + Math.Pow(y + 0.5 - row, 2)
                select new TileAddress(zoom, x, y)).Take(most);
    }

    private static async Task<double> MeanAsync(int times, Func<Task<(double Milliseconds, byte[] Bytes)>> once)
    {
        var total = 0.0;
        for (var i = 0; i < times; i++)
        {
            total += (await once()).Milliseconds;
        }

        return total / times;
    }

    /// <summary>The tile of a layer that was opened before, which is kept nowhere.</summary>
    private static async Task<(double Milliseconds, byte[] Bytes)> ItselfAsync(ServedCounty county, SeenLayer layer, TileAddress tile)
    {
        var watch = Stopwatch.StartNew();
        var made = await county.Node.The<LayerTiles>().MakeAsync(layer, new TileAsked(ServedCounty.Layer, null, tile), CancellationToken.None);
        return made.IsSuccess ? (watch.Elapsed.TotalMilliseconds, made.Value) : throw new InvalidOperationException(made.Error!.Text);
    }

    /// <summary>All that the service does but HTTP: the check, the layer, the tile, which is kept nowhere.</summary>
    private static async Task<(double Milliseconds, byte[] Bytes)> InProcessAsync(ServedCounty county, TileAddress tile)
    {
        var watch = Stopwatch.StartNew();
        var made = await county.Node.The<LayerTiles>().MakeAsync(await OpenAsync(county), new TileAsked(ServedCounty.Layer, null, tile), CancellationToken.None);
        return made.IsSuccess ? (watch.Elapsed.TotalMilliseconds, made.Value) : throw new InvalidOperationException(made.Error!.Text);
    }

    private static async Task<(double Milliseconds, byte[] Bytes)> OverHttpAsync(ServedCounty county, TileAddress tile)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await county.Person.GetRawAsync($"/ogc/tiles/DLTB/WebMercatorQuad/{tile.Zoom}/{tile.Row}/{tile.Column}");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? (watch.Elapsed.TotalMilliseconds, bytes) : throw new InvalidOperationException($"tile {tile}: {(int)answer.StatusCode}");
    }

    private static async Task<(double Milliseconds, byte[] Bytes)> PeerAsync(NpgsqlConnection connection, TileAddress tile)
    {
        var watch = Stopwatch.StartNew();
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.AddWithValue("z", tile.Zoom);
        command.Parameters.AddWithValue("x", tile.Column);
        command.Parameters.AddWithValue("y", tile.Row);
        var bytes = await command.ExecuteScalarAsync() as byte[] ?? [];
        return (watch.Elapsed.TotalMilliseconds, bytes);
    }

    private static void Check(Kernel.Results.Result result)
    {
        if (result.Error is { } error)
        {
            throw new InvalidOperationException(error.Text);
        }
    }

    /// <summary>What tiles held together.</summary>
    private readonly record struct Content(long Features, long Bytes)
    {
        public Content With(byte[] tile) => new(Features + FeaturesIn(tile), Bytes + tile.Length);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Features} features, {Bytes >> 10} KiB");

        private static long FeaturesIn(byte[] tile)
        {
            var (count, at) = (0L, 0);
            while (at < tile.Length)
            {
                // The layer is entered, what is in it passed over.
                var (field, value) = (Varint(tile, ref at), Varint(tile, ref at));
                count += field == 18 ? 1 : 0;
                at += field != 26 || at > 8 ? (field & 7) == 2 ? (int)value : 0 : 0;
            }

            return count;
        }

        private static ulong Varint(byte[] bytes, ref int at)
        {
            var value = 0UL;
            for (var shift = 0; ; shift += 7)
            {
                var next = bytes[at++];
                value |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return value;
                }
            }
        }
    }
}
