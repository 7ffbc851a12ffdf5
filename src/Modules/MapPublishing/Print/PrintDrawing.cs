using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.Geo.StoredRasters;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Print.Sheet;
using Guotu.MapPublishing.Rasters;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Maps;
using Guotu.Rendering.Model;
using Guotu.Rendering.Output;
using Guotu.Rendering.Text;

namespace Guotu.MapPublishing.Print;

/// <summary>Draws a print (绘制图件): every layer through the one check, on the canvas that also draws the screen's pictures.</summary>
internal sealed class PrintDrawing(PrintedLayers printed, IPublishedLayers layers, IExportRegister exports, NodeSettings node, IClock clock) : IPrintDrawing
{
    private const string TownLayer = "XZQ";
    private static readonly DocumentComposer Composer = new(FontStack.Office);

    private readonly GaussKrugerProjection _projection = new(layers.Zone);

    public async Task<Result<PrintDrawn>> DrawAsync(PrintOrder order, Action<PrintStep> progress, CancellationToken ct)
    {
        var opened = await printed.OpenAsync(order.Caller, order.Asked.Body, ct);
        if (opened.Error is { } hidden)
        {
            return hidden;
        }

        var towns = await layers.OpenAsync(order.Caller, TownLayer, null, ct);
        var inset = towns.IsSuccess ? towns.Value : null;
        var label = opened.Value.Aggregate(inset?.Label ?? SecurityLabel.Lowest, (joined, l) => joined.Join(l.Drawn.Label));
        var marked = await exports.RegisterAsync(order.Caller, AskedFor(order, label), ct);
        if (marked.Error is { } refused)
        {
            return refused;
        }

        var written = await Task.Run(() => Draw(new Drawing(order, marked.Value, opened.Value, inset, progress), ct), ct);
        return written.Map(bytes => new PrintDrawn(bytes, [.. opened.Value.Select(o => o.Named), .. inset is null ? (DrawnLayer[])[] : [new(TownLayer, inset.Revision.Number, inset.Stamp)]]));
    }

    private Result<byte[]> Draw(Drawing drawing, CancellationToken ct)
    {
        var (asked, total) = (drawing.Order.Asked, drawing.Layers.Count + 2);
        var frame = asked.Plan.Frame;
        var window = new MapWindow(ZoneCrs, asked.Box, frame.Width, frame.Height, _projection) { Denominator = asked.Body.Scale };
        var (canvas, legend, tally) = (new PageCanvas(frame), new List<LegendGroup>(), new DrawingTally(DrawingLimits.Print, frame.Width, frame.Height));
        for (var i = 0; i < drawing.Layers.Count; i++)
        {
            var layer = drawing.Layers[i];
            drawing.Progress(new PrintStep("绘制 " + layer.Drawn.Name, i, total));
            canvas.BeginLayer(layer.Opacity);
            var groups = layer.Drawn is StyledRaster raster
                ? new RasterOnPage(raster, canvas).Draw(window, asked, ct)
                : Draw((StyledLayer)layer.Drawn, new LayerPage(canvas, window, tally), ct);
            if (groups.Error is { } undrawn)
            {
                return undrawn;
            }

            legend.AddRange(groups.Value);
        }

        drawing.Progress(new PrintStep("排版", total - 2, total));
        var map = canvas.Finish();
        if (map.Error is { } unprintable)
        {
            return unprintable;
        }

        var sheet = new PrintSheet(ContentOf(drawing, map.Value, window, legend, ct), _projection);
        var document = Composer.ComposeSheets(InfoOf(asked), SetupOf(drawing), sheet.All(), ct);
        drawing.Progress(new PrintStep("写出文件", total - 1, total));
        return document.Error is { } refused ? refused
            : asked.IsPicture ? Picture(document.Value, asked, legend, ct)
            : PdfWriter.Write(document.Value, ct);
    }

