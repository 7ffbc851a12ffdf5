using Guotu.Geo.Geometry;
using Guotu.Geo.StoredRasters;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Terrain;

/// <summary>Figures of the cells that a figure covers (分区统计), each weighted with the share of it that is covered; heights in metres.</summary>
/// <param name="Cells">Sum of the shares.</param>
/// <param name="Lowest">Of the cells touched.</param>
/// <param name="Deviation">Standard deviation of the whole (divided by the sum of the shares).</param>
public sealed record ZonalFigures(double Cells, double SquareMetres, double Lowest, double Highest, double Mean, double Deviation);

/// <summary>Reckons zonal figures.</summary>
public static class ZonalStatistics
{
    /// <summary>Undetermined where any covered cell has no data or lies outside of the DEM.</summary>
    public static Result<TerrainAnswer<ZonalFigures>> Of(HeightField field, GridMultiPolygon figure, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(field);
        var shares = CellShares.OfCells(field, figure, ct);
        if (shares.Error is { } tooLarge)
        {
            return tooLarge;
        }

        var (weight, sum, lowest, highest, outside, empty) = (0.0, 0.0, int.MaxValue, int.MinValue, 0.0, 0.0);
        foreach (var (column, row, share) in shares.Value.All())
        {
            var height = field.At(column, row);
            if (height == RasterCells.NoHeight)
            {
                (outside, empty) = field.Holds(column, row) ? (outside, empty + share) : (outside + share, empty);
                continue;
            }

            weight += share;
            sum += share * height;
            (lowest, highest) = (Math.Min(lowest, height), Math.Max(highest, height));
        }

        if (outside + empty > 0 || weight == 0)
        {
            return (TerrainAnswer<ZonalFigures>)new TerrainDoubt(outside > 0 ? TerrainDoubtKind.OutsideDem : TerrainDoubtKind.NoData, (outside + empty) * field.CellArea);
        }

        var mean = sum / weight;
        var squares = shares.Value.All().Sum(s => s.Share * Square(field.At(s.Column, s.Row) - mean));
        return (TerrainAnswer<ZonalFigures>)new ZonalFigures(
            weight, weight * field.CellArea, lowest / 1000.0, highest / 1000.0, mean / 1000, Math.Sqrt(squares / weight) / 1000);
    }

    private static double Square(double value) => value * value;
}

/// <summary>Area by slope class (坡度分级面积), square metres; class 1 to 5 of <see cref="HornGradient.ClassLimits"/>.</summary>
/// <param name="MeanDegrees">Mean of the cells' angles, weighted with their shares.</param>
/// <param name="SteepestDegrees">Of the cells touched.</param>
/// <param name="AspectSquareMetres">By direction of descent: north, north-east … north-west, each 45° wide, and last level ground (坡向).</param>
public sealed record SlopeFigures(IReadOnlyList<double> SquareMetres, double MeanDegrees, double SteepestDegrees, IReadOnlyList<double> AspectSquareMetres);

/// <summary>Reckons the slope of a figure: of each covered cell by Horn, weighted with its covered share.</summary>
public static class SlopeShares
{
    private const int Directions = 8;

    /// <summary>Undetermined where any covered cell has no slope: without data, beside a cell without, or at the DEM's border.</summary>
    public static Result<TerrainAnswer<SlopeFigures>> Of(HeightField field, GridMultiPolygon figure, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(field);
        var shares = CellShares.OfCells(field, figure, ct);
        if (shares.Error is { } tooLarge)
        {
            return tooLarge;
        }

        var (classes, aspects) = (new double[HornGradient.ClassLimits.Count + 1], new double[Directions + 1]);
        var (weight, angles, steepest, outside, empty) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var (column, row, share) in shares.Value.All())
        {
            if (HornGradient.At(field, column, row) is not { } gradient)
            {
                var isWithin = field.Holds(column - 1, row - 1) && field.Holds(column + 1, row + 1);
                (outside, empty) = isWithin ? (outside, empty + share) : (outside + share, empty);
                continue;
            }

            var angle = gradient.SlopeDegrees;
            weight += share;
            angles += share * angle;
            steepest = Math.Max(steepest, angle);
            classes[gradient.SlopeClass - 1] += share * field.CellArea;
            aspects[gradient.AspectDegrees is { } aspect ? (int)Math.Floor((aspect + 22.5) / 45) % Directions : Directions] += share * field.CellArea;
        }

        return outside + empty > 0 || weight == 0
            ? (TerrainAnswer<SlopeFigures>)new TerrainDoubt(outside > 0 ? TerrainDoubtKind.OutsideDem : TerrainDoubtKind.NoData, (outside + empty) * field.CellArea)
            : (TerrainAnswer<SlopeFigures>)new SlopeFigures(classes, angles / weight, steepest, aspects);
    }
}
