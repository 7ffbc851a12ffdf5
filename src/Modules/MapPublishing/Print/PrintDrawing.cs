using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Print.Sheet;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Maps;
using Guotu.Rendering.Model;
using Guotu.Rendering.Output;
using Guotu.Rendering.Text;

namespace Guotu.MapPublishing.Print;

/// <summary>Draws a print (绘制图件): every layer through the one check, on the canvas that also draws the screen's pictures.</summary>
internal sealed class PrintDrawing(LayerChoosing choosing, IPublishedLayers layers, ILayerCatalogue catalogue, NodeSettings node, IClock clock) : IPrintDrawing
{
    private const string TownLayer = "XZQ";
    private static readonly DocumentComposer Composer = new(FontStack.Office);

    private readonly GaussKrugerProjection _projection = new(layers.Zone);

    public async Task<Result<PrintDrawn>> DrawAsync(PrintOrder order, Action<PrintStep> progress, CancellationToken ct)
    {
        var opened = await OpenAsync(order, ct);
        if (opened.Error is { } hidden)
        {
            return hidden;
        }

        var towns = await layers.OpenAsync(order.Caller, TownLayer, null, ct);
        var notes = new List<string>();
        foreach (var (styled, _) in opened.Value)
        {
            notes.Add(await VersionAsync(styled.Layer, ct));
        }

        var inset = towns.IsSuccess ? towns.Value : null;
        var written = await Task.Run(() => Draw(new Drawing(order, opened.Value, notes, inset, progress), ct), ct);
        return written.Map(bytes => new PrintDrawn(bytes, [.. opened.Value.Select(o => o.Styled.Layer).Concat(inset is null ? [] : [inset]).Select(Drawn)]));
    }

    private static DrawnLayer Drawn(ISeenLayer layer) => new(layer.Definition.Code, layer.Revision.Number, layer.Stamp);

    private async Task<Result<IReadOnlyList<(StyledLayer Styled, double Opacity)>>> OpenAsync(PrintOrder order, CancellationToken ct)
    {
        var opened = new List<(StyledLayer, double)>();
        foreach (var asked in order.Asked.Body.Layers)
        {
            var layer = await choosing.OpenAsync(order.Caller, asked.Code, asked.Style ?? string.Empty, new TimeAsked(null, asked.Revision), ct);
            if (layer.Error is { } error)
            {
                return error;
            }

            opened.Add((layer.Value, (asked.Opacity ?? 100) / 100.0));
        }

        return opened;
    }

    private async Task<string> VersionAsync(ISeenLayer layer, CancellationToken ct)
    {
        var (name, revision) = (layer.Definition.Name, layer.Revision);
        var state = await catalogue.StateAsync(layer.Definition.Code, clock.Today, ct);
        var marks = new List<string>();
        if (state.IsSuccess && state.Value.Current?.Number == revision.Number && state.Value.Stale)
        {
            marks.Add("已过期");
        }

        if (revision.DeclaredEmpty is not null)
        {
            marks.Add("依法声明为空");
        }

        if (!layer.IsWhole)
        {
            marks.Add("按出图人的查看权限绘制,可能不全");
        }

        var mark = marks.Count == 0 ? string.Empty : $"({string.Join(";", marks)})";
        return string.Create(CultureInfo.InvariantCulture, $"{name} 第{revision.Number}版 时点{revision.AsOf:yyyy-MM-dd}{mark} 来源:{revision.Source}");
    }

    private Result<byte[]> Draw(Drawing drawing, CancellationToken ct)
    {
        var (asked, total) = (drawing.Order.Asked, drawing.Layers.Count + 2);
        var frame = asked.Plan.Frame;
        var window = new MapWindow(ZoneCrs, asked.Box, frame.Width, frame.Height, _projection) { Denominator = asked.Body.Scale };
        var (canvas, legend, tally) = (new PageCanvas(frame), new List<LegendGroup>(), new DrawingTally(DrawingLimits.Print, frame.Width, frame.Height));
        for (var i = 0; i < drawing.Layers.Count; i++)
        {
            var (styled, opacity) = drawing.Layers[i];
            drawing.Progress(new PrintStep("绘制 " + styled.Layer.Definition.Name, i, total));
            canvas.BeginLayer(opacity);
            if (new LayerDrawing(styled.Layer, styled.Style, window) { Tally = tally }.DrawOn(canvas, ct).Error is { } undrawn)
            {
                return undrawn;
            }

            legend.AddRange(GroupOf(styled, tally));
        }

        drawing.Progress(new PrintStep("排版", total - 2, total));
        var map = canvas.Finish();
        if (map.Error is { } unprintable)
        {
            return unprintable;
        }

        var document = Composer.ComposeSheet(InfoOf(asked), SetupOf(drawing.Order), new PrintSheet(ContentOf(drawing, map.Value, window, legend, ct), _projection), ct);
        drawing.Progress(new PrintStep("写出文件", total - 1, total));
        return document.Error is { } refused ? refused
            : asked.IsPicture ? PngWriter.Write(document.Value.Pages[0], asked.Dpi, ct)
            : PdfWriter.Write(document.Value, ct);
    }

