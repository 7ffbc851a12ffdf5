using System.Globalization;

namespace Guotu.MapPublishing.Filters;

/// <summary>Reads S_INTERSECTS(geometry, POLYGON((…))) and its like; the figure may stand on either side.</summary>
internal sealed class Cql2SpatialReader(Cql2Cursor cursor, FilterSubject subject)
{
    public Spatial Predicate()
    {
        var relation = RelationOf(cursor.Take().Text);
        cursor.Must("(");
        var first = FigureOrField();
        cursor.Must(",");
        var second = FigureOrField();
        cursor.Must(")");
        return (first, second) switch
        {
            (null, { } figure) => new Spatial(relation, figure, subject.Crs.Space),
            ({ } figure, null) => new Spatial(Turned(relation), figure, subject.Crs.Space),
            _ => throw new FilterFault("空间条件要有一个 geometry 和一个图形"),
        };
    }

    private static SpatialRelation RelationOf(string name) => name.ToUpperInvariant() switch
    {
        "S_INTERSECTS" => SpatialRelation.Intersects,
        "S_DISJOINT" => SpatialRelation.Disjoint,
        "S_EQUALS" => SpatialRelation.Equals,
        "S_TOUCHES" => SpatialRelation.Touches,
        "S_CROSSES" => SpatialRelation.Crosses,
        "S_WITHIN" => SpatialRelation.Within,
        "S_CONTAINS" => SpatialRelation.Contains,
        "S_OVERLAPS" => SpatialRelation.Overlaps,
        _ => throw new FilterFault($"没有空间条件 {LiteralOperand.Shortened(name)}"),
    };

    private static SpatialRelation Turned(SpatialRelation relation) => relation switch
    {
        SpatialRelation.Within => SpatialRelation.Contains,
        SpatialRelation.Contains => SpatialRelation.Within,
        _ => relation,
    };

    /// <summary>Null for the layer's geometry.</summary>
    private NtsGeometry? FigureOrField()
    {
        var here = cursor.Here;
        if (here.Kind is Cql2TokenKind.Word or Cql2TokenKind.QuotedName && here.Text == FilterSubject.GeometryName)
        {
            cursor.Take();
            return null;
        }

        if (here.Kind != Cql2TokenKind.Word)
        {
            throw cursor.Fault("要有 geometry 或图形");
        }

        return here.Is("BBOX") ? Box() : new Cql2Figures(cursor, subject.Crs).Figure();
    }

    private NtsGeometry Box()
    {
        cursor.Take();
        cursor.Must("(");
        var numbers = new List<double>();
        do
        {
            var minus = cursor.TakeIf("-");
            var text = cursor.Here.Kind == Cql2TokenKind.Number ? cursor.Take().Text : throw cursor.Fault("要有数");
            numbers.Add((minus ? -1 : 1) * double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        }
        while (cursor.TakeIf(","));
        cursor.Must(")");
        return FilterFigures.Box(numbers, subject.Crs);
    }
}
