using System.Collections.Concurrent;
using Guotu.Geo.Snapshots;
using Guotu.Geo.TileCopies;
using Guotu.Geo.Tiles;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.PublishLayers;
using Guotu.OneMap.TileCopies;

namespace Guotu.OneMap.ReadLayers;

/// <summary>
/// Vector tiles of revisions, put together from the layer's tile copy, or from the snapshot where there is none yet; kept in memory by content and
/// by what is shown of it: such a tile never changes. Nobody waits longer than <see cref="TileWaits.Longest"/> for a copy; then the tile is being
/// prepared (<c>MAP-0035</c>), which the pages show and ask again.
/// </summary>
internal sealed class LayerTiles(PublishedLayers published, ILayerAccess access, TileCopyFolder copies, TileWaits waits, IClock clock) : IVectorTiles, IDisposable
{
    private const int MostKept = 4_096;
    private const long MostKeptBytes = 256L << 20;

    /// <summary>Up to this level a tile holds so many features that it is worth waiting for the copy.</summary>
    private const int Overview = 11;

    private readonly ConcurrentDictionary<(string Stamp, TileAddress Tile), byte[]> _kept = new();

    /// <summary>An overview tile of the snapshot reads the whole layer: one at a time.</summary>
    private readonly SemaphoreSlim _wholeLayer = new(1);
    private long _keptBytes;

    public Task<Result<SeenTile>> ReadAsync(Caller caller, string layerCode, TileAddress tile, CancellationToken ct) =>
        ReadAsync(caller, new TileAsked(layerCode, null, tile), ct);

    /// <summary>The tile's bytes, empty where nothing shows.</summary>
    public async Task<Result<SeenTile>> ReadAsync(Caller caller, TileAsked asked, CancellationToken ct)
    {
        var opened = await published.OpenAsync(await access.OfAsync(caller, ct), asked.LayerCode, asked.Revision, ct);
        if (opened.Error is { } error)
        {
            return error;
        }

        var (layer, tile) = (opened.Value, asked.Tile);
        if (tile.Zoom < layer.Definition.TileZoom)
        {
            return new SeenTile([], layer.Stamp);
        }

        var key = (layer.Stamp, tile);
        if (_kept.TryGetValue(key, out var kept))
        {
            return new SeenTile(kept, layer.Stamp);
        }

        var made = await MakeAsync(layer, asked, ct);
        if (made.IsSuccess)
        {
            Keep(key, made.Value);
        }

        return made.Map(m => new SeenTile(m, layer.Stamp));
    }

    /// <summary>The tile made anew, whatever is kept.</summary>
    internal async Task<Result<byte[]>> MakeAsync(SeenLayer layer, TileAsked asked, CancellationToken ct)
    {
        // Earlier revisions are looked at now and then: they get no copy of their own.
        var coming = layer.IsCurrent ? copies.Of(layer.Snapshot, layer.TilePlan) : copies.AskedFor(layer.Snapshot);
        var isFew = layer.Snapshot.Count <= waits.Few;
        if (!coming.IsCompleted && (isFew || asked.Tile.Zoom <= Overview) && !await IsInTimeAsync(coming, ct) && !isFew)
        {
            return Preparing(layer);
        }

        if (coming.IsCompleted && await coming is { } copy && Drawn(copy, layer, asked.Tile, ct) is { } drawn)
        {
            return drawn;
        }

        return isFew || asked.Tile.Zoom > Overview
            ? await Task.Run(() => OfSnapshot(layer, asked.Tile, ct), ct)
            : await OverviewOfSnapshotAsync(layer, asked.Tile, ct);
    }

    public void Dispose() => _wholeLayer.Dispose();

    private static Error Preparing(SeenLayer layer) => new(LayerErrors.TilePreparing, ("layer", layer.Definition.Name));

    /// <summary>Where there is no copy; whoever comes in between is told to ask again rather than to queue for minutes.</summary>
    private async Task<Result<byte[]>> OverviewOfSnapshotAsync(SeenLayer layer, TileAddress tile, CancellationToken ct)
    {
        if (!await _wholeLayer.WaitAsync(waits.Longest, ct))
        {
            return Preparing(layer);
        }

        try
        {
            return await Task.Run(() => OfSnapshot(layer, tile, ct), ct);
        }
        finally
        {
            _wholeLayer.Release();
        }
    }

    /// <summary>The caller's giving up ends the waiting, not the making: others ask for the same copy.</summary>
    private async Task<bool> IsInTimeAsync(Task coming, CancellationToken ct)
    {
        try
        {
            await coming.WaitAsync(waits.Longest, clock.TimeProvider, ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Null where the copy does not give the tile.</summary>
    private byte[]? Drawn(OpenCopy copy, SeenLayer layer, TileAddress tile, CancellationToken ct)
    {
        if (!copy.Copy.Covers(tile.Zoom))
        {
            return null;
        }

        var fields = VisibleFields.OfTiles(layer.Definition);
        try
        {
            return copy.Copy.Encode(tile, new TileDrawing(layer.Definition.Code, fields, copy.SightOf(layer, fields)), ct);
        }
        catch (InvalidDataException)
        {
            copies.Discard(copy);
            return null;
        }
        catch (LayerUnreadableException)
        {
            return null;
        }
    }

    private Result<byte[]> OfSnapshot(SeenLayer layer, TileAddress tile, CancellationToken ct)
    {
        var features = new List<TileFeature>();
        foreach (var feature in layer.Walk(tile.EnvelopeIn(published.Zone), long.MinValue))
        {
            ct.ThrowIfCancellationRequested();
            if (feature.Error is { } damaged)
            {
                return damaged;
            }

            features.Add(FeatureOf(layer, feature.Value));
        }

        return VectorTileEncoder.Encode(layer.Definition.Code, tile, published.Zone, features, ct);
    }

    private static TileFeature FeatureOf(SeenLayer layer, SnapshotFeature feature)
    {
        var properties = VisibleFields.OfTiles(layer.Definition)
            .Select(f => KeyValuePair.Create(f, layer.ValueOf(feature, f)))
            .Prepend(KeyValuePair.Create("id", (string?)feature.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return new TileFeature(feature.Id, feature.Shape, [.. properties]);
    }

    private void Keep((string, TileAddress) key, byte[] tile)
    {
        if (_kept.Count >= MostKept || Interlocked.Add(ref _keptBytes, tile.Length) > MostKeptBytes)
        {
            _kept.Clear();
            Interlocked.Exchange(ref _keptBytes, tile.Length);
        }

        _kept[key] = tile;
    }
}

/// <summary>A tile asked for; the current revision without a number.</summary>
internal sealed record TileAsked(string LayerCode, int? Revision, TileAddress Tile);
