using System.Runtime.Intrinsics;
using Guotu.Geo.Crs;
using Guotu.Geo.Numerics;
using static Guotu.Geo.Numerics.DeterministicMath;

namespace Guotu.Geo.Areas;

/// <summary>
/// Area of an ellipsoidal trapezoid (椭球面梯形): the series of 国土调查办发〔2008〕32号, b² form, coefficients A to E.
/// </summary>
public sealed class EllipsoidalTrapezoid
{
    private readonly double _doubledSquare;
    private readonly double[] _signed;

    public EllipsoidalTrapezoid(Ellipsoid ellipsoid)
    {
        ArgumentNullException.ThrowIfNull(ellipsoid);
        var b = ellipsoid.SemiMinorAxis;
        _doubledSquare = 2 * b * b;
        Coefficients = SeriesOf(ellipsoid.EccentricitySquared);
        _signed = [Coefficients[0], -Coefficients[1], Coefficients[2], -Coefficients[3], Coefficients[4]];
    }

    public static EllipsoidalTrapezoid Cgcs2000 { get; } = new(Ellipsoid.Cgcs2000);

    /// <summary>A, B, C, D, E of the standard.</summary>
    public IReadOnlyList<double> Coefficients { get; }

    /// <summary>Signed area in m² between two parallels over a difference of longitude, all in radians.</summary>
    /// <param name="latitudeDifference">B₂ − B₁.</param>
    /// <param name="middleLatitude">(B₁ + B₂) / 2.</param>
    /// <param name="longitudeDifference">ΔL.</param>
    public double Area(double latitudeDifference, double middleLatitude, double longitudeDifference)
    {
        var sum = 0.0;
        for (var k = _signed.Length - 1; k >= 0; k--)
        {
            var odd = (2 * k) + 1;
            sum += _signed[k] * Sin(odd * latitudeDifference / 2) * Cos(odd * middleLatitude);
        }

        return _doubledSquare * longitudeDifference * sum;
    }

    /// <summary>Four trapezoids, each to the bit as by itself.</summary>
    internal Vector256<double> Area(Vector256<double> latitudeDifference, Vector256<double> middleLatitude, Vector256<double> longitudeDifference)
    {
        var sum = Vector256<double>.Zero;
        for (var k = _signed.Length - 1; k >= 0; k--)
        {
            var odd = Vector256.Create((double)((2 * k) + 1));
            sum += Vector256.Create(_signed[k]) * DeterministicFour.Sin(odd * latitudeDifference / Vector256.Create(2.0)) * DeterministicFour.Cos(odd * middleLatitude);
        }

        return Vector256.Create(_doubledSquare) * longitudeDifference * sum;
    }

    private static double[] SeriesOf(double e2)
    {
        var e4 = e2 * e2;
        var e6 = e4 * e2;
        var e8 = e4 * e4;
        return
        [
            1 + (3 * e2 / 6) + (30 * e4 / 80) + (35 * e6 / 112) + (630 * e8 / 2304),
            (e2 / 6) + (15 * e4 / 80) + (21 * e6 / 112) + (420 * e8 / 2304),
            (3 * e4 / 80) + (7 * e6 / 112) + (180 * e8 / 2304),
            (e6 / 112) + (45 * e8 / 2304),
            5 * e8 / 2304,
        ];
    }
}
