using Guotu.Rendering.Model;

namespace Guotu.Rendering.Figures.Map;

/// <summary>From plane metres to page millimetres inside a frame at a scale; grid north is up.</summary>
public sealed class MapProjection(BoxMm frame, PlanePoint centre, int scaleDenominator)
{
    /// <summary>The neat line of the map (内图廓) in page millimetres.</summary>
    public BoxMm Frame { get; } = frame;

    /// <summary>N of 1:N.</summary>
    public int ScaleDenominator { get; } = scaleDenominator;

    /// <summary>The ground that the frame shows, in metres.</summary>
    public PlaneBox Shown { get; } = new(
        centre.North - (frame.Height / 2 * scaleDenominator / 1000),
        centre.East - (frame.Width / 2 * scaleDenominator / 1000),
        centre.North + (frame.Height / 2 * scaleDenominator / 1000),
        centre.East + (frame.Width / 2 * scaleDenominator / 1000));

    public PointMm ToPage(PlanePoint point) => new(
        Frame.Centre.X + ((point.East - centre.East) * 1000 / ScaleDenominator),
        Frame.Centre.Y - ((point.North - centre.North) * 1000 / ScaleDenominator));

    /// <summary>Millimetres on paper for metres on the ground.</summary>
    public double ToPage(double metres) => metres * 1000 / ScaleDenominator;

    /// <summary>The largest of 1, 2, 5 times a power of ten that is not above the value: what a scale bar and a grid may use.</summary>
    internal static double RoundDown(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        var lead = value / power;
        return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
    }

    /// <summary>The smallest of 1, 2, 5 times a power of ten that is not below the value.</summary>
    internal static double RoundUp(double value)
    {
        var down = RoundDown(value);
        if (down >= value)
            return down;
        var power = Math.Pow(10, Math.Floor(Math.Log10(down)));
        var lead = Math.Round(down / power);
        return power * (lead >= 5 ? 10 : lead >= 2 ? 5 : 2);
    }
}
