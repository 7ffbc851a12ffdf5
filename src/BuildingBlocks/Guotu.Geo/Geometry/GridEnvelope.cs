namespace Guotu.Geo.Geometry;

/// <summary>Closed box on the 0.1 mm grid.</summary>
public readonly record struct GridEnvelope(long MinEast, long MinNorth, long MaxEast, long MaxNorth)
{
    public static readonly GridEnvelope Empty = new(long.MaxValue, long.MaxValue, long.MinValue, long.MinValue);

    public bool IsEmpty => MinEast > MaxEast;

    public long Width => MaxEast - MinEast;

    public long Height => MaxNorth - MinNorth;

    public static GridEnvelope Of(ReadOnlySpan<GridPoint> points)
    {
        var (west, south, east, north) = Empty;
        foreach (ref readonly var point in points)
        {
            west = Math.Min(west, point.East);
            south = Math.Min(south, point.North);
            east = Math.Max(east, point.East);
            north = Math.Max(north, point.North);
        }

        return new GridEnvelope(west, south, east, north);
    }

    public GridEnvelope Including(GridPoint p) => new(
        Math.Min(MinEast, p.East), Math.Min(MinNorth, p.North), Math.Max(MaxEast, p.East), Math.Max(MaxNorth, p.North));

    public GridEnvelope Union(GridEnvelope o) => new(
        Math.Min(MinEast, o.MinEast), Math.Min(MinNorth, o.MinNorth), Math.Max(MaxEast, o.MaxEast), Math.Max(MaxNorth, o.MaxNorth));

    /// <summary>True where the boxes share a point, borders included.</summary>
    public bool Meets(GridEnvelope o) =>
        MinEast <= o.MaxEast && o.MinEast <= MaxEast && MinNorth <= o.MaxNorth && o.MinNorth <= MaxNorth;

    public bool Contains(GridPoint p) => p.East >= MinEast && p.East <= MaxEast && p.North >= MinNorth && p.North <= MaxNorth;

    public bool Contains(GridEnvelope o) =>
        o.MinEast >= MinEast && o.MaxEast <= MaxEast && o.MinNorth >= MinNorth && o.MaxNorth <= MaxNorth;
}