    private MapCrs ZoneCrs => MapCrs.All(layers.Zone).Single(c => c.Space == MapSpace.Zone);

    private static IEnumerable<LegendGroup> GroupOf(StyledLayer styled, DrawingTally tally)
    {
        var shown = LegendPicture.RulesOf(styled).Where(tally.Shows).ToList();
        return shown.Count == 0 ? [] : [new LegendGroup(styled.Layer.Definition.Name, shown)];
    }

    private DocumentInfo InfoOf(PrintAsked asked) => new(asked.Body.Title.Trim(), clock.Now) { Author = node.County.Bureau, Subject = "图件" };

    private PageSetup SetupOf(PrintOrder order)
    {
        var (plan, k) = (order.Asked.Plan, order.Asked.Plan.Factor);
        return new PageSetup { Size = plan.Page, Watermark = PrintMark.Of(order.Caller, clock.Now, new PrintMark.Look(k, node.Demonstration)) };
    }

    private SheetContent ContentOf(Drawing drawing, ClipShape map, MapWindow window, List<LegendGroup> legend, CancellationToken ct)
    {
        var asked = drawing.Order.Asked;
        var box = asked.Box;
        var middle = _projection.Inverse(asked.Centre);
        var corners = new[] { (box.West, box.South), (box.West, box.North), (box.East, box.South), (box.East, box.North) }
            .Select(c => _projection.Inverse(new PlanePosition(c.Item1, c.Item2)));
        var sheet = SheetNumbers.Of(asked.Body.Scale, middle, corners);
        var shown = legend.Select(g => g.Layer).ToHashSet(StringComparer.Ordinal);
        return new SheetContent
        {
            Layout = asked.Layout,
            Plan = asked.Plan,
            Title = asked.Body.Title.Trim(),
            Subtitle = node.Demonstration ? (sheet.Length == 0 ? "演示数据" : sheet + "  演示数据") : sheet,
            Map = map,
            Window = window,
            Grid = asked.Grid,
            Scale = asked.Body.Scale,
            Legend = [.. legend.AsEnumerable().Reverse()],
            Versions = [.. drawing.Layers.Select((l, i) => drawing.Versions[i] + (shown.Contains(l.Styled.Layer.Definition.Name) ? string.Empty : ";图内不显示")).Reverse()],
            Notes = NotesOf(drawing.Order, middle),
            Inset = drawing.Towns is { } towns ? place => new CountyInset(towns, _projection).Draw(place, box, ct) : null,
        };
    }

    private List<string> NotesOf(PrintOrder order, GeographicPosition middle)
    {
        var zone = layers.Zone;
        var convergence = (middle.Longitude - zone.CentralMeridian) * Math.Sin(middle.Latitude * Math.PI / 180);
        var at = clock.Now.LocalDateTime;
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"2000 国家大地坐标系,高斯-克吕格投影,{zone.ChineseName},中央经线 {zone.CentralMeridian}°E(EPSG:{zone.Epsg});坐标北,图心子午线收敛角 {(convergence < 0 ? "−" : "+")}{CoordinateFrame.Dms(Math.Abs(convergence), 0)}"),
            $"高程基准:{VerticalDatum.China1985.ChineseName()}(所绘图层不含高程)",
            $"{node.County.Bureau}",
            string.Create(CultureInfo.InvariantCulture, $"出图:{order.Caller.Name}({order.Caller.OrganisationName}) {at:yyyy-MM-dd HH:mm} 任务号 {order.Id}"),
        ];
    }

    private sealed record Drawing(
        PrintOrder Order, IReadOnlyList<(StyledLayer Styled, double Opacity)> Layers, IReadOnlyList<string> Versions, ISeenLayer? Towns, Action<PrintStep> Progress);
}
