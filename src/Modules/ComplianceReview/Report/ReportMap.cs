using Guotu.ComplianceReview.Contracts;
using Guotu.Geo.Geometry;
using Guotu.Rendering.Figures.Map;
using Guotu.Rendering.Model;

namespace Guotu.ComplianceReview.Report;

/// <summary>The parcels with what conflicts, styled as on the one map: line and pattern, white casing, never a solid fill.</summary>
public static class ReportMap
{
    private const int MostCorners = 40;

    public static MapFigure Of(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var outline = verdict.Parcels.SelectMany(p => PolygonsOf(p.Shape)).ToList();
        var layers = new List<MapLayer>();
        foreach (var check in verdict.Checks.Where(c => c.Status is CheckStatus.Conflict or CheckStatus.Justify && c.Hits.Count > 0 && c.Rule is not ("S1" or "S5")))
        {
            layers.Add(ConflictLayer(check));
        }

        layers.Add(new MapLayer("申请地块", LineOnly("#0B3D91", 0.7), outline));
        return new MapFigure("申请地块位置图", layers)
        {
            Focus = PlaneBox.Around(outline.SelectMany(p => p.Rings).SelectMany(r => r)),
            Corners = CornersOf(verdict),
            Callouts = CalloutsOf(verdict),
        };
    }

    /// <summary>Rings in plane metres, north first.</summary>
    public static IEnumerable<MapPolygon> PolygonsOf(GridMultiPolygon shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Polygons.Select(p => new MapPolygon([.. p.Rings.Select(r => (IReadOnlyList<PlanePoint>)[.. r.Points.Select(PointOf)])]));
    }

    private static PlanePoint PointOf(GridPoint point) => new(point.NorthMetres, point.EastMetres);

    private static MapLayer ConflictLayer(VerdictCheck check) => new(
        "冲突:" + check.Name,
        new MapAreaStyle
        {
            Fill = new FillStyle(null) { Hatch = new Hatch(HatchKind.Falling, Colour.Parse("#B3261E"), 1.2, 0.3) },
            Stroke = new StrokeStyle(Colour.Parse("#B3261E"), 0.3) { Casing = Casing.White },
        },
        [.. check.Hits.SelectMany(h => PolygonsOf(h.Shape))]);

    private static MapAreaStyle LineOnly(string colour, double width) =>
        new() { Stroke = new StrokeStyle(Colour.Parse(colour), width) { Casing = Casing.White, Join = LineJoin.Round } };

    private static List<MapCorner> CornersOf(Verdict verdict)
    {
        var points = verdict.Parcels.SelectMany(p => p.Shape.Polygons).SelectMany(p => p.Outer.Points).ToList();
        return points.Count > MostCorners
            ? []
            : points.Select((p, i) => new MapCorner("J" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), PointOf(p))).ToList();
    }

    private static List<MapCallout> CalloutsOf(Verdict verdict) => verdict.Checks
        .Where(c => c.Status == CheckStatus.Conflict && c.Hits.Count > 0 && c.Rule is not "S1")
        .Select(c =>
        {
            var largest = c.Hits.MaxBy(h => h.PlaneArea)!;
            var centre = largest.Shape.Envelope;
            var at = new GridPoint((centre.MinEast + centre.MaxEast) / 2, (centre.MinNorth + centre.MaxNorth) / 2);
            return new MapCallout($"{c.Name} {Domain.CheckShape.Text(c.PlaneArea ?? default)}", PointOf(at)) { Colour = Colour.Parse("#B3261E") };
        })
        .ToList();
}
