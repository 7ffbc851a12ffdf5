using Guotu.Rendering.Model;

namespace Guotu.Rendering.Maps;

/// <summary>
/// A figure of a map on a page: as a <see cref="PathShape"/>, but a third of its size, and several looks share one path. Coordinates of the path
/// and hatches count from the map's own corner, so that a print and a picture of one place have their hatches alike.
/// </summary>
/// <param name="Path">In millimetres from <paramref name="Corner"/>.</param>
/// <param name="Corner">Top left of the map's frame on the page.</param>
public sealed record MapShape(MapPath Path, PointMm Corner) : PageShape
{
    public FillStyle? Fill { get; init; }

    public StrokeStyle? Stroke { get; init; }

    public override PageShape MovedBy(PointMm by) => this with { Corner = Corner + by };
}
