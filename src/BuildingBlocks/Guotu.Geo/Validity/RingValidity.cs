using Guotu.Geo.Geometry;

namespace Guotu.Geo.Validity;

/// <summary>What is wrong with a boundary.</summary>
public enum BoundaryDefectKind
{
    /// <summary>Fewer than three distinct points.</summary>
    TooFewPoints,

    /// <summary>A point equal to the one before it (重复点).</summary>
    RepeatedPoint,

    /// <summary>All points on one line, or turns that cancel out.</summary>
    ZeroArea,

    /// <summary>The boundary turns back on itself (尖刺).</summary>
    Spike,

    /// <summary>Two edges of one ring cross or run on each other (自相交).</summary>
    SelfIntersection,

    /// <summary>One ring comes back to a point of itself (自接触).</summary>
    SelfTouch,

    /// <summary>Two rings of one figure cross or share a stretch (环重叠).</summary>
    RingsOverlap,

    /// <summary>A hole outside its outer ring or inside another hole, or a part inside another.</summary>
    WronglyNested,

    /// <summary>Rings of one part touch at points all around a piece of its ground, which is so cut off from the rest (内部不连通).</summary>
    InteriorCut,

    /// <summary>The search gave up; the boundary can not be called valid.</summary>
    TooComplex,
}

/// <summary>One defect: ring and vertex indices count from 0 in the given order; an edge is named by the vertex it starts from.</summary>
public readonly record struct BoundaryDefect(BoundaryDefectKind Kind, int Ring, int Point, int OtherRing, int OtherPoint);

/// <summary>Exact validity of rings, alone and among each other; near-linear in the count of vertices.</summary>
public static class RingValidity
{
    /// <summary>Defects found before the search stops: a list longer than this helps nobody.</summary>
    public const int MostDefects = 20;

    /// <summary>The defects of the rings of one figure, in ring order; empty means valid (nesting apart, see <see cref="FigureValidity"/>).</summary>
    public static IReadOnlyList<BoundaryDefect> Check(IReadOnlyList<GridRing> rings, CancellationToken cancellation = default) => Check(rings, [], cancellation);

    /// <summary>The same; the points where rings touch each other are added to <paramref name="touches"/>.</summary>
    internal static IReadOnlyList<BoundaryDefect> Check(IReadOnlyList<GridRing> rings, List<RingTouch> touches, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rings);
        var defects = new List<BoundaryDefect>();
        for (var ring = 0; ring < rings.Count; ring++)
        {
            CheckPoints(rings[ring], ring, defects);
        }

        if (defects.Count > 0)
        {
            return defects;
        }

        var edges = new EdgeSet(rings);
        var touching = new Dictionary<(int Ring, int Other), EdgeContact>();
        var search = new ContactSearch(edges, contact => Visit(edges, contact, defects, (touching, touches)), cancellation);
        search.Run();
        if (search.GaveUp)
        {
            defects.Add(new BoundaryDefect(BoundaryDefectKind.TooComplex, 0, 0, 0, 0));
        }
        else if (defects.Count == 0)
        {
            AddCrossingsAtVertices(rings, edges, touching, defects);
        }

