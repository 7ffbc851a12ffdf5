using Guotu.Geo.Geometry;

namespace Guotu.Geo.Validity;

/// <summary>Exact validity of a whole figure: its rings, that holes lie in their outer rings, parts beside each other, and that the ground of a part hangs together.</summary>
public static class FigureValidity
{
    /// <summary>Defects; ring indices follow <see cref="GridMultiPolygon.Rings"/>.</summary>
    public static IReadOnlyList<BoundaryDefect> Check(GridMultiPolygon figure, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(figure);
        if (EdgesApart.Holds(figure))
        {
            return figure.Polygons is [{ Holes.Length: 0 }] ? [] : Nesting(figure, cancellation);
        }

        return CheckFully(figure, cancellation);
    }

    /// <summary>Without the quick look first.</summary>
    internal static IReadOnlyList<BoundaryDefect> CheckFully(GridMultiPolygon figure, CancellationToken cancellation)
    {
        var rings = figure.Rings.ToArray();
        var touches = new List<RingTouch>();
        var defects = RingValidity.Check(rings, touches, cancellation);
        if (defects.Count > 0)
        {
            return defects;
        }

        var nesting = Nesting(figure, cancellation);
        return nesting.Count > 0 || touches.Count == 0 ? nesting : CutOff(figure, touches);
    }

    /// <summary>1 where a ring that does not cross the other lies inside it, −1 outside.</summary>
    internal static int Side(GridRing ring, GridRing of)
    {
        if (!of.Envelope.Meets(ring.Envelope))
        {
            return -1;
        }

        foreach (var point in ring.Points)
        {
            var where = of.Locate(point);
            if (where != 0)
            {
                return where;
            }
        }

        // Every vertex lies on the other border: the stretches between decide.
        return new RingSides(of).Of(ring).Outside ? -1 : 1;
    }

    private static List<BoundaryDefect> Nesting(GridMultiPolygon figure, CancellationToken cancellation)
    {
        var defects = new List<BoundaryDefect>();
        var outers = new List<(GridPolygon Polygon, int Ring)>();
        var ring = 0;
        foreach (var polygon in figure.Polygons)
        {
            cancellation.ThrowIfCancellationRequested();
            outers.Add((polygon, ring));
            CheckHoles(polygon, ring, defects);
            ring += 1 + polygon.Holes.Length;
        }

        CheckParts(outers, defects);
        return defects;
    }

    /// <summary>Touches of different parts cut nothing off.</summary>
    private static List<BoundaryDefect> CutOff(GridMultiPolygon figure, List<RingTouch> touches)
    {
        var part = figure.Polygons.SelectMany((p, i) => p.Rings.Select(_ => i)).ToArray();
        return [.. touches.Where(t => part[t.Ring] == part[t.OtherRing]).GroupBy(t => part[t.Ring]).OrderBy(g => g.Key)
            .Select(TouchLoops.First).OfType<RingTouch>()
            .Select(t => new BoundaryDefect(BoundaryDefectKind.InteriorCut, t.Ring, t.Point, t.OtherRing, t.OtherPoint))];
    }

    private static void CheckHoles(GridPolygon polygon, int outer, List<BoundaryDefect> defects)
    {
        for (var hole = 0; hole < polygon.Holes.Length; hole++)
        {
            if (Side(polygon.Holes[hole], polygon.Outer) < 0)
            {
                defects.Add(new BoundaryDefect(BoundaryDefectKind.WronglyNested, outer + 1 + hole, 0, outer, 0));
            }
        }

        var holes = polygon.Holes.Select((h, i) => (Ring: h, Index: outer + 1 + i)).OrderBy(h => h.Ring.Envelope.MinEast).ToArray();
        CheckApart(holes, defects);
    }

    private static void CheckParts(List<(GridPolygon Polygon, int Ring)> parts, List<BoundaryDefect> defects)
    {
        var ordered = parts.OrderBy(p => p.Polygon.Envelope.MinEast).ToArray();
        for (var i = 0; i < ordered.Length; i++)
        {
            for (var j = i + 1; j < ordered.Length && ordered[j].Polygon.Envelope.MinEast <= ordered[i].Polygon.Envelope.MaxEast; j++)
            {
                if (LiesIn(ordered[i].Polygon, ordered[j].Polygon) || LiesIn(ordered[j].Polygon, ordered[i].Polygon))
                {
                    defects.Add(new BoundaryDefect(BoundaryDefectKind.WronglyNested, ordered[i].Ring, 0, ordered[j].Ring, 0));
                }
            }
        }
    }

    /// <summary>A part may lie in a hole of another part, which is not inside it.</summary>
    private static bool LiesIn(GridPolygon inner, GridPolygon outer) =>
        Side(inner.Outer, outer.Outer) > 0 && !outer.Holes.Any(h => Side(inner.Outer, h) > 0);

    private static void CheckApart((GridRing Ring, int Index)[] rings, List<BoundaryDefect> defects)
    {
        for (var i = 0; i < rings.Length; i++)
        {
            for (var j = i + 1; j < rings.Length && rings[j].Ring.Envelope.MinEast <= rings[i].Ring.Envelope.MaxEast; j++)
            {
                if (Side(rings[i].Ring, rings[j].Ring) > 0 || Side(rings[j].Ring, rings[i].Ring) > 0)
                {
                    defects.Add(new BoundaryDefect(BoundaryDefectKind.WronglyNested, rings[i].Index, 0, rings[j].Index, 0));
                }
            }
        }
    }
}
