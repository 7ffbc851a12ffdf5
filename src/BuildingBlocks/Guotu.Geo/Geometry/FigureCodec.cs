using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Guotu.Geo.Geometry;

/// <summary>
/// The stored form of a figure (图形的存储格式), in the database and in snapshots: counts and zigzag differences of 0.1 mm coordinates
/// as variable-length integers, east before north, from the normalized figure. One figure has one form, so that equal bytes mean
/// equal figures. Layout: docs/formats/snapshot.md.
/// </summary>
public static class FigureCodec
{
    private const int MostItems = 50_000_000;

    /// <summary>Two differences of three or four bytes.</summary>
    private const int BytesPerVertex = 8;

    private const int LeastBuffer = 4_096;

    /// <summary>Vertices of a figure whose buffer is kept for the next one.</summary>
    private const int MostKept = 1 << 16;

    /// <summary>Each thread's own; the buffer grows to the figures that come.</summary>
    [ThreadStatic]
    private static VarintWriter? _writer;

    /// <summary>In units of 0.1 mm; an easting with its zone prefix is below 6.1 × 10¹¹. Beyond it areas would not be exact.</summary>
    private const long MostUnits = 1L << 40;

    public static byte[] Encode(GridMultiPolygon figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var writer = _writer ??= new VarintWriter(LeastBuffer);
        writer.Clear(Math.Min(figure.VertexCount, MostKept) * BytesPerVertex);
        writer.Write(figure.Polygons.Length);
        GridPoint last = default;
        foreach (var polygon in Ordered([.. figure.Polygons.Select(p => (First: TurnedRing.Of(p.Outer, true), Polygon: p))]))
        {
            writer.Write(1 + polygon.Polygon.Holes.Length);
            Write(writer, polygon.First, ref last);
            foreach (var hole in Ordered([.. polygon.Polygon.Holes.Select(h => (First: TurnedRing.Of(h, false), Polygon: polygon.Polygon))]))
            {
                Write(writer, hole.First, ref last);
            }
        }

        var bytes = writer.ToArray();
        if (figure.VertexCount > MostKept)
        {
            _writer = null;
        }

        return bytes;
    }

    /// <summary>By first vertex, then by count: the order of <see cref="GridMultiPolygon.Normalized"/>, which is stable.</summary>
    private static IEnumerable<(TurnedRing First, GridPolygon Polygon)> Ordered((TurnedRing First, GridPolygon Polygon)[] rings) =>
        rings.Length < 2 ? rings : rings.OrderBy(r => r.First[0]).ThenBy(r => r.First.Count);

    private static void Write(VarintWriter writer, TurnedRing ring, ref GridPoint last)
    {
        writer.Write(ring.Count);
        var points = ring.Ring.Points.AsSpan();
        if (ring.Reversed)
        {
            for (var i = ring.Start; i >= 0; i--)
            {
                writer.WriteStep(points[i], ref last);
            }

            for (var i = points.Length - 1; i > ring.Start; i--)
            {
                writer.WriteStep(points[i], ref last);
            }
        }
        else
        {
            foreach (ref readonly var point in points[ring.Start..])
            {
                writer.WriteStep(point, ref last);
            }

            foreach (ref readonly var point in points[..ring.Start])
            {
                writer.WriteStep(point, ref last);
            }
        }
    }

    /// <summary>False where the bytes are not a figure: someone else wrote them.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out GridMultiPolygon? figure)
    {
        var reader = new VarintReader(bytes);
        var polygons = ImmutableArray.CreateBuilder<GridPolygon>();
        GridPoint last = default;
        figure = null;
        for (var left = reader.Count(MostItems); left > 0 && reader.Sound; left--)
        {
            var rings = ReadRings(ref reader, ref last);
            if (rings.Count == 0)
            {
                return false;
            }

            polygons.Add(new GridPolygon(rings[0], [.. rings.Skip(1)]));
        }

        if (reader.Sound && reader.AtEnd)
        {
            figure = new GridMultiPolygon(polygons.ToImmutable());
        }

        return figure is not null;
    }

    /// <summary>Whether areas of what lies in the box are exact.</summary>
    internal static bool IsWithinUnits(GridEnvelope box) =>
        box.MinEast >= -MostUnits && box.MaxEast <= MostUnits && box.MinNorth >= -MostUnits && box.MaxNorth <= MostUnits;

    private static List<GridRing> ReadRings(ref VarintReader reader, ref GridPoint last)
    {
        var rings = new List<GridRing>();
        for (var left = reader.Count(MostItems); left > 0 && reader.Sound; left--)
        {
            var count = reader.Count(reader.Left);
            var points = ImmutableArray.CreateBuilder<GridPoint>(count);
            for (var i = 0; i < count && reader.Sound; i++)
            {
                last = new GridPoint(unchecked(last.East + reader.ReadSigned()), unchecked(last.North + reader.ReadSigned()));
                if (last.East is < -MostUnits or > MostUnits || last.North is < -MostUnits or > MostUnits)
                {
                    return [];
                }

                points.Add(last);
            }

            var ring = new GridRing(points.ToImmutable());
            if (ring.Points.Length != count || ring.Points.Length < 3 || ring.DoubledSignedArea == 0)
            {
                return [];
            }

            rings.Add(ring);
        }

        return rings;
    }

    /// <summary>A ring as it stands in the normalized figure, without making that.</summary>
    private readonly record struct TurnedRing(GridRing Ring, int Start, bool Reversed)
    {
        public int Count => Ring.Points.Length;

        public GridPoint this[int i]
        {
            get
            {
                var at = Reversed ? Start - i : Start + i;
                return Ring.Points[at < 0 ? at + Count : at >= Count ? at - Count : at];
            }
        }

        public static TurnedRing Of(GridRing ring, bool counterClockwise)
        {
            // A boundary that was closed more than once: a ring takes off one closing point each time it is made.
            while (ring.Points.Length > 1 && ring.Points[0] == ring.Points[^1])
            {
                ring = new GridRing(ring.Points);
            }

            var reversed = ring.IsCounterClockwise != counterClockwise;
            var points = ring.Points.AsSpan();
            var start = 0;
            for (var i = 1; i < points.Length; i++)
            {
                // Of equal vertices the first on the way round.
                if (points[i] < points[start] || (reversed && points[i] == points[start]))
                {
                    start = i;
                }
            }

            return new TurnedRing(ring, start, reversed);
        }
    }
}
