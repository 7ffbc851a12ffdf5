using System.Buffers;
using System.Runtime.Intrinsics;
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
    private const int CancelEvery = 1 << 10;
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
        var points = ring.Points.AsSpan();
        if (points.IsEmpty)
        {
            return 0;
        }

        // A vertex ends one edge and begins the next: its angles are computed once.
        var angles = ArrayPool<(double B, double L)>.Shared.Rent(points.Length);
        try
        {
            Angles(points, angles, cancellation);
            return Units(points, angles, cancellation);
        }
        finally
        {
            ArrayPool<(double B, double L)>.Shared.Return(angles);
        }
    }

    private Int128 Units(ReadOnlySpan<GridPoint> points, ReadOnlySpan<(double B, double L)> angles, CancellationToken cancellation)
    {
        Int128 sum = 0;
        var four = new FourTrapezoids();
        var last = points.Length - 1;
        for (var i = 0; i < points.Length; last = i, i++)
        {
            if ((i & (CancelEvery - 1)) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var forward = points[last] <= points[i];
            var (from, to) = forward ? (last, i) : (i, last);
            var pieces = Pieces(points[from], points[to]);
            if (pieces == 1)
            {
                sum += four.Add(angles[from], angles[to], forward ? 1 : -1);
            }
            else if (pieces > 1)
            {
                var units = EdgeUnits((points[from], angles[from]), (points[to], angles[to]), pieces);
                sum += forward ? units : -units;
            }
        }

        return sum + four.Rest();
    }

    /// <summary>The angles of every vertex, four at a time where the processor can: to the bit the same.</summary>
    private void Angles(ReadOnlySpan<GridPoint> points, Span<(double B, double L)> angles, CancellationToken cancellation)
    {
        var i = 0;
        for (; Vector256.IsHardwareAccelerated && i + 4 <= points.Length; i += 4)
        {
            if ((i & (CancelEvery - 1)) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var (latitude, longitude) = _projection.InverseRadians(
                Vector256.Create(points[i].EastMetres, points[i + 1].EastMetres, points[i + 2].EastMetres, points[i + 3].EastMetres),
                Vector256.Create(points[i].NorthMetres, points[i + 1].NorthMetres, points[i + 2].NorthMetres, points[i + 3].NorthMetres));
            for (var lane = 0; lane < 4; lane++)
            {
                angles[i + lane] = Kept(latitude.GetElement(lane), longitude.GetElement(lane));
            }
        }

        for (; i < points.Length; i++)
        {
            angles[i] = Angles(points[i].EastMetres, points[i].NorthMetres);
        }
    }

    private long Pieces(GridPoint from, GridPoint to)
    {
        double east = to.East - from.East, north = to.North - from.North;
        return _rule.DensifyMetres == 0 ? 1 : (long)Math.Ceiling(Math.Sqrt((east * east) + (north * north)) / _longestUnits);
    }

    private Int128 EdgeUnits((GridPoint At, (double B, double L) Angles) from, (GridPoint At, (double B, double L) Angles) to, long pieces)
    {
        double east = to.At.East - from.At.East, north = to.At.North - from.At.North;
        Int128 sum = 0;
        var start = from.Angles;
        for (long piece = 1; piece <= pieces; piece++)
        {
            var end = piece == pieces
                ? to.Angles
                : Angles(
                    (from.At.East + (east * piece / pieces)) / GridPoint.UnitsPerMetre,
                    (from.At.North + (north * piece / pieces)) / GridPoint.UnitsPerMetre);
            sum += TrapezoidUnits(start, end);
            start = end;
        }

        return sum;
    }

    /// <summary>Positive where latitude grows east of the central meridian, which sums to a positive counter-clockwise ring.</summary>
    internal static Int128 TrapezoidUnits((double B, double L) start, (double B, double L) end) =>
        WholeUnits(EllipsoidalTrapezoid.Cgcs2000.Area(end.B - start.B, (start.B + end.B) / 2, (start.L + end.L) / 2));

    internal static Int128 WholeUnits(double squareMetres) => (Int128)Math.Round(squareMetres * UnitsPerSquareMetre, MidpointRounding.AwayFromZero);

    private (double B, double L) Angles(double eastMetres, double northMetres)
    {
        var (latitude, longitude) = _projection.InverseRadians(new PlanePosition(eastMetres, northMetres));
        return Kept(latitude, longitude);
    }

    private (double B, double L) Kept(double latitude, double longitude) => _angleUnit == 0 ? (latitude, longitude) : (Kept(latitude), Kept(longitude));

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
