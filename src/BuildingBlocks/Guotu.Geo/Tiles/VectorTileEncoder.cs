using Guotu.Geo.Crs;
using Guotu.Kernel.Results;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

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
        var count = 0;
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
                content.Message(2, Feature(feature, polygons.Value, keys, values));
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

    private static ProtobufWriter Feature(
        TileFeature feature, IReadOnlyList<Polygon> polygons, Dictionary<string, uint> keys, Dictionary<string, uint> values)
    {
        var message = new ProtobufWriter();
        message.Varint(1, (ulong)feature.Id);
        var tags = new List<uint>();
        foreach (var (key, value) in feature.Properties)
        {
            if (value is not null)
            {
                tags.Add(Place(keys, key));
                tags.Add(Place(values, value));
            }
        }

        message.Packed(2, tags);
        message.Varint(3, PolygonType);
        message.Packed(4, Commands(polygons));
        return message;
    }

    private static uint Place(Dictionary<string, uint> table, string text)
    {
        if (!table.TryGetValue(text, out var place))
        {
            table[text] = place = (uint)table.Count;
        }

        return place;
    }

    private static List<uint> Commands(IReadOnlyList<Polygon> polygons)
    {
        var commands = new List<uint>();
        var cursor = (X: 0, Y: 0);
        foreach (var polygon in polygons)
        {
            // Rows grow downwards: an outer ring of positive area is the one NTS calls counter-clockwise in these numbers.
            Ring(commands, polygon.ExteriorRing.Coordinates, counterClockwise: true, ref cursor);
            foreach (var hole in polygon.InteriorRings)
            {
                Ring(commands, hole.Coordinates, counterClockwise: false, ref cursor);
            }
        }

        return commands;
    }

    private static void Ring(List<uint> commands, Coordinate[] closed, bool counterClockwise, ref (int X, int Y) cursor)
    {
        var points = Orientation.IsCCW(closed) == counterClockwise ? closed : [.. closed.Reverse()];
        commands.Add((1 << 3) | MoveTo);
        for (var i = 0; i < points.Length - 1; i++)
        {
            if (i == 1)
            {
                commands.Add(((uint)(points.Length - 2) << 3) | LineTo);
            }

            var (x, y) = ((int)points[i].X, (int)points[i].Y);
            commands.Add(ZigZag(x - cursor.X));
            commands.Add(ZigZag(y - cursor.Y));
            cursor = (x, y);
        }

        commands.Add((1 << 3) | ClosePath);
    }

    private static uint ZigZag(int value) => (uint)((value << 1) ^ (value >> 31));
}
