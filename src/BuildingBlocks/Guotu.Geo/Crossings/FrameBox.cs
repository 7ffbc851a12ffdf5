namespace Guotu.Geo.Crossings;

/// <summary>Closed box in the coordinates of a <see cref="AreaFrame"/>.</summary>
internal readonly record struct FrameBox(int MinX, int MinY, int MaxX, int MaxY)
{
    public static readonly FrameBox Empty = new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

    public static FrameBox Of(int x1, int y1, int x2, int y2) => new(Math.Min(x1, x2), Math.Min(y1, y2), Math.Max(x1, x2), Math.Max(y1, y2));

    public FrameBox Union(in FrameBox o) => new(Math.Min(MinX, o.MinX), Math.Min(MinY, o.MinY), Math.Max(MaxX, o.MaxX), Math.Max(MaxY, o.MaxY));

    // All four at once: which one fails is not to be foreseen, and a wrong guess costs more than three comparisons.
    public bool Meets(in FrameBox o) => (MinX <= o.MaxX) & (o.MinX <= MaxX) & (MinY <= o.MaxY) & (o.MinY <= MaxY);
}
