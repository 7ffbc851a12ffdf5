using System.Globalization;
using Guotu.Analysis.TerrainFigures;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Geometry;
using Guotu.Geo.Terrain;
using Guotu.Geo.Validity;
using Guotu.Kernel.Results;
using static Guotu.Analysis.Tests.SquaredPaper;

namespace Guotu.Analysis.Tests;

/// <summary>Terrain as operators: what one gives another takes, and where the model does not tell there is no number.</summary>
public sealed class TerrainOperatorTests
{
    private static readonly FeatureSet Lots = Set([Text("DKMC")], (Box(100, 100, 200, 200), ["一号"]), (Box(450, 100, 550, 200), ["二号"]));

    [Fact]
    public void A_tilted_plain_has_one_slope_and_one_aspect_and_the_areas_of_a_lot_add_up()
    {
        // Rises a tenth to the east: it descends to the west.
        var result = Run(new FigureTerrainOperator(FigureTerrainKind.Slope), (FigureTerrainOperator.Figures, Lots with { Features = [Lots.Features[0]] }));

        var row = Assert.Single(result.Rows.Features);
        Assert.Equal("一号", row.Values[0]);
        Assert.Equal(("5.71", "5.71", "10000.00", "10000.00", FigureTerrainOperator.Known), (Of(result, row, "PJPD"), Of(result, row, "ZDPD"), Of(result, row, "PD2MJ"), Of(result, row, "PX7MJ"), Of(result, row, "DXPD")));
        Assert.Equal(0, new[] { "PD1MJ", "PD3MJ", "PD4MJ", "PD5MJ", "PX1MJ", "PX9MJ" }.Sum(f => double.Parse(Of(result, row, f)!, CultureInfo.InvariantCulture)));
        Assert.Contains("1985", result.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_lot_beyond_the_model_keeps_its_row_and_says_why_it_has_no_numbers()
    {
        foreach (var kind in FigureTerrainKind.All)
        {
            var result = Run(new FigureTerrainOperator(kind), [(FigureTerrainOperator.Figures, Lots)], (FigureTerrainKind.DesignHeight, "510"));
            Assert.Equal(2, result.Rows.Features.Count);
            var beyond = result.Rows.Features[1];
            Assert.All(kind.Fields, f => Assert.Null(Of(result, beyond, f.Code)));
            Assert.Contains("无法判定", Of(result, beyond, "DXPD"), StringComparison.Ordinal);
            Assert.Contains("1 个图形无法判定", result.Notes[1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Heights_and_earthworks_of_a_tilted_plain_are_those_of_geometry()
    {
        var one = Lots with { Features = [Lots.Features[0]] };
        var heights = Run(new FigureTerrainOperator(FigureTerrainKind.Heights), (FigureTerrainOperator.Figures, one));
        Assert.Equal(("510.500", "519.500", "515.000"), (Of(heights, 0, "ZDGC"), Of(heights, 0, "ZGGC"), Of(heights, 0, "PJGC")));

        // At the mean height half of the lot is a wedge of 0 to 5 m: 100 × 50 × 2.5 m³.
        var works = Run(new FigureTerrainOperator(FigureTerrainKind.Earthworks), [(FigureTerrainOperator.Figures, one)], (FigureTerrainKind.DesignHeight, "515"));
        Assert.Equal(("12500.00", "12500.00", "0.00", "515.000"), (Of(works, 0, "WF"), Of(works, 0, "TF"), Of(works, 0, "JF"), Of(works, 0, "PHGC")));
        var tilted = Run(new FigureTerrainOperator(FigureTerrainKind.Earthworks), [(FigureTerrainOperator.Figures, one)], (FigureTerrainKind.DesignHeight, "515"), (FigureTerrainKind.RiseEast, "0.1"));
        Assert.Equal(("0.00", "0.00"), (Of(tilted, 0, "WF"), Of(tilted, 0, "TF")));
    }

    [Fact]
    public void A_profile_is_a_table_of_places_and_a_line_over_unknown_ground_has_no_heights()
    {
        var result = Run(new ProfileOperator(), [(ProfileOperator.Lines, Paths([(100, 150), (200, 150)], [(350, 150), (600, 150)]))], (ProfileOperator.Step, "50"));

        Assert.Equal(OperatorOutput.Table, new ProfileOperator().Definition.Output);
        var first = result.Rows.Features.Where(f => f.Values[0] == "1").ToList();
        Assert.Equal(["0.000/510.000", "50.000/515.000", "100.000/520.000"], first.Select(f => $"{f.Values[1]}/{f.Values[4]}"));
        Assert.All(result.Rows.Features.Where(f => f.Values[0] == "2"), f => Assert.Null(f.Values[4]));
        Assert.Contains(result.Notes, n => n.Contains("第 1 条线长 100.000 米,累计上升 10.000 米", StringComparison.Ordinal));
        Assert.Contains(result.Notes, n => n.StartsWith("第 2 条线", StringComparison.Ordinal) && n.Contains("无法判定", StringComparison.Ordinal));
        Assert.Equal(AnalysisErrors.InputUnfit, OperatorRun.Try(new ProfileOperator(), new Plain(), [(ProfileOperator.Lines, Lots)]).Error!.Code);
    }

    [Fact]
    public void What_is_seen_from_a_place_is_a_valid_area_of_its_cells_that_the_next_operator_takes()
    {
        var walled = new Plain((east, _) => east is >= 250 and < 260 ? 600 : 500);

        var result = OperatorRun.Of(
            new ViewshedOperator(), walled, [(ViewshedOperator.Places, Paths([(205, 205)]))],
            (ViewshedOperator.Radius, "150"), (ViewshedOperator.ObserverHeight, "2"), (ViewshedOperator.Refraction, "0"));

        var row = Assert.Single(result.Rows.Features);
        Assert.Empty(FigureValidity.Check(row.Figure!, CancellationToken.None));
        var squares = decimal.Parse(Of(result, row, "KJMJ")!, CultureInfo.InvariantCulture);
        Assert.Equal(squares, Geo.Areas.PlaneArea.Of(row.Figure!).SquareMetres);
        Assert.InRange(row.Figure!.Envelope.MaxEast, At(250, 0).East, At(260, 0).East);
        Assert.True(double.Parse(Of(result, row, "BKJMJ")!, CultureInfo.InvariantCulture) > 10_000);

        var nextSlope = OperatorRun.Of(new FigureTerrainOperator(FigureTerrainKind.Heights), walled, [(FigureTerrainOperator.Figures, result.Rows)]);
        Assert.Equal("600.000", Of(nextSlope, 0, "ZGGC"));
    }

    [Fact]
    public void A_place_beyond_the_model_gives_no_row_and_areas_are_no_places()
    {
        var beyond = OperatorRun.Of(new ViewshedOperator(), new Plain(), [(ViewshedOperator.Places, Paths([(900, 900)]))]);
        Assert.Empty(beyond.Rows.Features);
        Assert.Contains("无法判定", beyond.Notes[1], StringComparison.Ordinal);
        Assert.Equal(AnalysisErrors.InputUnfit, OperatorRun.Try(new ViewshedOperator(), new Plain(), [(ViewshedOperator.Places, Lots)]).Error!.Code);
        Assert.Equal(AnalysisErrors.InputUnfit, OperatorRun.Try(new ViewshedOperator(), new Plain(), [(ViewshedOperator.Places, Paths([(0, 0), (10, 10)]))]).Error!.Code);
    }

    [Fact]
    public void Without_a_model_nothing_is_worked_out()
    {
        IAnalysisOperator[] all = [.. FigureTerrainKind.All.Select(k => new FigureTerrainOperator(k)), new ProfileOperator(), new ViewshedOperator()];
        foreach (var analysis in all)
        {
            Assert.True(analysis.Definition.AsksTerrain(new ParameterValues(new Dictionary<string, string>())));
            Assert.Equal(AnalysisErrors.NoTerrain, OperatorRun.Try(analysis, [(analysis.Definition.Inputs[0].Code, Lots)], analysis.Definition.Parameters.Any(p => p.Code == FigureTerrainKind.DesignHeight) ? [(FigureTerrainKind.DesignHeight, "1")] : []).Error!.Code);
        }
    }

    private static OperatorResult Run(IAnalysisOperator analysis, params (string Code, FeatureSet Set)[] inputs) => Run(analysis, inputs, []);

    /// <summary>Parameters that the operator does not have are left out.</summary>
    private static OperatorResult Run(IAnalysisOperator analysis, (string Code, FeatureSet Set)[] inputs, params (string Code, string Value)[] parameters) =>
        OperatorRun.Of(analysis, new Plain(), inputs, [.. parameters.Where(p => analysis.Definition.Parameters.Any(d => d.Code == p.Code))]);

    private static string? Of(OperatorResult result, int row, string field) => Of(result, result.Rows.Features[row], field);

    private static string? Of(OperatorResult result, AnalysisFeature row, string field) => row.Values[result.Rows.PlaceOf(field)];

    private static FeatureSet Paths(params (double East, double North)[][] paths) =>
        new("线", [], [.. paths.Select((p, i) => new AnalysisFeature(i + 1, null, []) { Paths = [new GridPath([.. p.Select(q => At(q.East, q.North))])] })]);

    /// <summary>Cells of 10 m, 40 by 40, that rise a tenth to the east or as a test says; metres from the corner of the paper.</summary>
    private sealed class Plain(Func<double, double, double>? height = null) : ISeenTerrain
    {
        private const int Side = 40;
        private const int Cell = 10;

        public TerrainSource Source { get; } = new("DEM", "数字高程模型", 3, new DateOnly(2025, 12, 31), "s", 0);

        public Result<SlopeOver> Slope(GridMultiPolygon figure, CancellationToken ct) => new Error(AnalysisErrors.NoTerrain);

        public Result<HeightField> Heights(GridEnvelope box, double leastCellMetres, CancellationToken ct)
        {
            var corner = At(0, Side * Cell).ToMetres();
            var cells = Enumerable.Range(0, Side * Side).Select(i => ((i % Side * Cell) + 5.0, ((Side - 1 - (i / Side)) * Cell) + 5.0)).Select(p => (int)Math.Round((height?.Invoke(p.Item1, p.Item2) ?? (500 + (0.1 * p.Item1))) * 1_000));
            return new HeightField(new RasterGrid(corner.East, corner.North, Cell, Cell), Side, Side, [.. cells]);
        }
    }
}
