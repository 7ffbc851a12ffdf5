using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Figures;

public enum SealPlaceLook
{
    /// <summary>A dashed red circle with （印章）: for papers sealed by hand.</summary>
    Outlined,

    /// <summary>Nothing is drawn; an electronic seal will cover the place.</summary>
    Blank,
}

/// <summary>
/// Where the office's round seal goes (印章位置). The place is recorded in the model under its name, for the electronic seal.
/// </summary>
/// <param name="Diameter">In millimetres: 42 for a county office's electronic seal, 45 for its rubber one.</param>
public sealed record SealPlace(double Diameter)
{
    public const string DefaultName = "seal";

    public string Name { get; init; } = DefaultName;

    public SealPlaceLook Look { get; init; } = SealPlaceLook.Outlined;

    /// <summary>The place around a centre.</summary>
    internal IReadOnlyList<PageShape> At(LayoutScope scope, PointMm centre)
    {
        var radius = Diameter / 2;
        var place = new PlaceMark(Name, new BoxMm(centre.X - radius, centre.Y - radius, Diameter, Diameter));
        if (Look == SealPlaceLook.Blank)
            return [place];
        var red = Colour.SealRed;
        var style = new TextStyle(FontRole.Song, TypeSize.SmallFive) { Colour = red };
        return
        [
            place,
            new PathShape(PagePath.Circle(centre, radius)) { Stroke = new StrokeStyle(red, 0.35) { Dashes = [1.6, 1.1] } },
            .. scope.TextAt("（印章）", style, new PointMm(centre.X, centre.Y + (radius * 0.68)), TextAlignment.Centre),
        ];
    }
}
