using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;

namespace Guotu.Geo.Topology.Repairs;

/// <summary>Gives open ground to one neighbour, or takes ground that several claim from all but one; then everyone has the others' vertices.</summary>
/// <param name="near">All valid features whose box meets that of the defect.</param>
internal sealed class GroundRepair(TopologyDefect defect, CoverageFeature[] near)
{
    /// <summary>Figures after, by feature; null where the overlay can not be made or nobody may have the ground.</summary>
    public Dictionary<long, GridMultiPolygon>? Fill()
    {
        // For a thread the feature with the fewest edges there is the one that lacks the vertices.
        var wanted = defect.Kind == TopologyDefectKind.MissingVertex
            ? defect.Borders.OrderBy(b => b.Edges).ThenByDescending(b => b.Length)
            : defect.Borders.OrderByDescending(b => b.Length);
        var keeper = wanted.ThenBy(b => b.Feature).FirstOrDefault().Feature;
        var after = near.ToDictionary(f => f.Id, f => f.Shape);
        if (!after.TryGetValue(keeper, out var shape) || GridOverlay.Unite(shape, defect.Figure) is not { IsSuccess: true } joined)
        {
            return null;
        }

        after[keeper] = joined.Value;
        return WithSharedVertices(after);
    }

    /// <summary>Figures after, by feature, empty where nothing is left; null where the overlay can not be made.</summary>
    public Dictionary<long, GridMultiPolygon>? Cut()
    {
        var after = near.ToDictionary(f => f.Id, f => f.Shape);
        var taken = GridMultiPolygon.Empty;
        foreach (var feature in InOrderOfClaim())
        {
            var (claim, rest) = (GridOverlay.Intersect(feature.Shape, defect.Figure), taken.IsEmpty ? feature.Shape : GridOverlay.Subtract(feature.Shape, taken));
            if (!claim.IsSuccess || !rest.IsSuccess)
            {
                return null;
            }

            // A feature that does not lie in the ground is left as it is, to the vertex.
            if (claim.Value.IsEmpty)
            {
                continue;
            }

            after[feature.Id] = rest.Value;
            var more = taken.IsEmpty ? claim : GridOverlay.Unite(taken, claim.Value);
            if (!more.IsSuccess)
            {
                return null;
            }

            taken = more.Value;
        }

        return WithSharedVertices(after);
    }

    private IEnumerable<CoverageFeature> InOrderOfClaim()
    {
        var lacking = defect.Kind == TopologyDefectKind.MissingVertex
            ? defect.Borders.OrderBy(b => b.Edges).ThenByDescending(b => b.Length).ThenBy(b => b.Feature).First().Feature
            : (long?)null;
        return near.OrderBy(f => f.Id == lacking).ThenByDescending(f => f.Priority).ThenBy(f => f.Shape.DoubledArea).ThenBy(f => f.Id);
    }

    private Dictionary<long, GridMultiPolygon> WithSharedVertices(Dictionary<long, GridMultiPolygon> after)
    {
        var before = near.SelectMany(f => f.Shape.Rings).SelectMany(r => r.Points).ToHashSet();
        var box = defect.Figure.Envelope;
        var reach = new GridEnvelope(box.MinEast - 1, box.MinNorth - 1, box.MaxEast + 1, box.MaxNorth + 1);
        var corners = defect.Figure.Rings.SelectMany(r => r.Points)
            .Concat(after.Values.SelectMany(f => f.Rings).SelectMany(r => r.Points).Where(p => reach.Contains(p) && !before.Contains(p)))
            .Distinct().Order().ToArray();
        return after.ToDictionary(f => f.Key, f => VertexInsertion.Into(f.Value, corners));
    }
}
