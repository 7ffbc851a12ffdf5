using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Validity;

/// <summary>Edges of a figure in rows of numbers: ends, boxes, the ring each belongs to by the edge after it, and where its run ends.</summary>
internal readonly ref struct EdgeRows
{
    private const int ChunkBits = 3;
    private const int Chunk = 1 << ChunkBits;
    private const int Rows = 10;

    private readonly ref int _x1;
    private readonly ref int _y1;
    private readonly ref int _x2;
    private readonly ref int _y2;
    private readonly ref int _next;
    private readonly ref int _runEnd;
    private readonly BoxRows _edges;
    private readonly BoxRows _chunks;
    private readonly BoxRows _blocks;
    private readonly int _count;

    /// <param name="numbers">Of <see cref="NumbersFor"/> at least; what stands in them does not matter.</param>
    public EdgeRows(int[] numbers, int count)
    {
        _count = count;
        var (row, chunkRow, blockRow) = (Row(count), Row(Eighth(count)), Row(Eighth(Eighth(count))));
        ref var first = ref MemoryMarshal.GetArrayDataReference(numbers);
        _x1 = ref first;
        _y1 = ref Unsafe.Add(ref first, row);
        _x2 = ref Unsafe.Add(ref first, 2 * row);
        _y2 = ref Unsafe.Add(ref first, 3 * row);
        _next = ref Unsafe.Add(ref first, 4 * row);
        _runEnd = ref Unsafe.Add(ref first, 5 * row);
        _edges = new BoxRows(ref Unsafe.Add(ref first, 6 * row), row);
        _chunks = new BoxRows(ref Unsafe.Add(ref first, Rows * row), chunkRow);
        _blocks = new BoxRows(ref Unsafe.Add(ref first, (Rows * row) + (4 * chunkRow)), blockRow);
    }

    public static int NumbersFor(int count) => (Rows * Row(count)) + (4 * Row(Eighth(count))) + (4 * Row(Eighth(Eighth(count))));

    /// <summary>False where a ring has fewer than three vertices, one twice in a row, or turns straight back.</summary>
    public bool Lay(GridMultiPolygon figure, GridPoint origin)
    {
        var at = 0;
        foreach (var polygon in figure.Polygons)
        {
            if (!Lay(polygon.Outer, origin, ref at))
            {
                return false;
            }

            foreach (var hole in polygon.Holes)
            {
                if (!Lay(hole, origin, ref at))
                {
                    return false;
                }
            }
        }

        _edges.Close(_count, Row(_count));
        return true;
    }

    public bool AreApart()
    {
        var (chunks, blocks) = (Eighth(_count), Eighth(Eighth(_count)));
        _edges.Join(_chunks, chunks);
        _chunks.Close(chunks, Row(chunks));
        _chunks.Join(_blocks, blocks);
        _blocks.Close(blocks, Row(blocks));
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            for (var group = (chunk >> ChunkBits) & ~(Chunk - 1); group < blocks; group += Chunk)
            {
                for (var met = _blocks.Meeting(_chunks.At(chunk), group) & From(chunk >> ChunkBits, group); met != 0; met &= met - 1)
                {
                    if (!BlockApart(chunk, group + BitOperations.TrailingZeroCount(met)))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    /// <summary>The chunk from the edges of the block that do not come before it.</summary>
    private bool BlockApart(int chunk, int block)
    {
        var first = block << ChunkBits;
        for (var met = _chunks.Meeting(_chunks.At(chunk), first) & From(chunk, first); met != 0; met &= met - 1)
        {
            if (!ChunksApart(chunk, first + BitOperations.TrailingZeroCount(met)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Of eight from the first on, those that are not before the least: a bit each.</summary>
    private static uint From(int least, int first) => least <= first ? 0xFFu : least - first < Chunk ? 0xFFu << (least - first) & 0xFFu : 0;

    private bool ChunksApart(int chunk, int other)
    {
        var (first, otherFirst) = (chunk << ChunkBits, other << ChunkBits);
        var end = Math.Min(_count, first + Chunk);
        for (var a = first; a < end; a++)
        {
            var from = Unsafe.Add(ref _runEnd, a) - otherFirst;
            if (from >= Chunk)
            {
                continue;
            }

            for (var met = _edges.Meeting(_edges.At(a), otherFirst) & From(from, 0); met != 0; met &= met - 1)
            {
                var b = otherFirst + BitOperations.TrailingZeroCount(met);
                if (Unsafe.Add(ref _next, a) != b && Unsafe.Add(ref _next, b) != a && Meet(a, b))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool Lay(GridRing ring, GridPoint origin, ref int at)
    {
        var points = ring.Points.AsSpan();
        var start = at;
        if (points.Length < 3)
        {
            return false;
        }

        foreach (ref readonly var point in points)
        {
            Unsafe.Add(ref _x1, at) = (int)(point.East - origin.East);
            Unsafe.Add(ref _y1, at) = (int)(point.North - origin.North);
            at++;
        }

        for (var i = start; i < at; i++)
        {
            var next = i + 1 < at ? i + 1 : start;
            Unsafe.Add(ref _next, i) = next;
            Unsafe.Add(ref _x2, i) = Unsafe.Add(ref _x1, next);
            Unsafe.Add(ref _y2, i) = Unsafe.Add(ref _y1, next);
        }

        for (var i = start; i < at; i += Chunk)
        {
            _edges.Set(i, Eight(ref _x1, i), Eight(ref _y1, i), Eight(ref _x2, i), Eight(ref _y2, i));
        }

        return Runs(start, at);
    }

    /// <summary>Marks where runs end; false where an edge has no length or the next one turns straight back.</summary>
    private bool Runs(int start, int end)
    {
        for (var first = start; first < end;)
        {
            var run = new Run(Direction(first));
            var after = first + 1;
            while (after < end && run.Takes(Direction(after)))
            {
                after++;
            }

            // Within a run nothing turns back; where one ends, and the ring begins again, it may.
            if (run.IsNone || TurnsBack(Direction(after - 1), Direction(after < end ? after : start)))
            {
                return false;
            }

            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _runEnd, first), after - first).Fill(after);
            first = after;
        }

        return true;
    }

    private (long X, long Y) Direction(int i) =>
        ((long)Unsafe.Add(ref _x2, i) - Unsafe.Add(ref _x1, i), (long)Unsafe.Add(ref _y2, i) - Unsafe.Add(ref _y1, i));

    private static bool TurnsBack((long X, long Y) a, (long X, long Y) b) => (a.X * b.Y) - (a.Y * b.X) == 0 && (a.X * b.X) + (a.Y * b.Y) <= 0;

    private bool Meet(int a, int b)
    {
        var (a1, a2) = ((Unsafe.Add(ref _x1, a), Unsafe.Add(ref _y1, a)), (Unsafe.Add(ref _x2, a), Unsafe.Add(ref _y2, a)));
        var (b1, b2) = ((Unsafe.Add(ref _x1, b), Unsafe.Add(ref _y1, b)), (Unsafe.Add(ref _x2, b), Unsafe.Add(ref _y2, b)));
        return !SameSide(a1, a2, b1, b2) && !SameSide(b1, b2, a1, a2);
    }

    /// <summary>Whether c and d lie strictly on one side of the line through a and b.</summary>
    private static bool SameSide((int X, int Y) a, (int X, int Y) b, (int X, int Y) c, (int X, int Y) d)
    {
        long x = (long)b.X - a.X, y = (long)b.Y - a.Y;
        var first = (x * ((long)c.Y - a.Y)) - (y * ((long)c.X - a.X));
        var second = (x * ((long)d.Y - a.Y)) - (y * ((long)d.X - a.X));
        return (first > 0 && second > 0) || (first < 0 && second < 0);
    }

    private static Vector256<int> Eight(ref int row, int at) => Vector256.LoadUnsafe(ref row, (nuint)at);

    private static int Eighth(int count) => (count + Chunk - 1) >> ChunkBits;

    /// <summary>Room for whole chunks, one more than needed: what is laid in eights may run over.</summary>
    private static int Row(int count) => ((count + Chunk - 1) & ~(Chunk - 1)) + Chunk;

    /// <summary>Directions within less than half a turn: from the one farthest right to the one farthest left.</summary>
    private struct Run((long X, long Y) first)
    {
        private (long X, long Y) _right = first;
        private (long X, long Y) _left = first;

        public readonly bool IsNone => _right == (0, 0);

        /// <summary>Adds a direction; false, and nothing added, where all would not lie within less than half a turn.</summary>
        public bool Takes((long X, long Y) d)
        {
            var ofRight = (_right.X * d.Y) - (_right.Y * d.X);
            var ofLeft = (_left.X * d.Y) - (_left.Y * d.X);
            if (ofRight > 0 && ofLeft > 0)
            {
                _left = d;
                return true;
            }

            if (ofRight < 0 && ofLeft < 0)
            {
                _right = d;
                return true;
            }

            // Between the two; on the line of both only if it goes their way.
            return ofRight >= 0 && ofLeft <= 0 && (ofRight > 0 || ofLeft < 0 || (d.X * _right.X) + (d.Y * _right.Y) > 0);
        }
    }
}
