using System.Runtime.InteropServices;
using Guotu.Geo.Crs;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Tiles;

/// <summary>
/// Vector tiles of polygons by the Mapbox Vector Tile specification 2.1, for display. One call encodes one layer; a tile of
/// several layers is their bytes one after another.
/// </summary>
public static class VectorTileEncoder
{
    public const int Extent = 4096;

    /// <summary>Border around the tile in its units, so that outlines do not show at tile edges.</summary>
    public const int Buffer = 64;

    private const int Version = 2;
    private const uint PolygonType = 3;
    private const uint MoveTo = 1, LineTo = 2, ClosePath = 7;

    /// <summary>The bytes of the layer; empty where no feature shows in the tile.</summary>
    public static Result<byte[]> Encode(
        string layer, TileAddress tile, GaussKrugerZone zone, IEnumerable<TileFeature> features, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (!tile.IsValid)
        {
            throw new ArgumentOutOfRangeException(nameof(tile), tile, "No such tile");
        }

        var geometry = new TileGeometry(tile, zone);
        var (content, keys, values) = (new ProtobufWriter(), new Dictionary<string, uint>(), new Dictionary<string, uint>());
        var (message, numbers, count) = (new ProtobufWriter(), new List<uint>(), 0);
        content.Text(1, layer);
        foreach (var feature in features)
        {
            cancellation.ThrowIfCancellationRequested();
            var polygons = geometry.Of(feature);
            if (!polygons.IsSuccess)
            {
                return polygons.Error!;
            }

            if (polygons.Value.Count > 0)
            {
                Write(message, feature, polygons.Value, (keys, values, numbers));
                content.Message(2, message);
                count++;
            }
        }

        return count == 0 ? Array.Empty<byte>() : Finished(content, keys, values);
    }

    private static byte[] Finished(ProtobufWriter content, Dictionary<string, uint> keys, Dictionary<string, uint> values)
    {
        foreach (var key in keys.Keys)
        {
            content.Text(3, key);
        }

        foreach (var value in values.Keys)
        {
            var text = new ProtobufWriter();
            text.Text(1, value);
            content.Message(4, text);
        }

        content.Varint(5, Extent);
        content.Varint(15, Version);
        var tile = new ProtobufWriter();
        tile.Message(3, content);
        return tile.ToArray();
    }

    private static void Write(
        ProtobufWriter message, TileFeature feature, IReadOnlyList<TilePolygon> polygons, (Dictionary<string, uint> Keys, Dictionary<string, uint> Values, List<uint> Numbers) tables)
    {
        var numbers = tables.Numbers;
        message.Clear();
        message.Varint(1, (ulong)feature.Id);
        numbers.Clear();
        foreach (var (key, value) in feature.Properties)
        {
            if (value is not null)
            {
                numbers.Add(Place(tables.Keys, key));
                numbers.Add(Place(tables.Values, value));
            }
        }

        message.Packed(2, CollectionsMarshal.AsSpan(numbers));
        message.Varint(3, PolygonType);
        numbers.Clear();
        AddCommands(numbers, polygons);
        message.Packed(4, CollectionsMarshal.AsSpan(numbers));
    }

    private static uint Place(Dictionary<string, uint> table, string text)
    {
        if (!table.TryGetValue(text, out var place))
        {
            table[text] = place = (uint)table.Count;
        }

        return place;
    }

    private static void AddCommands(List<uint> commands, IReadOnlyList<TilePolygon> polygons)
    {
        var cursor = new TilePoint(0, 0);
        foreach (var ring in polygons.SelectMany(p => p.Rings))
        {
            cursor = Ring(commands, ring, cursor);
        }
    }

    /// <summary>Answers the last vertex, from which the next ring counts.</summary>
    private static TilePoint Ring(List<uint> commands, TilePoint[] points, TilePoint cursor)
    {
        commands.Add((1 << 3) | MoveTo);
        for (var i = 0; i < points.Length; i++)
        {
            if (i == 1)
            {
                commands.Add(((uint)(points.Length - 1) << 3) | LineTo);
            }

            commands.Add(ZigZag((int)(points[i].X - cursor.X)));
            commands.Add(ZigZag((int)(points[i].Y - cursor.Y)));
            cursor = points[i];
        }

        commands.Add((1 << 3) | ClosePath);
        return cursor;
    }

    private static uint ZigZag(int value) => (uint)((value << 1) ^ (value >> 31));
}
