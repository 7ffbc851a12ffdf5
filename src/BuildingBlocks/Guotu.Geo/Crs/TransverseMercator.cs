using System.Runtime.Intrinsics;
using Guotu.Geo.Numerics;
using static Guotu.Geo.Numerics.DeterministicMath;

namespace Guotu.Geo.Crs;

/// <summary>
/// Transverse Mercator by Krüger's series in the third flattening to order 6 (Karney 2011, eq. 35 and 36): truncation is
/// below 5 nanometres within 3,900 km of the central meridian. Deterministic: only <see cref="Numerics.DeterministicMath"/>.
/// </summary>
public sealed class TransverseMercator
{
    private const int NewtonSteps = 4;

    private readonly double _scaledRadius;
    private readonly double _eccentricity;
    private readonly double _complement;
    private readonly double[] _forward;
    private readonly double[] _inverse;

    /// <param name="ellipsoid">The ellipsoid of the datum.</param>
    /// <param name="scale">Scale on the central meridian; 1 for Gauss-Kruger.</param>
    public TransverseMercator(Ellipsoid ellipsoid, double scale)
    {
        ArgumentNullException.ThrowIfNull(ellipsoid);
        var n = ellipsoid.ThirdFlattening;
        var square = n * n;
        var rectifying = ((square * ((square * (square + 4)) + 64)) + 256) / (256 * (1 + n));
        _scaledRadius = scale * ellipsoid.SemiMajorAxis * rectifying;
        _eccentricity = Math.Sqrt(ellipsoid.EccentricitySquared);
        _complement = 1 - ellipsoid.EccentricitySquared;
        _forward = ForwardCoefficients(n);
        _inverse = InverseCoefficients(n);
    }

    /// <summary>Northing from the equator and easting from the central meridian, metres, of latitude and longitude difference in radians.</summary>
    public (double Northing, double Easting) Forward(double latitude, double longitude)
    {
        var cosLatitude = Cos(latitude);
        var tau = Sin(latitude) / cosLatitude;
        var conformal = ConformalTangent(tau);
        var cosLongitude = Cos(longitude);
        var xi = Atan2(conformal, cosLongitude);
        var eta = Asinh(Sin(longitude) / Math.Sqrt((conformal * conformal) + (cosLongitude * cosLongitude)));
        var (north, east) = Corrections(_forward, xi, eta);
        return (_scaledRadius * (xi + north), _scaledRadius * (eta + east));
    }

    /// <summary>Latitude and longitude difference in radians of a northing from the equator and an easting from the central meridian, metres.</summary>
    public (double Latitude, double Longitude) Inverse(double northing, double easting)
    {
        var xi = northing / _scaledRadius;
        var eta = easting / _scaledRadius;
        var (north, east) = Corrections(_inverse, xi, eta);
        xi -= north;
        eta -= east;
        var sinhEta = Sinh(eta);
        var cosXi = Cos(xi);
        var conformal = Sin(xi) / Math.Sqrt((sinhEta * sinhEta) + (cosXi * cosXi));
        return (Atan(GeographicTangent(conformal)), Atan2(sinhEta, cosXi));
    }

    /// <summary>Four places at a time, each to the bit as by itself.</summary>
    internal (Vector256<double> Latitude, Vector256<double> Longitude) Inverse(Vector256<double> northing, Vector256<double> easting)
    {
        var radius = Vector256.Create(_scaledRadius);
        var xi = northing / radius;
        var eta = easting / radius;
        var (north, east) = Corrections(_inverse, xi, eta);
        xi -= north;
        eta -= east;
        var sinhEta = DeterministicFour.Sinh(eta);
        var cosXi = DeterministicFour.Cos(xi);
        var conformal = DeterministicFour.Sin(xi) / Vector256.Sqrt((sinhEta * sinhEta) + (cosXi * cosXi));
        return (DeterministicFour.Atan(GeographicTangent(conformal)), DeterministicFour.Atan2(sinhEta, cosXi));
    }

    private Vector256<double> ConformalTangent(Vector256<double> tau)
    {
        var (one, eccentricity) = (Vector256<double>.One, Vector256.Create(_eccentricity));
        var secant = Vector256.Sqrt(one + (tau * tau));
        var sigma = DeterministicFour.Sinh(eccentricity * DeterministicFour.Atanh(eccentricity * tau / secant));
        return (tau * Vector256.Sqrt(one + (sigma * sigma))) - (sigma * secant);
    }

    private Vector256<double> GeographicTangent(Vector256<double> conformal)
    {
        var (one, complement) = (Vector256<double>.One, Vector256.Create(_complement));
        var tau = conformal / complement;
        for (var step = 0; step < NewtonSteps; step++)
        {
            var trial = ConformalTangent(tau);
            var numerator = (conformal - trial) * (one + (complement * tau * tau));
            tau += numerator / (complement * Vector256.Sqrt(one + (tau * tau)) * Vector256.Sqrt(one + (trial * trial)));
        }

        return tau;
    }

