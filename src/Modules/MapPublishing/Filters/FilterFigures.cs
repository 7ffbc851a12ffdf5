using Guotu.Geo.Formats;
using NetTopologySuite.Geometries;

namespace Guotu.MapPublishing.Filters;

/// <summary>Figures of filters, x first once they are here, whatever order they were written in.</summary>
internal static class FilterFigures
{
    /// <summary>A box of four numbers, or of six with heights, which do not count.</summary>
    public static NtsGeometry Box(IReadOnlyList<double> numbers, FilterCrs crs)
    {
        if (numbers.Count is not (4 or 6) || numbers.Any(n => !double.IsFinite(n)))
        {
            throw new FilterFault("框要有四个数");
        }

        var second = numbers.Count / 2;
        var (west, south) = crs.Place(numbers[0], numbers[1]);
        var (east, north) = crs.Place(numbers[second], numbers[second + 1]);
        return west > east || south > north
            ? throw new FilterFault("框的最小值大于最大值")
            : FeatureGeometry.Factory.ToGeometry(new Envelope(west, east, south, north));
    }

    /// <summary>The figure, where it is one to compute with.</summary>
    public static NtsGeometry Usable(NtsGeometry figure)
    {
        if (figure.IsEmpty || figure.NumPoints > FilterLimits.Vertices)
        {
            throw new FilterFault(figure.IsEmpty ? "图形是空的" : $"图形超过 {FilterLimits.Vertices} 点");
        }

        return figure.IsValid ? figure : throw new FilterFault("图形自身相交或不成面");
    }

    public static Coordinate At(double first, double second, FilterCrs crs)
    {
        if (!double.IsFinite(first) || !double.IsFinite(second))
        {
            throw new FilterFault("坐标不是数");
        }

        var (x, y) = crs.Place(first, second);
        return new Coordinate(x, y);
    }

    public static LinearRing Ring(IReadOnlyList<Coordinate> points) => points.Count >= 4 && points[0].Equals2D(points[^1])
        ? FeatureGeometry.Factory.CreateLinearRing([.. points])
        : throw new FilterFault("环要闭合,至少四点");

    public static LineString Line(IReadOnlyList<Coordinate> points) => points.Count >= 2
        ? FeatureGeometry.Factory.CreateLineString([.. points])
        : throw new FilterFault("线至少两点");
}
