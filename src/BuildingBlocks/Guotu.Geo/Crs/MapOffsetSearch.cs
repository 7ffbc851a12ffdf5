using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Crs;

/// <summary>
/// Looks whether figures lie beside known ground by one offset of the size that Internet maps have (偏移核对). The offset's formula is not needed and not
/// here: what repeats vertices of the reference a few hundred metres away, and does not meet them where it lies, has been shifted.
/// </summary>
public static class MapOffsetSearch
{
    /// <summary>Vertices that are looked at, at most.</summary>
    public const int MostPoints = 64;

    /// <summary>How far from the first vertex they are taken: the offset itself changes by some metres in a kilometre.</summary>
    private const long SampleReach = 500L * GridPoint.UnitsPerMetre;

    private const long LeastOffset = 200L * GridPoint.UnitsPerMetre;
    private const long MostOffset = 1_200L * GridPoint.UnitsPerMetre;
    private const int Anchors = 6;
    private const int Screening = 4;

    /// <summary>How far around the sample the reference is needed.</summary>
    public static GridEnvelope Reach(IReadOnlyList<GridPoint> sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var box = sample.Aggregate(GridEnvelope.Empty, (b, p) => b.Including(p));
        var margin = MostOffset + ReferenceVertices.Cell;
        return box.IsEmpty ? box : new GridEnvelope(box.MinEast - margin, box.MinNorth - margin, box.MaxEast + margin, box.MaxNorth + margin);
    }

    /// <summary>Vertices of the figure that has most, and of what lies near it; empty where there are fewer than <see cref="MapOffsetHazard.FewestPairs"/>.</summary>
    public static IReadOnlyList<GridPoint> Sample(IReadOnlyCollection<GridMultiPolygon> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        if (figures.MaxBy(f => f.VertexCount) is not { VertexCount: > 0 } largest)
        {
            return [];
        }

        var start = largest.Polygons[0].Outer.Points[0];
        var near = figures.Where(f => !ReferenceEquals(f, largest)).Prepend(largest)
            .SelectMany(f => f.Polygons).SelectMany(p => p.Rings).SelectMany(r => r.Points)
            .Where(p => Math.Abs(p.East - start.East) <= SampleReach && Math.Abs(p.North - start.North) <= SampleReach)
            .Distinct().ToArray();
        return near.Length < MapOffsetHazard.FewestPairs ? [] : Spread(near, MostPoints);
    }

    /// <summary>
    /// GEO-0065 where one offset of 200 to 1,200 m brings at least eight in ten of the sample onto vertices of the reference, and fewer than half
    /// meet them as they are; null otherwise. Cost grows with the vertices of the reference within that reach.
    /// </summary>
    public static Error? Suspected(IReadOnlyList<GridPoint> sample, IEnumerable<GridPoint> reference, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(reference);
        var known = new ReferenceVertices(reference);
        if (sample.Count < MapOffsetHazard.FewestPairs || 2 * sample.Count(p => known.Near(p, ReferenceVertices.LeastTouch) is not null) >= sample.Count)
        {
            return null;
        }

        foreach (var anchor in Spread(sample, Anchors))
        {
            foreach (var place in known.All)
            {
                ct.ThrowIfCancellationRequested();
                var offset = new GridPoint(anchor.East - place.East, anchor.North - place.North);
                if (CanBe(offset) && Screened(sample, (anchor, offset), known) && MapOffsetHazard.Suspected(Pairs(sample, (anchor, offset), known)) is { } suspected)
                {
                    return suspected;
                }
            }
        }

        return null;
    }

    private static bool CanBe(GridPoint offset)
    {
        var squared = ((Int128)offset.East * offset.East) + ((Int128)offset.North * offset.North);
        return squared >= (Int128)LeastOffset * LeastOffset && squared <= (Int128)MostOffset * MostOffset;
    }

    /// <summary>A few points first: nearly all offsets fail at the second of them.</summary>
    private static bool Screened(IReadOnlyList<GridPoint> sample, (GridPoint Anchor, GridPoint Offset) shift, ReferenceVertices known)
    {
        var misses = 0;
        for (var i = 0; i < Screening; i++)
        {
            misses += Match(sample[(sample.Count * ((2 * i) + 1)) / (2 * Screening)], shift, known) is null ? 1 : 0;
            if (misses > 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A point that meets nothing is its own pair: it speaks against the offset.</summary>
    private static List<(PlanePosition Source, PlanePosition Reference)> Pairs(IReadOnlyList<GridPoint> sample, (GridPoint Anchor, GridPoint Offset) shift, ReferenceVertices known) =>
        [.. sample.Select(p => (p.ToMetres(), (Match(p, shift, known) ?? p).ToMetres()))];

    private static GridPoint? Match(GridPoint point, (GridPoint Anchor, GridPoint Offset) shift, ReferenceVertices known)
    {
        // One metre, and three more in a kilometre from where the offset was taken.
        var away = Math.Max(Math.Abs(point.East - shift.Anchor.East), Math.Abs(point.North - shift.Anchor.North));
        return known.Near(new GridPoint(point.East - shift.Offset.East, point.North - shift.Offset.North), ReferenceVertices.LeastTouch + (away * 3 / 1_000));
    }

    private static GridPoint[] Spread(IReadOnlyList<GridPoint> points, int most) => points.Count <= most
        ? [.. points]
        : [.. Enumerable.Range(0, most).Select(i => points[(int)((long)i * points.Count / most)])];

    /// <summary>Vertices of the reference by cells, so that those near a place are found at once.</summary>
    private sealed class ReferenceVertices
    {
        public const long LeastTouch = GridPoint.UnitsPerMetre;

        /// <summary>Twice the widest touch (2.5 m at the end of the sample's reach).</summary>
        public const long Cell = 5L * GridPoint.UnitsPerMetre;

        private readonly Dictionary<(long, long), List<GridPoint>> _cells = [];

        public ReferenceVertices(IEnumerable<GridPoint> vertices)
        {
            All = [.. vertices.Distinct()];
            foreach (var vertex in All)
            {
                var cell = (vertex.East / Cell, vertex.North / Cell);
                if (!_cells.TryGetValue(cell, out var list))
                {
                    _cells[cell] = list = [];
                }

                list.Add(vertex);
            }
        }

        public GridPoint[] All { get; }

        /// <summary>The first vertex no further away than the touch, east and north each.</summary>
        public GridPoint? Near(GridPoint at, long touch)
        {
            for (var east = (at.East - touch) / Cell; east <= (at.East + touch) / Cell; east++)
            {
                for (var north = (at.North - touch) / Cell; north <= (at.North + touch) / Cell; north++)
                {
                    if (_cells.TryGetValue((east, north), out var list) && list.FindIndex(v => Math.Abs(v.East - at.East) <= touch && Math.Abs(v.North - at.North) <= touch) is >= 0 and var found)
                    {
                        return list[found];
                    }
                }
            }

            return null;
        }
    }
}
