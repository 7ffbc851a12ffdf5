using System.Collections.Concurrent;
using Guotu.Crypto;
using Guotu.Geo.Snapshots;
using Guotu.Geo.Tiles;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.ReadLayers;

/// <summary>Vector tiles of revisions, kept in memory by content digest: a revision's tile never changes.</summary>
internal sealed class LayerTiles(LayerContent content)
{
    private const int MostKept = 4_096;
    private readonly ConcurrentDictionary<(Sm3Digest Content, TileAddress Tile), byte[]> _kept = new();

    /// <summary>The tile's bytes, empty where nothing shows.</summary>
    public async Task<Result<byte[]>> ReadAsync(string layerCode, int? revision, TileAddress tile, CancellationToken ct)
    {
        var opened = await content.OpenAsync(layerCode, revision, ct);
        if (opened.Error is { } error)
        {
            return error;
        }

        var layer = opened.Value;
        if (tile.Zoom < layer.Definition.MinZoom)
        {
            return Array.Empty<byte>();
        }

        var key = (layer.Revision.ContentDigest, tile);
        if (_kept.TryGetValue(key, out var kept))
        {
            return kept;
        }

        var made = await Task.Run(() => Make(layer, tile, ct), ct);
        if (made.IsSuccess)
        {
            Keep(key, made.Value);
        }

        return made;
    }

    private Result<byte[]> Make(OpenLayer layer, TileAddress tile, CancellationToken ct)
    {
        var found = layer.Snapshot.Query(tile.EnvelopeIn(content.Zone), ct);
        return found.Error is { } error
            ? error
            : VectorTileEncoder.Encode(layer.Definition.Code, tile, content.Zone, found.Value.Select(f => FeatureOf(layer, f)), ct);
    }

    private static TileFeature FeatureOf(OpenLayer layer, SnapshotFeature feature)
    {
        var fields = new[] { layer.Definition.LabelField, layer.Definition.ClassField, layer.Definition.Style.ByField };
        var properties = fields.OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(f => KeyValuePair.Create(f, layer.ValueOf(feature, f)))
            .Prepend(KeyValuePair.Create("id", (string?)feature.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return new TileFeature(feature.Id, feature.Shape, [.. properties]);
    }

    private void Keep((Sm3Digest, TileAddress) key, byte[] tile)
    {
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        _kept[key] = tile;
    }
}
