using System.Collections.Concurrent;
using Guotu.Geo.Snapshots;
using Guotu.Geo.Tiles;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.PublishLayers;

namespace Guotu.OneMap.ReadLayers;

/// <summary>Vector tiles of revisions, kept in memory by content and by what is shown of it: such a tile never changes.</summary>
internal sealed class LayerTiles(PublishedLayers published, ILayerAccess access) : IVectorTiles
{
    private const int MostKept = 4_096;
    private readonly ConcurrentDictionary<(string Stamp, TileAddress Tile), byte[]> _kept = new();

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
        if (tile.Zoom < layer.Definition.MinZoom)
        {
            return new SeenTile([], layer.Stamp);
        }

        var key = (layer.Stamp, tile);
        if (_kept.TryGetValue(key, out var kept))
        {
            return new SeenTile(kept, layer.Stamp);
        }

        var made = await Task.Run(() => Make(layer, tile, ct), ct);
        if (made.IsSuccess)
        {
            Keep(key, made.Value);
        }

        return made.Map(m => new SeenTile(m, layer.Stamp));
    }

    private Result<byte[]> Make(SeenLayer layer, TileAddress tile, CancellationToken ct)
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
        var fields = new[] { layer.Definition.LabelField, layer.Definition.ClassField, layer.Definition.Style.ByField };
        var properties = fields.OfType<string>().Where(f => f.Length > 0).Distinct(StringComparer.Ordinal)
            .Select(f => KeyValuePair.Create(f, layer.ValueOf(feature, f)))
            .Prepend(KeyValuePair.Create("id", (string?)feature.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return new TileFeature(feature.Id, feature.Shape, [.. properties]);
    }

    private void Keep((string, TileAddress) key, byte[] tile)
    {
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        _kept[key] = tile;
    }
}

/// <summary>A tile asked for; the current revision without a number.</summary>
internal sealed record TileAsked(string LayerCode, int? Revision, TileAddress Tile);
