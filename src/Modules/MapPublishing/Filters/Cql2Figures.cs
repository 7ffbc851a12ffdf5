using System.Globalization;
using Guotu.Geo.Formats;
using NetTopologySuite.Geometries;

namespace Guotu.MapPublishing.Filters;

/// <summary>Reads WKT inside CQL2 text, in the filter's axis order; heights are read and do not count.</summary>
internal sealed class Cql2Figures(Cql2Cursor cursor, FilterCrs crs)
{
    private int _points;

    public NtsGeometry Figure() => FilterFigures.Usable(cursor.Nested(Read));

    private NtsGeometry Read()
    {
        var kind = cursor.Take().Text.ToUpperInvariant();
        cursor.TakeIf("Z");
        var factory = FeatureGeometry.Factory;
        return kind switch
        {
            "POINT" => factory.CreatePoint(Parenthesised(Position)),
            "LINESTRING" => FilterFigures.Line(List(Position)),
            "POLYGON" => Polygon(),
            "MULTIPOINT" => factory.CreateMultiPoint([.. List(() => factory.CreatePoint(cursor.Here.IsSign("(") ? Parenthesised(Position) : Position()))]),
            "MULTILINESTRING" => factory.CreateMultiLineString([.. List(() => FilterFigures.Line(List(Position)))]),
            "MULTIPOLYGON" => factory.CreateMultiPolygon([.. List(Polygon)]),
            _ => throw new FilterFault($"没有图形 {LiteralOperand.Shortened(kind)}"),
        };
    }

    private Polygon Polygon()
    {
        var rings = List(() => FilterFigures.Ring(List(Position)));
        return FeatureGeometry.Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]);
    }

    private T Parenthesised<T>(Func<T> inner)
    {
        cursor.Must("(");
        var made = inner();
        cursor.Must(")");
        return made;
    }

    private List<T> List<T>(Func<T> item) => Parenthesised(() =>
    {
        var items = new List<T> { item() };
        while (cursor.TakeIf(","))
        {
            items.Add(item());
        }

        return items;
    });

    private Coordinate Position()
    {
        if (++_points > FilterLimits.Vertices)
        {
            throw new FilterFault($"图形超过 {FilterLimits.Vertices} 点");
        }

        var (first, second) = (Number(), Number());
        if (cursor.Here.Kind == Cql2TokenKind.Number || cursor.Here.IsSign("-"))
        {
            Number();
        }

        return FilterFigures.At(first, second, crs);
    }

    private double Number()
    {
        var minus = cursor.TakeIf("-");
        var text = cursor.Here.Kind == Cql2TokenKind.Number ? cursor.Take().Text : throw cursor.Fault("要有坐标");
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? (minus ? -value : value) : throw cursor.Fault("坐标不是数");
    }
}