    private static Result<IReadOnlyList<LegendGroup>> Draw(StyledLayer styled, LayerPage page, CancellationToken ct)
    {
        var drawn = new LayerDrawing(styled.Layer, styled.Style, page.Window) { Tally = page.Tally }.DrawOn(page.Canvas, ct);
        return drawn.Error is { } error ? error : Result<IReadOnlyList<LegendGroup>>.Of([.. LegendGroups.Of(styled, page.Tally)]);
    }

    /// <summary>Further sheets stand below the map; a picture that would be too large with them is refused.</summary>
    private static Result<byte[]> Picture(PageDocument document, PrintAsked asked, List<LegendGroup> legend, CancellationToken ct) =>
        document.Pages.Count == 1 || (asked.Dpi <= PrintAsked.MostDpi(asked.Plan, document.Pages.Count))
            ? PngWriter.Write(document.Pages, asked.Dpi, ct)
            : new Error(PublishingErrors.LegendTooLong, ("entries", legend.Sum(g => g.Rules.Count)), ("room", 0));

    private MapCrs ZoneCrs => MapCrs.All(layers.Zone).Single(c => c.Space == MapSpace.Zone);

    private DocumentInfo InfoOf(PrintAsked asked) => new(asked.Body.Title.Trim(), clock.Now) { Author = node.County.Bureau, Subject = "图件" };

    private static ExportAsked AskedFor(PrintOrder order, SecurityLabel label) =>
        new(ExportClass.Print, Jobs.PrintCommands.ObjectType, order.Id.ToString(CultureInfo.InvariantCulture), "图件", label);

    private PageSetup SetupOf(Drawing drawing)
    {
        var (plan, k) = (drawing.Order.Asked.Plan, drawing.Order.Asked.Plan.Factor);
        return new PageSetup
        {
            Size = plan.Page,
            Watermark = PrintMark.Of(drawing.Mark, k, node.Demonstration ? "演示数据" : string.Empty),
            Label = PrintMark.LabelOf(drawing.Mark, k),
        };
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
            Versions = [.. drawing.Layers.Select(l => l.Version + (shown.Contains(LegendGroups.HeadOf(l.Drawn)) ? string.Empty : ";图内不显示")).Reverse()],
            Notes = NotesOf(drawing, middle),
            Inset = drawing.Towns is { } towns ? place => new CountyInset(towns, _projection).Draw(place, box, ct) : null,
        };
    }

    private List<string> NotesOf(Drawing drawing, GeographicPosition middle)
    {
        var (zone, order) = (layers.Zone, drawing.Order);
        var hasHeights = drawing.Layers.Any(l => l.Drawn is StyledRaster { Raster.Revision.Kind: RasterKind.Elevation });
        var convergence = (middle.Longitude - zone.CentralMeridian) * Math.Sin(middle.Latitude * Math.PI / 180);
        var at = clock.Now.LocalDateTime;
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"2000 国家大地坐标系,高斯-克吕格投影,{zone.ChineseName},中央经线 {zone.CentralMeridian}°E(EPSG:{zone.Epsg});坐标北,图心子午线收敛角 {(convergence < 0 ? "−" : "+")}{CoordinateFrame.Dms(Math.Abs(convergence), 0)}"),
            $"高程基准:{VerticalDatum.China1985.ChineseName()}{(hasHeights ? string.Empty : "(所绘图层不含高程)")}",
            $"{node.County.Bureau}",
            string.Create(CultureInfo.InvariantCulture, $"出图:{order.Caller.Name}({order.Caller.OrganisationName}) {at:yyyy-MM-dd HH:mm} 任务号 {order.Id} 导出编号 {drawing.Mark.Number} 密级标志 {drawing.Mark.LabelName}"),
        ];
    }

    private sealed record Drawing(PrintOrder Order, ExportMark Mark, IReadOnlyList<PrintedLayer> Layers, ISeenLayer? Towns, Action<PrintStep> Progress);

    private sealed record LayerPage(PageCanvas Canvas, MapWindow Window, DrawingTally Tally);
}
