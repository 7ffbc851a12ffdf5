using System.Collections;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.Figures;

/// <summary>
/// A QR code (二维码) as outlines, error level M, with its quiet zone of four modules of white. Print it 20 mm or larger, and
/// put no personal data into it.
/// </summary>
public sealed record QrCodeFigure(string Content) : IFigure
{
    public IReadOnlyList<PageShape> Draw(LayoutScope scope, double width, double height)
    {
        var modules = Modules(scope);
        if (modules is null)
            return [];
        var side = Math.Min(width, height);
        var module = side / modules.Count;
        var origin = new PointMm((width - side) / 2, (height - side) / 2);
        var dark = new PagePath();
        for (var row = 0; row < modules.Count; row++)
            AddRow(dark, modules[row], module, origin + new PointMm(0, row * module));
        return
        [
            new PathShape(PagePath.Rectangle(new BoxMm(origin.X, origin.Y, side, side))) { Fill = new FillStyle(Colour.White) },
            new PathShape(dark) { Fill = new FillStyle(Colour.Black) { Rule = FillRule.NonZero } },
        ];
    }

    private List<BitArray>? Modules(LayoutScope scope)
    {
        var modules = QrCodeOutline.ModulesOf(Content);
        if (modules.Error is not { } tooLong)
            return modules.Value;
        scope.Refuse(tooLong);
        return null;
    }

    /// <summary>Neighbouring dark modules are one rectangle: no hairline shows between them.</summary>
    private static void AddRow(PagePath path, BitArray row, double module, PointMm at)
    {
        for (var first = 0; first < row.Count; first++)
        {
            if (!row[first])
                continue;
            var end = first;
            while (end < row.Count && row[end])
                end++;
            path.AddRectangle(new BoxMm(at.X + (first * module), at.Y, (end - first) * module, module));
            first = end;
        }
    }
}
