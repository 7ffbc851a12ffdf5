namespace Guotu.MapPublishing.Print.Sheet;

/// <summary>Steps that a grid or a scale bar may have (整数间隔).</summary>
internal static class NiceSteps
{
    private static readonly double[] Seconds = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

    /// <summary>The smallest of 1, 2, 5 times a power of ten that is not below the length.</summary>
    public static double AtLeast(double length)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(length)));
        return new[] { 1.0, 2, 5, 10 }.Select(m => m * power).First(s => s >= length * (1 - 1e-9));
    }

    /// <summary>The largest of 1, 2, 5 times a power of ten that is not above the length.</summary>
    public static double AtMost(double length)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(length)));
        return new[] { 5.0, 2, 1 }.Select(m => m * power).First(s => s <= length * (1 + 1e-9));
    }

    /// <summary>Arc seconds of a graticule: parts of minutes and degrees as maps have them.</summary>
    public static double SecondsAtLeast(double seconds) => Seconds.FirstOrDefault(s => s >= seconds, Seconds[^1]);
}