    private static (Vector256<double> North, Vector256<double> East) Corrections(double[] coefficients, Vector256<double> xi, Vector256<double> eta)
    {
        var two = Vector256.Create(2.0);
        var sin = DeterministicFour.Sin(two * xi);
        var cos = DeterministicFour.Cos(two * xi);
        var sinh = DeterministicFour.Sinh(two * eta);
        var cosh = Vector256.Sqrt(Vector256<double>.One + (sinh * sinh));
        var (real, imaginary) = (two * cos * cosh, -two * sin * sinh);
        Vector256<double> r1 = default, i1 = default, r2 = default, i2 = default;
        for (var j = coefficients.Length - 1; j >= 0; j--)
        {
            var r0 = ((real * r1) - (imaginary * i1)) - r2 + Vector256.Create(coefficients[j]);
            var i0 = ((real * i1) + (imaginary * r1)) - i2;
            (r2, i2, r1, i1) = (r1, i1, r0, i0);
        }

        var (sineReal, sineImaginary) = (sin * cosh, cos * sinh);
        return ((sineReal * r1) - (sineImaginary * i1), (sineReal * i1) + (sineImaginary * r1));
    }

    /// <summary>Tangent of the conformal latitude from the tangent of the geographic one.</summary>
    private double ConformalTangent(double tau)
    {
        var secant = Math.Sqrt(1 + (tau * tau));
        var sigma = Sinh(_eccentricity * Atanh(_eccentricity * tau / secant));
        return (tau * Math.Sqrt(1 + (sigma * sigma))) - (sigma * secant);
    }

    /// <summary>Newton's method for the reverse; the count of steps is fixed so that every machine takes the same path.</summary>
    private double GeographicTangent(double conformal)
    {
        var tau = conformal / _complement;
        for (var step = 0; step < NewtonSteps; step++)
        {
            var trial = ConformalTangent(tau);
            var numerator = (conformal - trial) * (1 + (_complement * tau * tau));
            tau += numerator / (_complement * Math.Sqrt(1 + (tau * tau)) * Math.Sqrt(1 + (trial * trial)));
        }

        return tau;
    }

    /// <summary>Σ c_j sin 2jξ cosh 2jη and Σ c_j cos 2jξ sinh 2jη by Clenshaw's recurrence in complex numbers.</summary>
    private static (double North, double East) Corrections(double[] coefficients, double xi, double eta)
    {
        var sin = Sin(2 * xi);
        var cos = Cos(2 * xi);
        var sinh = Sinh(2 * eta);
        var cosh = Math.Sqrt(1 + (sinh * sinh));
        var (real, imaginary) = (2 * cos * cosh, -2 * sin * sinh);
        double r1 = 0, i1 = 0, r2 = 0, i2 = 0;
        for (var j = coefficients.Length - 1; j >= 0; j--)
        {
            var r0 = ((real * r1) - (imaginary * i1)) - r2 + coefficients[j];
            var i0 = ((real * i1) + (imaginary * r1)) - i2;
            (r2, i2, r1, i1) = (r1, i1, r0, i0);
        }

        var (sineReal, sineImaginary) = (sin * cosh, cos * sinh);
        return ((sineReal * r1) - (sineImaginary * i1), (sineReal * i1) + (sineImaginary * r1));
    }

    private static double[] ForwardCoefficients(double n)
    {
        var n2 = n * n;
        var n3 = n2 * n;
        var n4 = n2 * n2;
        var n5 = n4 * n;
        return
        [
            n * ((n * ((n * ((n * ((n * ((31564 * n) - 66675)) + 34440)) + 47250)) - 100800)) + 75600) / 151200,
            n2 * ((n * ((n * (((863232 - (1983433 * n)) * n) + 748608)) - 1161216)) + 524160) / 1935360,
            n3 * ((n * ((n * ((670412 * n) + 406647)) - 533952)) + 184464) / 725760,
            n4 * ((n * ((6601661 * n) - 7732800)) + 2230245) / 7257600,
            n5 * (3438171 - (13675556 * n)) / 7983360,
            212378941 * n5 * n / 319334400,
        ];
    }

    private static double[] InverseCoefficients(double n)
    {
        var n2 = n * n;
        var n3 = n2 * n;
        var n4 = n2 * n2;
        var n5 = n4 * n;
        return
        [
            n * ((n * ((n * ((n * ((n * ((384796 * n) - 382725)) - 6720)) + 932400)) - 1612800)) + 1209600) / 2419200,
            n2 * ((n * ((n * (((1695744 - (1118711 * n)) * n) - 1174656)) + 258048)) + 80640) / 3870720,
            n3 * ((n * ((n * ((22276 * n) - 16929)) - 15984)) + 12852) / 362880,
            n4 * ((n * ((-830251 * n) - 158400)) + 197865) / 7257600,
            n5 * (453717 - (435388 * n)) / 15966720,
            20648693 * n5 * n / 638668800,
        ];
    }
}
