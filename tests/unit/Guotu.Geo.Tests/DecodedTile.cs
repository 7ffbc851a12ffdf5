using System.Text;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Tests;

internal sealed record DecodedFeature(long Id, IReadOnlyDictionary<string, string> Properties, MultiPolygon Geometry);

/// <summary>A reader of vector tiles written from the specification, apart from the encoder.</summary>
internal sealed class DecodedTile
{
    private readonly List<string> _keys = [];
    private readonly List<string> _values = [];

    public string Name { get; private set; } = string.Empty;

    public int Version { get; private set; }

    public int Extent { get; private set; }

    public List<DecodedFeature> Features { get; } = [];

    public static DecodedTile Read(byte[] bytes)
    {
        var tile = new DecodedTile();
        var raw = new List<byte[]>();
        var (field, layer) = Fields(bytes).Single() is var f ? (f.Field, (byte[])f.Value) : default;
        Assert.Equal(3, field);
        foreach (var (number, value) in Fields(layer))
        {
            switch (number)
            {
                case 1: tile.Name = Encoding.UTF8.GetString((byte[])value); break;
                case 2: raw.Add((byte[])value); break;
                case 3: tile._keys.Add(Encoding.UTF8.GetString((byte[])value)); break;
                case 4: tile._values.Add(Encoding.UTF8.GetString((byte[])Fields((byte[])value).Single().Value)); break;
                case 5: tile.Extent = (int)(ulong)value; break;
                case 15: tile.Version = (int)(ulong)value; break;
                default: Assert.Fail($"layer field {number}"); break;
            }
        }

        tile.Features.AddRange(raw.Select(tile.Feature));
        return tile;
    }

    private DecodedFeature Feature(byte[] bytes)
    {
        var fields = Fields(bytes).ToDictionary(f => f.Field, f => f.Value);
        Assert.Equal(3UL, fields[3]);
        var tags = Varints((byte[])fields[2]).ToArray();
        var properties = tags.Chunk(2).ToDictionary(t => _keys[(int)t[0]], t => _values[(int)t[1]]);
        return new DecodedFeature((long)(ulong)fields[1], properties, Polygons(Varints((byte[])fields[4]).ToArray()));
    }

    /// <summary>Rings of positive surveyor's area begin polygons, the others are holes of the last one.</summary>
    private static MultiPolygon Polygons(ulong[] commands)
    {
        var polygons = new List<(LinearRing Outer, List<LinearRing> Holes)>();
        var ring = new List<Coordinate>();
        var (x, y, at) = (0L, 0L, 0);
        while (at < commands.Length)
        {
            var (id, count) = (commands[at] & 7, commands[at] >> 3);
            at++;
            if (id == 7)
            {
                ring.Add(ring[0].Copy());
                var linear = new LinearRing([.. ring]);
                var area = ring.Zip(ring.Skip(1)).Sum(p => (p.First.X * p.Second.Y) - (p.Second.X * p.First.Y));
                if (area > 0)
                {
                    polygons.Add((linear, []));
                }
                else
                {
                    polygons[^1].Holes.Add(linear);
                }

                ring.Clear();
                continue;
            }

            for (ulong i = 0; i < count; i++)
            {
                x += UnZigZag(commands[at++]);
                y += UnZigZag(commands[at++]);
                ring.Add(new Coordinate(x, y));
            }
        }

        return new MultiPolygon([.. polygons.Select(p => new Polygon(p.Outer, [.. p.Holes]))]);
    }

    private static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private static IEnumerable<ulong> Varints(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            yield return Varint(bytes, ref at);
        }
    }

    private static IEnumerable<(int Field, object Value)> Fields(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var tag = Varint(bytes, ref at);
            if ((tag & 7) == 0)
            {
                yield return ((int)(tag >> 3), Varint(bytes, ref at));
                continue;
            }

            var length = (int)Varint(bytes, ref at);
            yield return ((int)(tag >> 3), bytes[at..(at + length)]);
            at += length;
        }
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(bytes[at] & 0x7F) << shift;
            if (bytes[at++] < 0x80)
            {
                return value;
            }
        }
    }
}
