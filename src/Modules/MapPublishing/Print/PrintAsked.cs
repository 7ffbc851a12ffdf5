using Guotu.Geo.Crs;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Print.Layouts;

namespace Guotu.MapPublishing.Print;

/// <summary>Coordinates written around a print (图廓坐标).</summary>
internal enum PrintGrid
{
    None,
    Zone,
    Degrees,
}

/// <summary>An order that was read and found sound.</summary>
internal sealed record PrintAsked(PrintBody Body, PrintLayout Layout, SheetPlan Plan, PlanePosition Centre, PrintGrid Grid)
{
    /// <summary>Pixels of the largest picture: 4 bytes each, twice where a layer is translucent.</summary>
    public const int LargestPicture = 60_000_000;

    /// <summary>Longest side that a picture may have.</summary>
    public const int LongestSide = 16_000;

    /// <summary>Scales on offer; any other whole number is taken too.</summary>
    public static readonly IReadOnlyList<int> Scales = [500, 1_000, 2_000, 5_000, 10_000, 25_000, 50_000, 100_000, 200_000];

    private const int UsualDpi = 150;
    private const int LeastDpi = 72;
    private const int GreatestDpi = 600;
    private const int LeastScale = 100;
    private const int GreatestScale = 1_000_000;
    private const int LongestTitle = 60;
    private const int MostLayers = 20;
    private const double FarLongitude = 3;

    public bool IsPicture => Body.Format == "png";

    public int Dpi => Body.Dpi ?? UsualDpi;

    /// <summary>Ground that the frame shows, metres of the zone.</summary>
    public MapBox Box
    {
        get
        {
            var (halfWidth, halfHeight) = (Plan.Frame.Width * Body.Scale / 2000, Plan.Frame.Height * Body.Scale / 2000);
            return new MapBox(Centre.East - halfWidth, Centre.North - halfHeight, Centre.East + halfWidth, Centre.North + halfHeight);
        }
    }

    /// <summary>Dots an inch that a picture of so many sheets, one below the other, may have.</summary>
    public static int MostDpi(SheetPlan plan, int sheets = 1)
    {
        var (width, height) = (plan.Page.Width / 25.4, sheets * plan.Page.Height / 25.4);
        return (int)Math.Min(GreatestDpi, Math.Min(Math.Sqrt(LargestPicture / (width * height)), LongestSide / Math.Max(width, height)));
    }

    public static Result<PrintAsked> Read(PrintBody body, PrintLayouts layouts, GaussKrugerZone zone)
    {
        if (Breach(body, zone) is { } breach)
        {
            return breach;
        }

        var layout = layouts.Find(body.Layout);
        if (layout.Error is { } none)
        {
            return none with { Field = "layout" };
        }

        if (!layout.Value.Papers.Contains(body.Paper, StringComparer.Ordinal))
        {
            return Invalid("paper", $"版式「{layout.Value.Name}」不用于 {body.Paper}");
        }

        var plan = SheetPlan.Of(layout.Value, PrintPaper.Find(body.Paper)!, body.Orientation == "landscape");
        var centre = new GaussKrugerProjection(zone).Forward(new GeographicPosition(body.Lat, body.Lon));
        var asked = new PrintAsked(body, layout.Value, plan, centre, body.Grid switch { "zone" => PrintGrid.Zone, "degrees" => PrintGrid.Degrees, _ => PrintGrid.None });
        return asked.IsPicture && asked.Dpi > MostDpi(plan) ? Invalid("dpi", $"{body.Paper} 图片至多 {MostDpi(plan)} dpi,更清楚的用 PDF") : asked;
    }

    private static Error? Breach(PrintBody body, GaussKrugerZone zone) =>
        PrintPaper.Find(body.Paper) is null ? Invalid("paper", "只能是 A4 A3 A2 A1 A0")
        : body.Orientation is not ("landscape" or "portrait") ? Invalid("orientation", "只能是 landscape 或 portrait")
        : body.Format is not ("pdf" or "png") ? Invalid("format", "只能是 pdf 或 png")
        : body.Grid is not ("zone" or "degrees" or "none") ? Invalid("grid", "只能是 zone、degrees 或 none")
        : body.Dpi is < LeastDpi or > GreatestDpi ? Invalid("dpi", $"要在 {LeastDpi} 到 {GreatestDpi} 之间")
        : body.Scale is < LeastScale or > GreatestScale ? Invalid("scale", $"比例尺分母要在 {LeastScale} 到 {GreatestScale} 之间")
        : body.Title.Trim().Length is < 1 or > LongestTitle ? Invalid("title", $"图名要有 1 到 {LongestTitle} 字")
        : body.Layers.Count is < 1 or > MostLayers ? Invalid("layers", $"要有 1 到 {MostLayers} 个图层")
        : body.Layers.Any(l => l is null || l.Opacity is < 1 or > 100) ? Invalid("layers", "不透明度要在 1 到 100 之间")
        : body.Layers.GroupBy(l => l.Code, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice ? Invalid("layers", $"图层 {twice.Key} 写了两次")
        : !(Math.Abs(body.Lon - zone.CentralMeridian) <= FarLongitude && body.Lat is >= 15 and <= 56) ? Invalid("lon", $"图心要在中央经线 {zone.CentralMeridian}° 两侧 {FarLongitude}° 以内")
        : null;

    private static Error Invalid(string field, string reason) => new(KernelErrors.FieldInvalid, ("field", field), ("reason", reason)) { Field = field };
}
