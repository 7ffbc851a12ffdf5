using System.Runtime.CompilerServices;
using Guotu.Geo.Geometry;
using Guotu.MapPublishing.Filters;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Guotu.MapPublishing.Grants;

/// <summary>
/// The area of a grant (范围). A feature is in it where their insides meet; one that only touches its border is not. The answer is kept with the
/// figure itself for as long as that is in memory.
/// </summary>
internal sealed class Area(IReadOnlyList<NtsGeometry> figures)
{
    private readonly IPreparedGeometry[] _prepared = [.. figures.Select(PreparedGeometryFactory.Prepare)];
    private readonly ConditionalWeakTable<GridMultiPolygon, object> _answers = [];

    public bool Holds(FeatureValues feature) => (bool)_answers.GetValue(feature.Feature.Shape, _ => Meets(feature.Geometry(FilterSpace.Plane)));

    private bool Meets(NtsGeometry shape)
    {
        try
        {
            return _prepared.Any(a => a.Geometry.EnvelopeInternal.Intersects(shape.EnvelopeInternal)
                && a.Intersects(shape) && (a.Contains(shape) || a.Geometry.Relate(shape, "T********")));
        }
        catch (TopologyException)
        {
            // No answer is no permission.
            return false;
        }
    }
}
