using Guotu.Geo.Tiles;

namespace Guotu.Geo.TileCopies;

/// <summary>
/// A figure as the drawing commands of the vector tile specification, without the first move, which depends on the tile: the rest is the same in
/// every tile that holds the figure whole.
/// </summary>
internal static class FigureCommands
{
    /// <summary>MoveTo and LineTo of one vertex, and ClosePath, as they stand before their numbers.</summary>
    public const byte MoveOnce = (1 << 3) | 1, Close = (1 << 3) | 7;

    private const uint LineTo = 2;

    /// <summary>Appends all but the first move; answers the vertex of the first move.</summary>
    public static TilePoint Write(TileBuffer to, IReadOnlyList<TilePolygon> polygons)
    {
        var (first, cursor, begun) = (default(TilePoint), default(TilePoint), false);
        foreach (var polygon in polygons)
        {
            for (var i = -1; i < polygon.Holes.Count; i++)
            {
                var ring = i < 0 ? polygon.Outer : polygon.Holes[i];
                if (begun)
                {
                    to.Byte(MoveOnce);
                    Step(to, cursor, ring[0]);
                }
                else
                {
                    (first, begun) = (ring[0], true);
                }

                cursor = Lines(to, ring);
            }
        }

        return first;
    }

    /// <summary>Appends the lines of a ring from its first vertex and its end; answers its last vertex.</summary>
    public static TilePoint Lines(TileBuffer to, ReadOnlySpan<TilePoint> ring)
    {
        to.Varint(((uint)(ring.Length - 1) << 3) | LineTo);
        for (var i = 1; i < ring.Length; i++)
        {
            Step(to, ring[i - 1], ring[i]);
        }

        to.Byte(Close);
        return ring[^1];
    }

    /// <summary>Reads the rings again, from the vertex of the first move.</summary>
    /// <exception cref="InvalidDataException">The bytes are no commands.</exception>
    public static void Read(ReadOnlySpan<byte> commands, TilePoint first, FigurePoints into)
    {
        into.Clear();
        var (at, cursor) = (0, first);
        while (true)
        {
            into.Add(cursor);
            for (var left = Varint(commands, ref at) >> 3; left > 0; left--)
            {
                cursor = Stepped(commands, ref at, cursor);
                into.Add(cursor);
            }

            into.EndRing();
            at++;
            if (at >= commands.Length)
            {
                return;
            }

            at++;
            cursor = Stepped(commands, ref at, cursor);
        }
    }

    public static uint ZigZag(long value) => (uint)((int)value << 1) ^ (uint)((int)value >> 31);

    private static void Step(TileBuffer to, TilePoint from, TilePoint next)
    {
        to.Varint(ZigZag(next.X - from.X));
        to.Varint(ZigZag(next.Y - from.Y));
    }

    private static TilePoint Stepped(ReadOnlySpan<byte> commands, ref int at, TilePoint from)
    {
        var x = from.X + Signed(Varint(commands, ref at));
        return new TilePoint(x, from.Y + Signed(Varint(commands, ref at)));
    }

    private static int Signed(uint value) => (int)(value >> 1) ^ -(int)(value & 1);

    private static uint Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        uint value = 0;
        for (var shift = 0; shift < 35 && at < bytes.Length; shift += 7)
        {
            var next = bytes[at++];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("no drawing commands");
    }
}

/// <summary>Rings one after another, to be used again and again.</summary>
internal sealed class FigurePoints
{
    private TilePoint[] _points = new TilePoint[256];
    private int[] _ends = new int[8];
    private int _count;

    public int Rings { get; private set; }

    public ReadOnlySpan<TilePoint> Ring(int ring) => _points.AsSpan((ring == 0 ? 0 : _ends[ring - 1]).._ends[ring]);

    public void Clear() => (_count, Rings) = (0, 0);

    public void Add(TilePoint point)
    {
        if (_count == _points.Length)
        {
            Array.Resize(ref _points, 2 * _count);
        }

        _points[_count++] = point;
    }

    public void EndRing()
    {
        if (Rings == _ends.Length)
        {
            Array.Resize(ref _ends, 2 * Rings);
        }

        _ends[Rings++] = _count;
    }

    /// <summary>The rings as polygons: a ring of positive area begins one, those of negative are its holes.</summary>
    public List<TilePolygon> Polygons()
    {
        var polygons = new List<TilePolygon>();
        var holes = new List<TilePoint[]>();
        for (var ring = 0; ring < Rings; ring++)
        {
            var points = Ring(ring).ToArray();
            if (TileRing.DoubledArea(points) > 0)
            {
                holes = [];
                polygons.Add(new TilePolygon(points, holes));
            }
            else
            {
                holes.Add(points);
            }
        }

        return polygons;
    }
}
