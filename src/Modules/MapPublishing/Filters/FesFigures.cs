using System.Globalization;
using System.Xml.Linq;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats;
using Guotu.MapPublishing.Ogc;
using NetTopologySuite.Geometries;

namespace Guotu.MapPublishing.Filters;

/// <summary>Spatial operators with GML: Envelope, Point, LineString, Polygon, MultiSurface. Each figure in the system that it names, or the subject's.</summary>
internal sealed class FesFigures(FilterSubject subject, GaussKrugerZone zone)
{
    public Spatial Relation(XElement element, SpatialRelation relation)
    {
        var parts = element.Elements().ToList();
        var reference = parts.FirstOrDefault(p => Local(p) is "ValueReference" or "PropertyName");
        if (reference is not null && FesReader.FieldName(reference.Value) != FilterSubject.GeometryName)
        {
            throw new FilterFault($"{LiteralOperand.Shortened(reference.Value)} 不是图形");
        }

        var figures = parts.Where(p => p != reference).ToList();
        if (figures.Count != 1)
        {
            throw new FilterFault("空间条件要有一个图形");
        }

        var crs = CrsOf(figures[0]);
        return new Spatial(relation, FilterFigures.Usable(Figure(figures[0], crs)), crs.Space);
    }

    private static string Local(XElement element) => element.Name.LocalName;

    private FilterCrs CrsOf(XElement figure) => figure.Attribute("srsName")?.Value is not { Length: > 0 } name
        ? subject.Crs
        : OgcCrs.Find(name, zone)?.Axis ?? throw new FilterFault($"不提供坐标系 {LiteralOperand.Shortened(name)}");

    private static NtsGeometry Figure(XElement figure, FilterCrs crs) => Local(figure) switch
    {
        "Envelope" => FilterFigures.Box([.. Numbers(figure, "lowerCorner"), .. Numbers(figure, "upperCorner")], crs),
        "Point" => FeatureGeometry.Factory.CreatePoint(Places(Numbers(figure, "pos"), crs)[0]),
        "LineString" => FilterFigures.Line(Places(Numbers(figure, "posList"), crs)),
        "Polygon" => PolygonOf(figure, crs),
        "MultiSurface" or "MultiPolygon" => FeatureGeometry.Factory.CreateMultiPolygon(
            [.. figure.Descendants().Where(d => Local(d) == "Polygon").Select(p => PolygonOf(p, crs))]),
        var name => throw new FilterFault($"不支持图形 {LiteralOperand.Shortened(name)}"),
    };

    private static Polygon PolygonOf(XElement polygon, FilterCrs crs)
    {
        var rings = polygon.Elements().Where(e => Local(e) is "exterior" or "interior").ToLookup(Local, e => FilterFigures.Ring(Places(Numbers(e, "posList"), crs)));
        return rings["exterior"].Count() == 1
            ? FeatureGeometry.Factory.CreatePolygon(rings["exterior"].Single(), [.. rings["interior"]])
            : throw new FilterFault("面要有一个外环");
    }

    private static double[] Numbers(XElement figure, string name)
    {
        var text = figure.Descendants().FirstOrDefault(d => Local(d) == name)?.Value ?? throw new FilterFault($"图形缺 {name}");
        return
        [
            .. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(n => double.TryParse(n, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw new FilterFault("坐标不是数")),
        ];
    }

    private static List<Coordinate> Places(double[] numbers, FilterCrs crs) => numbers.Length >= 2 && numbers.Length % 2 == 0
        ? [.. numbers.Chunk(2).Select(p => FilterFigures.At(p[0], p[1], crs))]
        : throw new FilterFault("坐标要成对");
}