        AddFlatRings(rings, defects);
        return WithoutRepeats(defects);
    }

    private static void CheckPoints(GridRing ring, int index, List<BoundaryDefect> defects)
    {
        var points = ring.Points.AsSpan();
        var distinct = new HashSet<GridPoint>();
        for (var i = 0; i < points.Length && distinct.Count < 3; i++)
        {
            distinct.Add(points[i]);
        }

        if (distinct.Count < 3)
        {
            defects.Add(new BoundaryDefect(BoundaryDefectKind.TooFewPoints, index, 0, index, 0));
            return;
        }

        for (var i = 1; i < points.Length && defects.Count < MostDefects; i++)
        {
            if (points[i] == points[i - 1])
            {
                defects.Add(new BoundaryDefect(BoundaryDefectKind.RepeatedPoint, index, i - 1, index, i));
            }
        }
    }

    private static bool Visit(
        EdgeSet edges, EdgeContact contact, List<BoundaryDefect> defects, (Dictionary<(int Ring, int Other), EdgeContact> First, List<RingTouch> All) touching)
    {
        if (DefectOf(edges, contact) is { } defect)
        {
            defects.Add(defect);
        }
        else if (edges.Ring[contact.First] != edges.Ring[contact.Second])
        {
            touching.First.TryAdd((edges.Ring[contact.First], edges.Ring[contact.Second]), contact);
            touching.All.Add(RingTouch.Of(edges, contact));
        }

        return defects.Count < MostDefects;
    }

    /// <summary>Rings that meet only at vertices may still cross there: such a ring runs on both sides of the other.</summary>
    private static void AddCrossingsAtVertices(
        IReadOnlyList<GridRing> rings, EdgeSet edges, Dictionary<(int Ring, int Other), EdgeContact> touching, List<BoundaryDefect> defects)
    {
        foreach (var group in touching.OrderBy(t => t.Key).GroupBy(t => t.Key.Ring))
        {
            var sides = new RingSides(rings[group.Key]);
            foreach (var ((ring, other), contact) in group)
            {
                if (sides.Of(rings[other]) is (true, true) && defects.Count < MostDefects)
                {
                    defects.Add(new BoundaryDefect(
                        BoundaryDefectKind.RingsOverlap, ring, edges.PointIndex(contact.First), other, edges.PointIndex(contact.Second)));
                }
            }
        }
    }

    private static BoundaryDefect? DefectOf(EdgeSet edges, EdgeContact contact)
    {
        var (a, b) = (contact.First, contact.Second);
        var (ringA, ringB) = (edges.Ring[a], edges.Ring[b]);
        if (ringA != ringB)
        {
            // Rings may touch each other at points, as a hole does at a vertex of its outer ring.
            return contact.Kind == ContactKind.Touch
                ? null
                : new BoundaryDefect(BoundaryDefectKind.RingsOverlap, ringA, edges.PointIndex(a), ringB, edges.PointIndex(b));
        }

        if (contact.Kind == ContactKind.Overlap && (edges.Follows(a, b) || edges.Follows(b, a)))
        {
            var turn = edges.PointIndex(edges.Follows(a, b) ? b : a);
            return new BoundaryDefect(BoundaryDefectKind.Spike, ringA, turn, ringA, turn);
        }

        if (contact.Kind == ContactKind.Touch && edges.From[a] == edges.From[b])
        {
            return new BoundaryDefect(BoundaryDefectKind.SelfTouch, ringA, edges.PointIndex(a), ringA, edges.PointIndex(b));
        }

        return contact.Kind == ContactKind.Touch && SharesAnEnd(edges, a, b)
            ? null // the same vertex is met again as the start of both edges
            : new BoundaryDefect(BoundaryDefectKind.SelfIntersection, ringA, edges.PointIndex(a), ringA, edges.PointIndex(b));
    }

    private static bool SharesAnEnd(EdgeSet edges, int a, int b) =>
        edges.To[a] == edges.To[b] || edges.From[a] == edges.To[b] || edges.To[a] == edges.From[b];

    private static void AddFlatRings(IReadOnlyList<GridRing> rings, List<BoundaryDefect> defects)
    {
        for (var ring = 0; ring < rings.Count; ring++)
        {
            var index = ring;
            if (rings[ring].DoubledSignedArea == 0 && !defects.Exists(d => d.Ring == index))
            {
                defects.Add(new BoundaryDefect(BoundaryDefectKind.ZeroArea, ring, 0, ring, 0));
            }
        }
    }

    /// <summary>A spike comes first: what else meets at it follows from it.</summary>
    private static List<BoundaryDefect> WithoutRepeats(List<BoundaryDefect> defects) =>
        [.. defects.Distinct().OrderBy(d => d.Ring).ThenBy(d => d.Kind != BoundaryDefectKind.Spike).ThenBy(d => d.Point).ThenBy(d => d.OtherRing).ThenBy(d => d.OtherPoint)];
}
