using Guotu.Rendering.Model;

namespace Guotu.Rendering.MapStyles;

/// <summary>The style file of a raster (栅格样式文件), the usual style first.</summary>
/// <param name="Digest">SHA-256 of the file in hex: what is drawn by it is kept under this.</param>
public sealed record RasterStyleFile(string Layer, IReadOnlyList<RasterStyle> Styles, string Digest)
{
    /// <summary>By name; the default for an empty name; null for an unknown one.</summary>
    public RasterStyle? Find(string? name) => string.IsNullOrEmpty(name) ? Styles[0] : Styles.FirstOrDefault(s => s.Name == name);
}

/// <summary>One way to draw a raster.</summary>
/// <param name="Colours">Null draws colours as they are, or with <paramref name="Relief"/> alone the light in greys.</param>
/// <param name="Relief">Null without light.</param>
/// <param name="IsSmooth">Between cells bilinear; otherwise the nearest cell.</param>
public sealed record RasterStyle(string Name, string Title, RasterColours? Colours, ReliefStyle? Relief, bool IsSmooth);

/// <summary>Light on the terrain: degrees clockwise from grid north, degrees above the horizon, factor of the heights.</summary>
public sealed record ReliefStyle(double Azimuth, double Altitude, double Exaggeration);

/// <summary>What a colour is chosen by.</summary>
public enum RasterQuantity
{
    /// <summary>The cell's value, metres of a DEM.</summary>
    Value,

    /// <summary>Degrees of slope.</summary>
    Slope,
}

/// <summary>Colours by value, in ascending order.</summary>
/// <param name="IsContinuous">Straight between the stops and level beyond them; otherwise each colour holds from its stop, inclusive above it.</param>
public sealed record RasterColours(RasterQuantity Quantity, bool IsContinuous, IReadOnlyList<ColourStop> Stops)
{
    /// <summary>The colour of a value. A value on a threshold belongs to the class below it.</summary>
    public Colour Of(double value)
    {
        var above = 0;
        while (above < Stops.Count && value > Stops[above].From)
        {
            above++;
        }

        if (!IsContinuous || above == 0 || above == Stops.Count)
        {
            return Stops[Math.Max(0, above - 1)].Colour;
        }

        var (a, b) = (Stops[above - 1], Stops[above]);
        var share = (value - a.From) / (b.From - a.From);
        return new Colour(Mixed(a.Colour.Red, b.Colour.Red, share), Mixed(a.Colour.Green, b.Colour.Green, share), Mixed(a.Colour.Blue, b.Colour.Blue, share));
    }

    private static byte Mixed(byte a, byte b, double share) => (byte)Math.Round(a + ((b - a) * share));
}

/// <summary>A colour and the value it begins at.</summary>
public readonly record struct ColourStop(double From, Colour Colour);
