using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Validity;

namespace Guotu.Geo.Topology;

/// <summary>
/// The valid figure of the same ground for one with repeated points, spikes or rings that touch themselves. No vertex is moved and none is
/// new, so the area is the same to the last unit; a figure that crosses itself has no certain ground and gets none.
/// </summary>
public static class FigureRepair
{
    /// <summary>The valid figure, or null where what the figure covers is not certain.</summary>
    public static GridMultiPolygon? Attempt(GridMultiPolygon figure, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var rings = new List<GridRing>();
        foreach (var ring in figure.Rings)
        {
            if (Swept(ring) is not { } swept || Touched(swept, cancellation) is not { } touched)
            {
                return null;
            }

            rings.AddRange(Split(touched));
        }

        if (rings.Exists(r => r.DoubledSignedArea == 0) || RingSorting.ByContainment(rings) is not { } sorted)
        {
            return null;
        }

        if (FigureValidity.Check(sorted, cancellation) is [{ Kind: BoundaryDefectKind.InteriorCut }, ..] && Apart(sorted) is { } parts)
        {
            sorted = parts;
        }

        return sorted.DoubledArea == figure.DoubledArea && FigureValidity.Check(sorted, cancellation).Count == 0 ? sorted : null;
    }

    /// <summary>The pieces that touching rings leave of the ground, each a part; rings touch at vertices, so none is moved.</summary>
    private static GridMultiPolygon? Apart(GridMultiPolygon figure)
    {
        var box = figure.Envelope;
        var window = new GridRing([new(box.MinEast - 1, box.MinNorth - 1), new(box.MaxEast + 1, box.MinNorth - 1), new(box.MaxEast + 1, box.MaxNorth + 1), new(box.MinEast - 1, box.MaxNorth + 1)]);
        var parts = GridOverlay.Intersect(figure, GridMultiPolygon.Of(new GridPolygon(window)));
        return parts.IsSuccess ? parts.Value : null;
    }

    /// <summary>Without repeated points and points where the boundary turns straight back.</summary>
    private static GridRing? Swept(GridRing ring)
    {
        var points = new List<GridPoint>(ring.Points.Length);
        foreach (var point in ring.Points)
        {
            points.Add(point);
            Sweep(points);
        }

        // The ends meet: what turns back across the start is taken off from both ends.
        while (points.Count >= 3)
        {
            if (points[^1] == points[0] || TurnsBack(points[^2], points[^1], points[0]))
            {
                points.RemoveAt(points.Count - 1);
            }
            else if (TurnsBack(points[^1], points[0], points[1]))
            {
                points.RemoveAt(0);
            }
            else
            {
                return new GridRing(points);
            }
        }

        return null;
    }

    private static void Sweep(List<GridPoint> points)
    {
        while (points.Count >= 2)
        {
            if (points[^1] == points[^2])
            {
                points.RemoveAt(points.Count - 1);
            }
            else if (points.Count >= 3 && TurnsBack(points[^3], points[^2], points[^1]))
            {
                points.RemoveAt(points.Count - 2);
            }
            else
            {
                return;
            }
        }
    }

    private static bool TurnsBack(GridPoint a, GridPoint b, GridPoint c) =>
        Orientation.Of(a, b, c) == 0
        && ((Int128)(b.East - a.East) * (c.East - b.East)) + ((Int128)(b.North - a.North) * (c.North - b.North)) < 0;

    /// <summary>With a vertex wherever the ring comes back to one of its own edges; null where it crosses itself or runs on itself.</summary>
    private static GridRing? Touched(GridRing ring, CancellationToken cancellation)
    {
        var edges = new EdgeSet([ring]);
        var added = new Dictionary<int, SortedSet<GridPoint>>();
        var uncertain = false;
        var search = new ContactSearch(
            edges,
            contact =>
            {
                uncertain |= contact.Kind != ContactKind.Touch;
                AddTouch(edges, contact.First, contact.Second, added);
                AddTouch(edges, contact.Second, contact.First, added);
                return !uncertain;
            },
            cancellation);
        search.Run();
        if (uncertain || search.GaveUp)
        {
            return null;
        }

        return added.Count == 0 ? ring : new GridRing(ring.Points.SelectMany((p, i) => Along(p, ring.Points[i + 1 == ring.Points.Length ? 0 : i + 1], added.GetValueOrDefault(i))));
    }

    private static void AddTouch(EdgeSet edges, int edge, int other, Dictionary<int, SortedSet<GridPoint>> added)
    {
        foreach (var point in new[] { edges.From[other], edges.To[other] })
        {
            if (point != edges.From[edge] && point != edges.To[edge] && Orientation.Of(edges.From[edge], edges.To[edge], point) == 0 && edges.Box(edge).Contains(point))
            {
                var at = edges.PointIndex(edge);
                (added.TryGetValue(at, out var set) ? set : added[at] = []).Add(point);
            }
        }
    }

    private static IEnumerable<GridPoint> Along(GridPoint from, GridPoint to, SortedSet<GridPoint>? between) =>
        between is null ? [from] : from < to ? between.Prepend(from) : between.Reverse().Prepend(from);

    /// <summary>Simple rings: each time a vertex is met again, the run since then is a ring of its own.</summary>
    private static IEnumerable<GridRing> Split(GridRing ring)
    {
        var path = new List<GridPoint>();
        var placeOf = new Dictionary<GridPoint, int>();
        foreach (var point in ring.Points.Append(ring.Points[0]))
        {
            if (placeOf.TryGetValue(point, out var place))
            {
                var run = path.GetRange(place, path.Count - place);
                run.ForEach(p => placeOf.Remove(p));
                path.RemoveRange(place, path.Count - place);
                yield return new GridRing(run);
            }

            placeOf[point] = path.Count;
            path.Add(point);
        }
    }
}
