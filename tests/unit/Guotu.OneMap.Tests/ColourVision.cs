using Guotu.Rendering.Model;

namespace Guotu.OneMap.Tests;

/// <summary>Colours as a deuteranope sees them (Machado 2009, severity 1) and their CIE76 difference.</summary>
internal static class ColourVision
{
    public static double DeuteranopeDifference(Colour a, Colour b)
    {
        var (p, q) = (Lab(a), Lab(b));
        return Math.Sqrt(Math.Pow(p.L - q.L, 2) + Math.Pow(p.A - q.A, 2) + Math.Pow(p.B - q.B, 2));
    }

    private static (double L, double A, double B) Lab(Colour colour)
    {
        var (r, g, b) = (Linear(colour.Red), Linear(colour.Green), Linear(colour.Blue));
        (r, g, b) = (
            Math.Clamp((0.367322 * r) + (0.860646 * g) - (0.227968 * b), 0, 1),
            Math.Clamp((0.280085 * r) + (0.672501 * g) + (0.047413 * b), 0, 1),
            Math.Clamp((-0.011820 * r) + (0.042940 * g) + (0.968881 * b), 0, 1));
        var x = Root(((0.4124 * r) + (0.3576 * g) + (0.1805 * b)) / 0.95047);
        var y = Root((0.2126 * r) + (0.7152 * g) + (0.0722 * b));
        var z = Root(((0.0193 * r) + (0.1192 * g) + (0.9505 * b)) / 1.08883);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double Linear(byte channel) => channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    private static double Root(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16 / 116.0);
}
