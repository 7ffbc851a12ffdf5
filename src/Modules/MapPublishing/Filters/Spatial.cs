using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Guotu.MapPublishing.Filters;

/// <summary>How a feature lies to a figure.</summary>
internal enum SpatialRelation
{
    Intersects,
    Disjoint,
    Equals,
    Touches,
    Crosses,
    Within,
    Contains,
    Overlaps,
}

/// <summary>A feature's geometry against a figure of the filter, decided in the figure's own coordinates.</summary>
internal sealed record Spatial(SpatialRelation Relation, NtsGeometry Figure, FilterSpace Space) : Condition
{
    // Builds its indexes at first use, under its own lock.
    private readonly IPreparedGeometry _prepared = PreparedGeometryFactory.Prepare(Figure);

    /// <summary>The box, where it is asked what meets one: most figures have a vertex well inside, or lie beside it.</summary>
    private readonly Envelope? _box = Relation == SpatialRelation.Intersects && Figure.IsRectangle ? Figure.EnvelopeInternal : null;

    public override SpaceBox? Reach => Relation == SpatialRelation.Disjoint
        ? null
        : Figure.EnvelopeInternal is var box && box.IsNull ? new SpaceBox(Space, 1, 1, 0, 0) : new SpaceBox(Space, box.MinX, box.MinY, box.MaxX, box.MaxY);

    public override bool? Test(FeatureValues feature)
    {
        try
        {
            return (_box is null ? null : feature.MeetsBox(_box, Space)) ?? Test(feature.Geometry(Space));
        }
        catch (TopologyException)
        {
            // The library gave no answer: unknown, which shows nothing.
            return null;
        }
    }

    private bool Test(NtsGeometry shape)
    {
        if (!shape.EnvelopeInternal.Intersects(Figure.EnvelopeInternal))
        {
            return Relation == SpatialRelation.Disjoint;
        }

        var prepared = _prepared;
        return Relation switch
        {
            SpatialRelation.Intersects => prepared.Intersects(shape),
            SpatialRelation.Disjoint => !prepared.Intersects(shape),
            SpatialRelation.Equals => shape.EqualsTopologically(Figure),
            SpatialRelation.Touches => prepared.Touches(shape),
            SpatialRelation.Crosses => prepared.Crosses(shape),
            SpatialRelation.Within => prepared.Contains(shape),
            SpatialRelation.Contains => prepared.Within(shape),
            _ => prepared.Overlaps(shape),
        };
    }
}
