using Guotu.Rendering.Figures.Map;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.Tests.Samples;

/// <summary>A lot of about 4 hectares in zone 36 among land-use patches, with basic farmland cut by its corner.</summary>
internal static class SampleMap
{
    internal static readonly PlanePoint Origin = new(3_648_200, 36_482_000);

    internal static readonly IReadOnlyList<MapCorner> Corners =
    [
        Corner("J1", 170.215, 20.118), Corner("J2", 182.730, 148.405), Corner("J3", 168.002, 242.917), Corner("J4", 96.554, 261.330),
        Corner("J5", 12.871, 230.046), Corner("J6", 4.118, 118.772), Corner("J7", 22.493, 16.204),
    ];

    private static readonly StrokeStyle PatchEdge = new(Colour.Parse("#8C8C8C"), 0.1);

    internal static MapFigure Figure => new("选址范围图", [.. LandUse(), Farmland(), Redline(), Lot(), Conflict()])
    {
        Focus = PlaneBox.Around(Corners.Select(c => c.At)),
        Corners = Corners,
        Callouts = [new MapCallout("占永久基本农田 812.40 平方米", At(160, 225)) { Colour = Colour.Parse("#B3261E") }],
    };

    private static MapCorner Corner(string label, double north, double east) => new(label, At(north, east));

    private static PlanePoint At(double north, double east) => new(Origin.North + north, Origin.East + east);

    private static MapPolygon Box(double south, double west, double north, double east, string label) =>
        new([[At(south, west), At(north, west), At(north, east), At(south, east)]]) { Label = label };

    private static IEnumerable<MapLayer> LandUse()
    {
        yield return Ground("水田", "#FFF7A0", Box(60, -400, 420, 60, "0101"), Box(-300, 90, 90, 300, "0101"));
        yield return Ground("旱地", "#F5E3A6", Box(60, 60, 420, 300, "0103"));
        yield return Ground("乔木林地", "#A9D08E", Box(-300, -400, 60, 90, "0301"), Box(90, 300, 420, 700, "0301"));
        yield return Ground("农村宅基地", "#F4B6C2", Box(-300, 300, 90, 700, "0702"));
    }

    private static MapLayer Ground(string name, string fill, params MapPolygon[] polygons) =>
        new(name, new MapAreaStyle { Fill = new FillStyle(Colour.Parse(fill)), Stroke = PatchEdge }, polygons) { LabelColour = Colour.Parse("#555555") };

    private static MapLayer Farmland() => new(
        "永久基本农田",
        new MapAreaStyle
        {
            Fill = new FillStyle(null) { Hatch = new Hatch(HatchKind.Rising, Colour.Parse("#7A5B00"), 1.8, 0.3) },
            Stroke = new StrokeStyle(Colour.Parse("#7A5B00"), 0.3) { Casing = Casing.White },
        },
        [new([[At(140, 200), At(300, 190), At(310, 420), At(150, 400)]])]);

    private static MapLayer Redline() => new(
        "生态保护红线",
        new MapAreaStyle
        {
            Fill = new FillStyle(null) { Hatch = new Hatch(HatchKind.Dots, Colour.Parse("#00543C"), 2, 0.5) },
            Stroke = new StrokeStyle(Colour.Parse("#00543C"), 0.4) { Casing = Casing.White, Dashes = [3, 1, 0.6, 1] },
        },
        [new([[At(-60, -300), At(-20, -10), At(-90, 200), At(-300, 200), At(-300, -300)]])]);

    private static MapLayer Lot() => new(
        "申请用地范围",
        new MapAreaStyle { Stroke = new StrokeStyle(Colour.Parse("#0B3D91"), 0.8) { Casing = Casing.White, Join = LineJoin.Round } },
        [new([[.. Corners.Select(c => c.At)]])]);

    private static MapLayer Conflict() => new(
        "冲突部分",
        new MapAreaStyle
        {
            Fill = new FillStyle(null) { Hatch = new Hatch(HatchKind.Falling, Colour.Parse("#B3261E"), 1.2, 0.3) },
            Stroke = new StrokeStyle(Colour.Parse("#B3261E"), 0.3) { Casing = Casing.White },
        },
        [new([[At(140, 200), At(174.69, 200), At(168.002, 242.917), At(141.6, 249.7)]])]);
}
