using System.Buffers;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Crossings;

/// <summary>
/// What a figure's whole boundary sums to (沿边界求和): the same numbers, to the bit, as a <see cref="PreparedFigure"/> has, without making one.
/// </summary>
/// <param name="DoubledPlane">Twice the plane area, 10⁻⁸ m². Exact.</param>
/// <param name="Correction">What ellipsoidal area has more than plane area, 10⁻⁸ m².</param>
public readonly record struct BoundarySums(long DoubledPlane, double Correction)
{
    /// <summary>Units in half a unit of <see cref="LegalArea"/>.</summary>
    private const int HalfLegalUnit = 5_000;

    /// <summary>Plane area (平面面积), rounded half away from zero.</summary>
    public LegalArea PlaneArea => Areas.PlaneArea.Rounded(DoubledPlane);

    /// <summary>Ellipsoidal area (椭球面积) along the boundary: within 2 × 10⁻⁹ of the survey formula without its rounding of angles; not what is recorded.</summary>
    public LegalArea EllipsoidalArea
    {
        get
        {
            // An area within a frame is below 2⁶⁰ units.
            var units = (DoubledPlane / 2) + (long)Math.Round(Correction, MidpointRounding.AwayFromZero);
            var magnitude = (Math.Abs(units) + HalfLegalUnit) / (2 * HalfLegalUnit);
            return new LegalArea(units < 0 ? -magnitude : magnitude);
        }
    }

    internal CommonUnits Units => CommonUnits.Of(DoubledPlane, Correction, 0);

    /// <summary>Of a figure that lies within the frame.</summary>
    internal static BoundarySums Of(AreaFrame frame, GridMultiPolygon figure)
    {
        var most = 0;
        foreach (var polygon in figure.Polygons)
        {
            most = Math.Max(most, polygon.Outer.Points.Length);
            foreach (var hole in polygon.Holes)
            {
                most = Math.Max(most, hole.Points.Length);
            }
        }

        var (numbers, edges) = (ArrayPool<int>.Shared.Rent(2 * most), ArrayPool<double>.Shared.Rent(most));
        try
        {
            return Of(frame, figure, numbers.AsSpan(0, 2 * most), edges);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(numbers);
            ArrayPool<double>.Shared.Return(edges);
        }
    }

    private static BoundarySums Of(AreaFrame frame, GridMultiPolygon figure, Span<int> numbers, Span<double> edges)
    {
        var sums = default(BoundarySums);
        foreach (var polygon in figure.Polygons)
        {
            sums = sums.With(frame, polygon.Outer, true, numbers, edges);
            foreach (var hole in polygon.Holes)
            {
                sums = sums.With(frame, hole, false, numbers, edges);
            }
        }

        return sums;
    }

    private BoundarySums With(AreaFrame frame, GridRing ring, bool outer, Span<int> numbers, Span<double> edges)
    {
        var half = numbers.Length / 2;
        var count = RingLaying.Lay(frame, ring, outer, numbers[..half], numbers[half..]);
        frame.Correction.AlongEach(numbers[..count], numbers.Slice(half, count), edges);
        var correction = 0.0;
        foreach (var edge in edges[..count])
        {
            correction += edge;
        }

        // The ring knows its area; within a frame twice of it fits 64 bits.
        var plane = (long)Int128.Abs(ring.DoubledSignedArea);
        return new BoundarySums(DoubledPlane + (outer ? plane : -plane), Correction + correction);
    }
}

/// <summary>A feature of a layer and its whole area.</summary>
public readonly record struct FeatureArea(long FeatureId, BoundarySums Sums);
