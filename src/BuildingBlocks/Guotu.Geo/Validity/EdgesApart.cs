using System.Buffers;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Validity;

/// <summary>
/// Sees quickly that no two edges of a figure meet but neighbours at their common vertex (边界两两分离), which nearly all figures are: then its rings
/// are valid and touch nowhere. False says nothing; the full search finds what is wrong. Coordinates are taken from the figure's corner, so that
/// orientation is exact in 64 bits; edges lie in boxes of eight and of sixty-four. No memory is kept.
/// </summary>
internal static class EdgesApart
{
    private const long Widest = 1L << 30;
    private const int ChunkBits = 3;
    private const int BlockBits = 6;

    /// <summary>Edges beyond which the full search with its tree is better.</summary>
    private const int Most = 1 << 17;

    public static bool Holds(GridMultiPolygon figure)
    {
        var box = figure.Envelope;
        var count = figure.VertexCount;
        if (count is < 3 or > Most || box.Width >= Widest || box.Height >= Widest)
        {
            return false;
        }

        var numbers = ArrayPool<int>.Shared.Rent(count * 7);
        try
        {
            var edges = new Edges(numbers, count);
            return edges.Lay(figure, new GridPoint(box.MinEast, box.MinNorth)) && edges.AreApart();
        }
        finally
        {
            ArrayPool<int>.Shared.Return(numbers);
        }
    }

    private readonly ref struct Edges
    {
        private readonly Span<int> _x;
        private readonly Span<int> _y;
        private readonly Span<int> _next;
        private readonly Span<Box> _boxes;
        private readonly int _count;

        public Edges(int[] numbers, int count)
        {
            _count = count;
            _x = numbers.AsSpan(0, count);
            _y = numbers.AsSpan(count, count);
            _next = numbers.AsSpan(2 * count, count);
            _boxes = System.Runtime.InteropServices.MemoryMarshal.Cast<int, Box>(numbers.AsSpan(3 * count, 4 * count));
        }

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

            return true;
        }

        public bool AreApart()
        {
            var chunks = new Box[(_count + 7) >> ChunkBits];
            var blocks = new Box[(_count + 63) >> BlockBits];
            Join(_boxes, chunks);
            Join(chunks, blocks);
            for (var one = 0; one < blocks.Length; one++)
            {
                for (var other = one; other < blocks.Length; other++)
                {
                    if (blocks[one].Meets(blocks[other]) && !AreApart(one, other, chunks))
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

            foreach (var point in points)
            {
                (_x[at], _y[at], _next[at]) = ((int)(point.East - origin.East), (int)(point.North - origin.North), at + 1);
                at++;
            }

            _next[at - 1] = start;
            for (var i = start; i < at; i++)
            {
                var (x1, y1, x2, y2) = (_x[i], _y[i], _x[_next[i]], _y[_next[i]]);
                _boxes[i] = new Box(Math.Min(x1, x2), Math.Min(y1, y2), Math.Max(x1, x2), Math.Max(y1, y2));
                var after = _next[_next[i]];
                if ((x1 == x2 && y1 == y2) || TurnsBack(x2 - (long)x1, y2 - (long)y1, _x[after] - (long)x2, _y[after] - (long)y2))
                {
                    return false;
                }
            }

            return true;
        }

        private static bool TurnsBack(long x, long y, long nextX, long nextY) => (x * nextY) - (y * nextX) == 0 && (x * nextX) + (y * nextY) <= 0;

        private static void Join(ReadOnlySpan<Box> below, Span<Box> above)
        {
            for (var i = 0; i < above.Length; i++)
            {
                var box = below[i << ChunkBits];
                for (var child = (i << ChunkBits) + 1; child < Math.Min(below.Length, (i + 1) << ChunkBits); child++)
                {
                    box = box.With(below[child]);
                }

                above[i] = box;
            }
        }

        private bool AreApart(int block, int other, ReadOnlySpan<Box> chunks)
        {
            for (var one = block << ChunkBits; one < Math.Min(chunks.Length, (block + 1) << ChunkBits); one++)
            {
                for (var two = Math.Max(one, other << ChunkBits); two < Math.Min(chunks.Length, (other + 1) << ChunkBits); two++)
                {
                    if (chunks[one].Meets(chunks[two]) && !ChunksApart(one, two, chunks[two]))
                    {
                        return false;
                    }
                }
            }

            return true;
        }

        private bool ChunksApart(int chunk, int other, Box otherBox)
        {
            var end = Math.Min(_count, (other + 1) << ChunkBits);
            for (var a = chunk << ChunkBits; a < Math.Min(_count, (chunk + 1) << ChunkBits); a++)
            {
                var box = _boxes[a];
                if (!box.Meets(otherBox))
                {
                    continue;
                }

                for (var b = Math.Max(a + 1, other << ChunkBits); b < end; b++)
                {
                    if (box.Meets(_boxes[b]) && _next[a] != b && _next[b] != a && Meet(a, b))
                    {
                        return false;
                    }
                }
            }

            return true;
        }

        private bool Meet(int a, int b)
        {
            var (a2, b2) = (_next[a], _next[b]);
            return !SameSide(a, a2, b, b2) && !SameSide(b, b2, a, a2);
        }

        /// <summary>Whether c and d lie strictly on one side of the line through a and b.</summary>
        private bool SameSide(int a, int b, int c, int d)
        {
            long x = (long)_x[b] - _x[a], y = (long)_y[b] - _y[a];
            var first = (x * ((long)_y[c] - _y[a])) - (y * ((long)_x[c] - _x[a]));
            var second = (x * ((long)_y[d] - _y[a])) - (y * ((long)_x[d] - _x[a]));
            return (first > 0 && second > 0) || (first < 0 && second < 0);
        }
    }

    private readonly record struct Box(int MinX, int MinY, int MaxX, int MaxY)
    {
        public bool Meets(in Box o) => MinX <= o.MaxX && o.MinX <= MaxX && MinY <= o.MaxY && o.MinY <= MaxY;

        public Box With(in Box o) => new(Math.Min(MinX, o.MinX), Math.Min(MinY, o.MinY), Math.Max(MaxX, o.MaxX), Math.Max(MaxY, o.MaxY));
    }
}
