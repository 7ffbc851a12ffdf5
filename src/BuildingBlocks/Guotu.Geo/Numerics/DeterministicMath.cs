namespace Guotu.Geo.Numerics;

/// <summary>
/// Elementary functions built only from IEEE 754 + − × ÷ √ in a fixed order, so that x86 and ARM agree to the bit.
/// Everything recorded in a verdict goes through here; the platform's libm differs between machines.
/// Each function is held to 4 ulp of the platform's own by DeterministicMathTests, over the ranges tried there.
/// The runtime never contracts a × b + c to a fused operation unless asked, and nobody asks here.
/// </summary>
public static class DeterministicMath
{
    public const double Pi = 3.141592653589793;
    public const double HalfPi = 1.5707963267948966;

    // π/2 and ln 2 in parts: the high parts have 33 bits, so that their product with a small integer is exact.
    internal const double HalfPiHigh = 1.5707963267341256;
    internal const double HalfPiMiddle = 6.077100506303966e-11;
    internal const double HalfPiLow = 2.0222662487959506e-21;
    private const double HalfPiRest = 6.123233995736766e-17;
    private const double Ln2High = 0.6931471804855391;
    private const double Ln2Low = 7.440617110012397e-11;
    private const double Ln2 = 0.6931471805599453;

    // atan(k/8): the argument is moved to the nearest of these before the series.
    internal static readonly double[] AtanOfEighths =
    [
        0.0, 0.12435499454676144, 0.24497866312686414, 0.35877067027057225, 0.4636476090008061,
        0.5585993153435624, 0.6435011087932844, 0.7188299996216245, 0.7853981633974483,
    ];

    /// <summary>Sine of an angle in radians, |x| ≤ 10⁵.</summary>
    public static double Sin(double x)
    {
        var quadrant = Reduce(x, out var r);
        var value = (quadrant & 1) == 0 ? SinSeries(r) : CosSeries(r);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /// <summary>Cosine of an angle in radians, |x| ≤ 10⁵.</summary>
    public static double Cos(double x)
    {
        var quadrant = Reduce(x, out var r);
        var value = (quadrant & 1) == 0 ? CosSeries(r) : SinSeries(r);
        return ((quadrant + 1) & 2) == 0 ? value : -value;
    }

    /// <summary>Arc tangent in radians, any finite argument.</summary>
    public static double Atan(double x)
    {
        var a = Math.Abs(x);
        var value = a > 1 ? HalfPi - (AtanUpToOne(1 / a) - HalfPiRest) : AtanUpToOne(a);
        return x < 0 ? -value : value;
    }

    /// <summary>Angle of the point (x, y) in radians, −π … π; the origin gives 0.</summary>
    public static double Atan2(double y, double x)
    {
        if (x == 0 && y == 0)
        {
            return 0;
        }

        if (Math.Abs(y) > Math.Abs(x))
        {
            var fromNorth = Atan(x / y);
            return (y > 0 ? HalfPi : -HalfPi) - fromNorth;
        }

        var angle = Atan(y / x);
        return x > 0 ? angle : angle + (y < 0 ? -Pi : Pi);
    }

    /// <summary>Exponential, |x| ≤ 700.</summary>
    public static double Exp(double x)
    {
        var k = Math.Floor((x / Ln2) + 0.5);
        var r = (x - (k * Ln2High)) - (k * Ln2Low);
        var sum = 1.0;
        for (var n = 16; n >= 1; n--)
        {
            sum = 1 + (r * sum / n);
        }

        return sum * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }

    /// <summary>Natural logarithm of 1 + x, for −0.5 &lt; x &lt; 10³⁰⁰; exact to the ulp near zero.</summary>
    public static double Log1P(double x)
    {
        if (Math.Abs(x) < 0.4)
        {
            return 2 * AtanhSeries(x / (2 + x));
        }

        var bits = BitConverter.DoubleToInt64Bits(1 + x);
        var exponent = (int)((bits >> 52) & 0x7FF) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | (1023L << 52));
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        return (exponent * Ln2High) + ((exponent * Ln2Low) + (2 * AtanhSeries((mantissa - 1) / (mantissa + 1))));
    }

    /// <summary>Hyperbolic sine, |x| ≤ 700.</summary>
    public static double Sinh(double x)
    {
        if (Math.Abs(x) >= 1)
        {
            var e = Exp(Math.Abs(x));
            var value = (e - (1 / e)) / 2;
            return x < 0 ? -value : value;
        }

        var square = x * x;
        var sum = 0.0;
        for (var n = 20; n >= 2; n -= 2)
        {
            sum = (1 + sum) * square / (n * (n + 1));
        }

        return x + (x * sum);
    }

    /// <summary>Hyperbolic cosine, |x| ≤ 700.</summary>
    public static double Cosh(double x)
    {
        var e = Exp(Math.Abs(x));
        return (e + (1 / e)) / 2;
    }

    /// <summary>Inverse hyperbolic sine.</summary>
    public static double Asinh(double x)
    {
        var a = Math.Abs(x);
        var value = Log1P(a + (a * a / (1 + Math.Sqrt(1 + (a * a)))));
        return x < 0 ? -value : value;
    }

    /// <summary>Inverse hyperbolic tangent, |x| &lt; 1.</summary>
    public static double Atanh(double x)
    {
        var a = Math.Abs(x);
        var value = a < 0.2 ? AtanhSeries(a) : Log1P(2 * a / (1 - a)) / 2;
        return x < 0 ? -value : value;
    }

    private static int Reduce(double x, out double remainder)
    {
        var k = Math.Floor((x / HalfPi) + 0.5);
        remainder = ((x - (k * HalfPiHigh)) - (k * HalfPiMiddle)) - (k * HalfPiLow);
        return (int)((long)k & 3);
    }

    private static double SinSeries(double x)
    {
        var square = x * x;
        var sum = 0.0;
        for (var n = 20; n >= 2; n -= 2)
        {
            sum = -(1 + sum) * square / (n * (n + 1));
        }

        return x + (x * sum);
    }

    private static double CosSeries(double x)
    {
        var square = x * x;
        var sum = 0.0;
        for (var n = 21; n >= 3; n -= 2)
        {
            sum = -(1 + sum) * square / (n * (n + 1));
        }

        // 1 − x²/2 (1 + sum): the large terms are subtracted last.
        var half = square / 2;
        return 1 - (half + (half * sum));
    }

    private static double AtanUpToOne(double a)
    {
        var k = (int)Math.Floor((a * 8) + 0.5);
        var centre = k / 8.0;
        var t = (a - centre) / (1 + (a * centre));
        var square = t * t;
        var sum = 0.0;
        for (var n = 17; n >= 3; n -= 2)
        {
            sum = -square * ((1.0 / n) + sum);
        }

        return AtanOfEighths[k] + (t + (t * sum));
    }

    private static double AtanhSeries(double s)
    {
        var square = s * s;
        var sum = 0.0;
        for (var n = 27; n >= 3; n -= 2)
        {
            sum = square * ((1.0 / n) + sum);
        }

        return s + (s * sum);
    }
}
