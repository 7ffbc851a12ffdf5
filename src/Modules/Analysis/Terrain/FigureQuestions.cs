using System.Globalization;
using Guotu.Geo.Geometry;
using Guotu.Geo.Terrain;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.Terrain;

/// <summary>Slope, heights and earthworks of a figure on the finest cells.</summary>
internal static class FigureQuestions
{
    private static readonly string[] Directions = ["N 北", "NE 东北", "E 东", "SE 东南", "S 南", "SW 西南", "W 西", "NW 西北", "FLAT 平地"];

    public static Result<SlopeView> Slope(OpenGround ground, GridMultiPolygon figure, CancellationToken ct) =>
        Answer(ground, figure, (field, token) => SlopeShares.Of(field, figure, token), (basis, doubt, value) => new SlopeView(
            basis, doubt, Rounded(value?.MeanDegrees, 2), Rounded(value?.SteepestDegrees, 2),
            value is null ? [] : Shares(value.SquareMetres, Enumerable.Range(1, 5).Select(c => (c.ToString(CultureInfo.InvariantCulture), ClassName(c)))),
            value is null ? [] : Shares(value.AspectSquareMetres, Directions.Select(d => d.Split(' ')).Select(d => (d[0], d[1])))), ct);

    public static Result<ZonalView> Heights(OpenGround ground, GridMultiPolygon figure, CancellationToken ct) =>
        Answer(ground, figure, (field, token) => ZonalStatistics.Of(field, figure, token), (basis, doubt, value) => new ZonalView(
            basis, doubt, Rounded(value?.SquareMetres, 2), value?.Lowest, value?.Highest, Rounded(value?.Mean, 3), Rounded(value?.Deviation, 3)), ct);

    public static Result<EarthworksView> Earthworks(OpenGround ground, GridMultiPolygon figure, EarthworksBody body, CancellationToken ct)
    {
        var box = figure.Envelope;
        var middle = new GridPoint(box.MinEast + (box.Width / 2), box.MinNorth + (box.Height / 2)).ToMetres();
        var design = new DesignPlane(body.DesignHeight, middle.East, middle.North, body.RiseEast ?? 0, body.RiseNorth ?? 0);
        return Answer(ground, figure, (field, token) => Geo.Terrain.Earthworks.Of(field, figure, design, token), (basis, doubt, value) => new EarthworksView(
            basis, doubt, body.DesignHeight, Rounded(value?.SquareMetres, 2), Rounded(value?.Cut, 2), Rounded(value?.Fill, 2), Rounded(value?.Cut - value?.Fill, 2),
            Rounded(value?.BalanceHeight, 3), Rounded(value?.MeanGround, 3)), ct);
    }

    private static Result<TView> Answer<T, TView>(
        OpenGround ground, GridMultiPolygon figure, Func<HeightField, CancellationToken, Result<TerrainAnswer<T>>> ask, Func<TerrainBasis, TerrainDoubtView?, T?, TView> view, CancellationToken ct)
        where T : class
    {
        var field = ground.Field(figure.Envelope, 0, ct);
        if (field.Error is { } unread)
        {
            return unread;
        }

        return ask(field.Value, ct).Map(answer => view(ground.Basis(0), DoubtView(answer.Doubt), answer.Value));
    }

    public static TerrainDoubtView? DoubtView(TerrainDoubt? doubt) => doubt is null ? null : new TerrainDoubtView(
        doubt.Kind == TerrainDoubtKind.OutsideDem ? "outside" : "no-data",
        Math.Round(doubt.SquareMetres, 2),
        (doubt.Kind == TerrainDoubtKind.OutsideDem ? "超出高程模型的范围" : "涉及没有高程数据(或无权查看)的地方") + (doubt.SquareMetres > 0
            ? string.Create(CultureInfo.InvariantCulture, $",约 {doubt.SquareMetres:N0} 平方米") : string.Empty) + ",无法判定");

    private static IReadOnlyList<TerrainShare> Shares(IReadOnlyList<double> areas, IEnumerable<(string Code, string Name)> names)
    {
        var sum = areas.Sum();
        return [.. names.Select((n, i) => new TerrainShare(n.Code, n.Name, Math.Round(areas[i], 2), Math.Round(areas[i] / sum, 6)))];
    }

    private static string ClassName(int number)
    {
        var limits = HornGradient.ClassLimits;
        return number == 1 ? $"≤{limits[0]}°" : number > limits.Count ? $">{limits[^1]}°" : $"{limits[number - 2]}°~{limits[number - 1]}°";
    }

    private static double? Rounded(double? value, int decimals) => value is { } number ? Math.Round(number, decimals) : null;
}
