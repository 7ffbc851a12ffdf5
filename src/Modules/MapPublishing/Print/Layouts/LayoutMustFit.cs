namespace Guotu.MapPublishing.Print.Layouts;

/// <summary>A layout says everything it needs, within bounds, and leaves a map of some size on every paper it names (版式校验).</summary>
internal static class LayoutMustFit
{
    private const double LeastMap = 80;
    private const int MostSignOff = 8;
    private const int LongestName = 40;

    /// <summary>What is wrong, in Chinese; null for nothing.</summary>
    public static string? Breach(PrintLayout layout) =>
        layout.Format != PrintLayout.CurrentFormat ? $"format 要写 {PrintLayout.CurrentFormat}"
        : !IsCode(layout.Code) ? "code 只能是 1 到 20 个小写字母、数字和连字符"
        : layout.Name is not { Length: >= 1 and <= LongestName } ? $"name 要有 1 到 {LongestName} 字"
        : layout.Papers is not { Count: > 0 } || layout.Papers.Any(p => PrintPaper.Find(p) is null) ? "papers 只能是 A4 A3 A2 A1 A0"
        : layout.Papers.FirstOrDefault(p => !Within(layout.Factors?.GetValueOrDefault(p) ?? 0, 0.5, 4)) is { } paper ? $"factors 里 {paper} 要在 0.5 到 4 之间"
        : Lengths(layout) ?? Blocks(layout) ?? Maps(layout);

    private static string? Lengths(PrintLayout l) =>
        !Within(l.Margin, 0, 40) ? "margin 要在 0 到 40 毫米之间"
        : !Within(l.CoordinateBand, 3, 20) ? "coordinateBand 要在 3 到 20 毫米之间"
        : l.Title is null || !Within(l.Title.Height, 6, 60) || !Within(l.Title.Points, 6, 60) || !Within(l.Title.SubtitlePoints, 4, 20) ? "title 的高度或字号超出范围"
        : l.Panel is null || !Within(l.Panel.BesideWidth, 30, 120) || !Within(l.Panel.BelowHeight, 25, 120) ? "panel 的 besideWidth 要 30 到 120、belowHeight 要 25 到 120 毫米"
        : l.Strip is null || !Within(l.Strip.Height, 10, 60) || !Within(l.Strip.SignOffWidth, 0, 110) ? "strip 的高度或签署栏宽度超出范围"
        : l.Text is null || !Within(l.Text.HeadPoints, 4, 20) || !Within(l.Text.BodyPoints, 4, 20) || !Within(l.Text.GridPoints, 4, 20) ? "text 的字号要在 4 到 20 磅之间"
        : null;

    private static string? Blocks(PrintLayout l)
    {
        string[] known = [PrintLayout.PanelPart.Legend, PrintLayout.PanelPart.Versions, PrintLayout.PanelPart.Inset];
        return l.Panel.Blocks is null || l.Panel.Blocks.Any(b => !known.Contains(b, StringComparer.Ordinal)) ? "panel.blocks 只能是 legend、versions、inset"
            : !l.Panel.Has(PrintLayout.PanelPart.Legend) || !l.Panel.Has(PrintLayout.PanelPart.Versions) ? "panel.blocks 要有 legend 和 versions:图例和数据版本不能省"
            : l.Strip.SignOff is null || l.Strip.SignOff.Count > MostSignOff || l.Strip.SignOff.Any(s => s is not { Length: >= 1 and <= 8 }) ? $"strip.signOff 至多 {MostSignOff} 项,每项 1 到 8 字"
            : l.Strip.SignOff.Count > 0 && l.Strip.SignOffWidth < 30 ? "有签署栏时 strip.signOffWidth 至少 30 毫米"
            : null;
    }

    private static string? Maps(PrintLayout l)
    {
        foreach (var paper in l.Papers.Select(p => PrintPaper.Find(p)!))
        {
            foreach (var landscape in (bool[])[false, true])
            {
                var frame = SheetPlan.Of(l, paper, landscape).Frame;
                if (frame.Width < LeastMap || frame.Height < LeastMap)
                {
                    return $"{paper.Code} {(landscape ? "横" : "竖")}幅留给地图的地方不足 {LeastMap} 毫米";
                }
            }
        }

        return null;
    }

    private static bool Within(double value, double low, double high) => value >= low && value <= high;

    private static bool IsCode(string? code) => code is { Length: >= 1 and <= 20 } && code.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
