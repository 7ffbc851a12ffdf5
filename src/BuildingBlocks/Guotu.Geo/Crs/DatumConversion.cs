using System.Collections.Immutable;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Crs;

/// <summary>
/// Coordinates of an older datum to a CGCS2000 zone by parameters that were entered (基准转换). Seven parameters work in space, and
/// plane files know no height above the old ellipsoid: it is taken as 0. A height h and a translation t then leave about t·h/6,400 km in place,
/// 2 cm for 150 m and 900 m, within the fit of such parameters.
/// </summary>
public sealed class DatumConversion
{
    private readonly Func<PlanePosition, PlanePosition> _convert;

    private DatumConversion(DatumReference from, GaussKrugerZone to, Func<PlanePosition, PlanePosition> convert) => (From, To, _convert) = (from, to, convert);

    public DatumReference From { get; }

    public GaussKrugerZone To { get; }

    /// <summary>Refused with GEO-0063 without parameters and GEO-0068 for parameters that do not fit the two systems.</summary>
    public static Result<DatumConversion> Create(DatumReference from, GaussKrugerZone to, DatumShift? shift)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Datum == GeodeticDatum.Cgcs2000)
        {
            return new DatumConversion(from, to, SameDatum(from.Zone, to));
        }

        if (shift is null)
        {
            return new Error(GeoErrors.DatumShiftMissing, ("from", from.ChineseName), ("to", GeodeticDatum.Cgcs2000.ChineseName()));
        }

        if (shift.Fault is { } fault)
        {
            return Unusable(fault);
        }

        return shift switch
        {
            BursaWolfShift seven => new DatumConversion(from, to, Spatial(from, to, seven)),
            PlaneShift when from.Zone is null => Unusable("四参数只用于平面坐标,数据是经纬度"),
            PlaneShift when from.Zone.Width != to.Width || from.Zone.Number != to.Number => Unusable("四参数的两个平面要在同一投影带"),
            PlaneShift four => new DatumConversion(from, to, Planar(from.Zone!, to, four)),
            _ => throw new ArgumentOutOfRangeException(nameof(shift), shift, null),
        };
    }

    /// <summary>East first; for degrees longitude is east. In and out in metres or degrees of the two systems, prefix and all.</summary>
    public PlanePosition Apply(PlanePosition position) => _convert(position);

    public GridMultiPolygon Apply(GridMultiPolygon figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return new GridMultiPolygon([.. figure.Polygons.Select(p => new GridPolygon(Apply(p.Outer), [.. p.Holes.Select(Apply)]))]);
    }

    private GridRing Apply(GridRing ring) => new(ring.Points.Select(p => GridPoint.FromMetres(_convert(p.ToMetres()))).ToImmutableArray());

    private static Func<PlanePosition, PlanePosition> SameDatum(GaussKrugerZone? from, GaussKrugerZone to)
    {
        var (source, target) = (from is null ? null : new GaussKrugerProjection(from), new GaussKrugerProjection(to));
        return p => target.Forward(source is null ? new GeographicPosition(p.North, p.East) : source.Inverse(p));
    }

    private static Func<PlanePosition, PlanePosition> Spatial(DatumReference from, GaussKrugerZone to, BursaWolfShift shift)
    {
        var ellipsoid = from.Datum.Ellipsoid();
        var source = from.Zone is null ? null : new GaussKrugerProjection(from.Zone, ellipsoid);
        var (old, now, target) = (new Geocentric(ellipsoid), new Geocentric(Ellipsoid.Cgcs2000), new GaussKrugerProjection(to));
        return p =>
        {
            var degrees = source is null ? new GeographicPosition(p.North, p.East) : source.Inverse(p);
            return target.Forward(now.Inverse(shift.Apply(old.Forward(degrees, height: 0))));
        };
    }

    private static Func<PlanePosition, PlanePosition> Planar(GaussKrugerZone from, GaussKrugerZone to, PlaneShift shift)
    {
        const double Bare = 500_000;
        var (before, after) = (from.FalseEasting - Bare, to.FalseEasting - Bare);
        return p =>
        {
            var moved = shift.Apply(p with { East = p.East - before });
            return moved with { East = moved.East + after };
        };
    }

    private static Error Unusable(string reason) => new(GeoErrors.ShiftUnusable, ("reason", reason));
}
