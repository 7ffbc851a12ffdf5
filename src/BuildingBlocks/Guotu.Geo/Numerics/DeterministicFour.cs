using System.Runtime.Intrinsics;

namespace Guotu.Geo.Numerics;

/// <summary>
/// <see cref="DeterministicMath"/> for four arguments at a time (四路并算): the same operations in the same order in every lane, so that each result is that of
/// the function for one, to the bit. Where the four would take different ways, each is computed by itself.
/// </summary>
internal static class DeterministicFour
{
    /// <summary>1.5 × 2⁵²: a whole number added to it stands in the low bits.</summary>
    private const double WholeInLowBits = 6755399441055744.0;

    public static Vector256<double> Sin(Vector256<double> x) =>
        Quadrant(x, out var r) is { } quadrant ? Turned(quadrant, (quadrant & 1) == 0 ? SinSeries(r) : CosSeries(r)) : Each(x, DeterministicMath.Sin);

    public static Vector256<double> Cos(Vector256<double> x) =>
        Quadrant(x, out var r) is { } quadrant ? Turned(quadrant + 1, (quadrant & 1) == 0 ? CosSeries(r) : SinSeries(r)) : Each(x, DeterministicMath.Cos);

    public static Vector256<double> Atan(Vector256<double> x)
    {
        var a = Vector256.Abs(x);
        if (!Vector256.LessThanOrEqualAll(a, Vector256<double>.One))
        {
            return Each(x, DeterministicMath.Atan);
        }

        var value = AtanUpToOne(a);
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<double>.Zero), -value, value);
    }

    public static Vector256<double> Atan2(Vector256<double> y, Vector256<double> x)
    {
        if (Vector256.GreaterThanAll(x, Vector256<double>.Zero) && Vector256.LessThanOrEqualAll(Vector256.Abs(y), Vector256.Abs(x)))
        {
            return Atan(y / x);
        }

        return Vector256.Create(
            DeterministicMath.Atan2(y.GetElement(0), x.GetElement(0)), DeterministicMath.Atan2(y.GetElement(1), x.GetElement(1)),
            DeterministicMath.Atan2(y.GetElement(2), x.GetElement(2)), DeterministicMath.Atan2(y.GetElement(3), x.GetElement(3)));
    }

    public static Vector256<double> Sinh(Vector256<double> x)
    {
        if (!Vector256.LessThanAll(Vector256.Abs(x), Vector256<double>.One))
        {
            return Each(x, DeterministicMath.Sinh);
        }

        var square = x * x;
        var sum = Vector256<double>.Zero;
        for (var n = 20; n >= 2; n -= 2)
        {
            sum = (Vector256<double>.One + sum) * square / Vector256.Create((double)(n * (n + 1)));
        }

        return x + (x * sum);
    }

    public static Vector256<double> Atanh(Vector256<double> x)
    {
        var a = Vector256.Abs(x);
        if (!Vector256.LessThanAll(a, Vector256.Create(0.2)))
        {
            return Each(x, DeterministicMath.Atanh);
        }

        var value = AtanhSeries(a);
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<double>.Zero), -value, value);
    }

    private static Vector256<double> Each(Vector256<double> x, Func<double, double> function) =>
        Vector256.Create(function(x.GetElement(0)), function(x.GetElement(1)), function(x.GetElement(2)), function(x.GetElement(3)));

    /// <summary>The quadrant that all four lie in, or null.</summary>
    private static int? Quadrant(Vector256<double> x, out Vector256<double> remainder)
    {
        var k = Vector256.Floor((x / Vector256.Create(DeterministicMath.HalfPi)) + Vector256.Create(0.5));
        remainder = ((x - (k * Vector256.Create(DeterministicMath.HalfPiHigh))) - (k * Vector256.Create(DeterministicMath.HalfPiMiddle)))
            - (k * Vector256.Create(DeterministicMath.HalfPiLow));
        var quadrants = (k + Vector256.Create(WholeInLowBits)).AsInt64() & Vector256.Create(3L);
        return Vector256.EqualsAll(quadrants, Vector256.Create(quadrants.ToScalar())) ? (int)quadrants.ToScalar() : null;
    }

    private static Vector256<double> Turned(int quadrant, Vector256<double> value) => (quadrant & 2) == 0 ? value : -value;

    private static Vector256<double> SinSeries(Vector256<double> x)
    {
        var square = x * x;
        var sum = Vector256<double>.Zero;
        for (var n = 20; n >= 2; n -= 2)
        {
            sum = -(Vector256<double>.One + sum) * square / Vector256.Create((double)(n * (n + 1)));
        }

        return x + (x * sum);
    }

    private static Vector256<double> CosSeries(Vector256<double> x)
    {
        var square = x * x;
        var sum = Vector256<double>.Zero;
        for (var n = 21; n >= 3; n -= 2)
        {
            sum = -(Vector256<double>.One + sum) * square / Vector256.Create((double)(n * (n + 1)));
        }

        var half = square / Vector256.Create(2.0);
        return Vector256<double>.One - (half + (half * sum));
    }

    private static Vector256<double> AtanUpToOne(Vector256<double> a)
    {
        var k = Vector256.Floor((a * Vector256.Create(8.0)) + Vector256.Create(0.5));
        var centre = k / Vector256.Create(8.0);
        var t = (a - centre) / (Vector256<double>.One + (a * centre));
        var square = t * t;
        var sum = Vector256<double>.Zero;
        for (var n = 17; n >= 3; n -= 2)
        {
            sum = -square * (Vector256.Create(1.0 / n) + sum);
        }

        var known = DeterministicMath.AtanOfEighths;
        return Vector256.Create(known[(int)k.GetElement(0)], known[(int)k.GetElement(1)], known[(int)k.GetElement(2)], known[(int)k.GetElement(3)]) + (t + (t * sum));
    }

    private static Vector256<double> AtanhSeries(Vector256<double> s)
    {
        var square = s * s;
        var sum = Vector256<double>.Zero;
        for (var n = 27; n >= 3; n -= 2)
        {
            sum = square * (Vector256.Create(1.0 / n) + sum);
        }

        return s + (s * sum);
    }
}
