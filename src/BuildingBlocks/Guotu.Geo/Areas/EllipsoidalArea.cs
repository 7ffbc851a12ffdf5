using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Areas;

/// <summary>
/// Ellipsoidal area (椭球面积) of plane figures by TD/T 1055: densify, inverse projection, B and L rounded, trapezoids to
/// the zone's central meridian summed along each ring, outer minus holes.
/// Every edge is computed in one direction, from its lesser end, and its contribution is taken as an integer of 10⁻⁸ m²:
/// so sums do not depend on order, and neighbours that share an edge add up to their union without remainder.
/// Deterministic to the bit on every machine.
/// </summary>
public sealed class EllipsoidalArea
{
    private const double UnitsPerSquareMetre = 1e8;
    private const int UnitsPerLegalUnit = 10_000;
    private const double Second = Numerics.DeterministicMath.Pi / 648_000;

    private readonly GaussKrugerProjection _projection;
    private readonly EllipsoidalAreaRule _rule;
    private readonly double _longestUnits;
    private readonly double _angleUnit;

    public EllipsoidalArea(GaussKrugerZone zone)
        : this(zone, EllipsoidalAreaRule.Standard)
    {
    }

    public EllipsoidalArea(GaussKrugerZone zone, EllipsoidalAreaRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfNegative(rule.DensifyMetres);
        _projection = new GaussKrugerProjection(zone);
        _rule = rule;
        _longestUnits = (double)rule.DensifyMetres * GridPoint.UnitsPerMetre;
        _angleUnit = rule.DegreesDecimals is { } decimals ? Second / PowerOfTen(decimals) : 0;
    }

    public LegalArea Of(GridMultiPolygon figure, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return Rounded(figure.Polygons.Aggregate((Int128)0, (sum, p) => sum + Units(p, cancellation)));
    }

    public LegalArea Of(GridPolygon polygon, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(polygon);
        return Rounded(Units(polygon, cancellation));
    }

    /// <summary>Before rounding, in 10⁻⁸ m².</summary>
    internal Int128 UnitsOf(GridPolygon polygon) => Units(polygon, CancellationToken.None);

    private Int128 Units(GridPolygon polygon, CancellationToken cancellation) =>
        polygon.Holes.Aggregate(
            Int128.Abs(Units(polygon.Outer, cancellation)),
            (sum, hole) => sum - Int128.Abs(Units(hole, cancellation)));

    private Int128 Units(GridRing ring, CancellationToken cancellation)
    {
        Int128 sum = 0;
        for (var i = 0; i < ring.Points.Length; i++)
        {
            if ((i & 0x3FF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var (from, to) = (ring.Points[i], ring.Points[i + 1 == ring.Points.Length ? 0 : i + 1]);
            sum += from <= to ? EdgeUnits(from, to) : -EdgeUnits(to, from);
        }

        return sum;
    }

    private Int128 EdgeUnits(GridPoint from, GridPoint to)
    {
        double east = to.East - from.East, north = to.North - from.North;
        var pieces = _rule.DensifyMetres == 0 ? 1 : (long)Math.Ceiling(Math.Sqrt((east * east) + (north * north)) / _longestUnits);
        Int128 sum = 0;
        var start = Angles(from.EastMetres, from.NorthMetres);
        for (long piece = 1; piece <= pieces; piece++)
        {
            var end = piece == pieces
                ? Angles(to.EastMetres, to.NorthMetres)
                : Angles(
                    (from.East + (east * piece / pieces)) / GridPoint.UnitsPerMetre,
                    (from.North + (north * piece / pieces)) / GridPoint.UnitsPerMetre);
            sum += TrapezoidUnits(start, end);
            start = end;
        }

        return sum;
    }

    /// <summary>Positive where latitude grows east of the central meridian, which sums to a positive counter-clockwise ring.</summary>
    private static Int128 TrapezoidUnits((double B, double L) start, (double B, double L) end)
    {
        var area = EllipsoidalTrapezoid.Cgcs2000.Area(end.B - start.B, (start.B + end.B) / 2, (start.L + end.L) / 2);
        return (Int128)Math.Round(area * UnitsPerSquareMetre, MidpointRounding.AwayFromZero);
    }

    private (double B, double L) Angles(double eastMetres, double northMetres)
    {
        var (latitude, longitude) = _projection.InverseRadians(new PlanePosition(eastMetres, northMetres));
        return _angleUnit == 0 ? (latitude, longitude) : (Kept(latitude), Kept(longitude));
    }

    // The central meridian is a whole degree, so rounding L − L₀ rounds L.
    private double Kept(double angle) => Math.Round(angle / _angleUnit, MidpointRounding.AwayFromZero) * _angleUnit;

    private static double PowerOfTen(int exponent)
    {
        var power = 1.0;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }

    internal static LegalArea Rounded(Int128 units)
    {
        var magnitude = checked((long)((Int128.Abs(units) + (UnitsPerLegalUnit / 2)) / UnitsPerLegalUnit));
        return new LegalArea(units < 0 ? -magnitude : magnitude);
    }
}
