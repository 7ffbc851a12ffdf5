using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.Maps;

/// <summary>Styles in the unit of a canvas.</summary>
internal static class ScaledLook
{
    public static StrokeStyle Of(StrokeStyle stroke, double pixel) => pixel == 1 ? stroke : stroke with
    {
        Width = stroke.Width * pixel,
        Dashes = [.. stroke.Dashes.Select(d => d * pixel)],
    };

    public static FillStyle Of(FillStyle fill, double pixel) => pixel == 1 || fill.Hatch is null ? fill : fill with
    {
        Hatch = fill.Hatch with { Spacing = fill.Hatch.Spacing * pixel, LineWidth = fill.Hatch.LineWidth * pixel },
    };

    /// <summary>The outline of a mark.</summary>
    public static PagePath Mark(double x, double y, PointSymbolizer look, double pixel)
    {
        var half = look.Size * pixel / 2;
        return look.IsRound ? PagePath.Circle(new(x, y), half) : PagePath.Rectangle(new BoxMm(x - half, y - half, 2 * half, 2 * half));
    }
}
