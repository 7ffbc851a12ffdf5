using System.Collections.Immutable;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Crs;

/// <summary>
/// Moves a figure from one CGCS2000 zone to another (换带), vertex by vertex, each rounded to the 0.1 mm grid. Edges stay straight
/// in the new plane, as survey practice has it; the areas change with the zone and are computed anew.
/// </summary>
public sealed class ZoneChange(GaussKrugerZone from, GaussKrugerZone to)
{
    private readonly GaussKrugerProjection _from = new(from);
    private readonly GaussKrugerProjection _to = new(to);

    public GridPoint Apply(GridPoint point) => from == to ? point : GridPoint.FromMetres(_to.Forward(_from.Inverse(point.ToMetres())));

    public GridMultiPolygon Apply(GridMultiPolygon figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return from == to
            ? figure
            : new GridMultiPolygon([.. figure.Polygons.Select(p => new GridPolygon(Apply(p.Outer), [.. p.Holes.Select(Apply)]))]);
    }

    private GridRing Apply(GridRing ring) => new(ring.Points.Select(Apply).ToImmutableArray());
}
