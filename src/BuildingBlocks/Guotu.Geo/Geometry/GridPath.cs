using System.Collections.Immutable;

namespace Guotu.Geo.Geometry;

/// <summary>A line (线) on the 0.1 mm grid, or a place where it has one point.</summary>
public sealed record GridPath(ImmutableArray<GridPoint> Points)
{
    public GridEnvelope Envelope => GridEnvelope.Of(Points.AsSpan());

    public bool Equals(GridPath? other) => other is not null && Points.AsSpan().SequenceEqual(other.Points.AsSpan());

    public override int GetHashCode() => Points.IsEmpty ? 0 : HashCode.Combine(Points.Length, Points[0], Points[^1]);
}
