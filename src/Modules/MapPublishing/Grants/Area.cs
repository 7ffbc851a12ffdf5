using System.Runtime.CompilerServices;
using Guotu.Geo.Geometry;
using Guotu.MapPublishing.Filters;
using Guotu.OneMap.Contracts;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.Union;

namespace Guotu.MapPublishing.Grants;

/// <summary>
/// The area of a grant (范围). A feature is in it where their insides meet; one that only touches its border is not. The answer is kept with the
/// figure itself for as long as that is in memory.
/// </summary>
internal sealed class Area(IReadOnlyList<NtsGeometry> figures)
{
    private readonly IPreparedGeometry[] _prepared = [.. figures.Select(PreparedGeometryFactory.Prepare)];
    private IPreparedGeometry? _ground;
    private readonly ConditionalWeakTable<GridMultiPolygon, object> _answers = [];

    public bool Holds(FeatureValues feature) => (bool)_answers.GetValue(feature.Feature.Shape, _ => Meets(feature.Geometry(FilterSpace.Plane)));

    /// <summary>How much of a box lies in the area; towns that share a border are one area here.</summary>
    public BoxSight Holds(GridEnvelope box)
    {
        try
        {
            var ground = _ground ??= PreparedGeometryFactory.Prepare(UnaryUnionOp.Union(figures));
            var shape = new GeometryFactory().ToGeometry(new Envelope(Metres(box.MinEast), Metres(box.MaxEast), Metres(box.MinNorth), Metres(box.MaxNorth)));
            return ground.Covers(shape) ? BoxSight.Whole : ground.Intersects(shape) ? BoxSight.Part : BoxSight.Nothing;
        }
        catch (TopologyException)
        {
            // No answer is no permission.
            return BoxSight.Nothing;
        }
    }

    private static double Metres(long units) => units / (double)GridPoint.UnitsPerMetre;

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
