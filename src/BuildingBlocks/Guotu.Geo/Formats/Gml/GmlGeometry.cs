using System.Globalization;
using System.Xml.Linq;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Gml;

/// <summary>Reads GML geometries of the simple features profile, versions 2, 3.1 and 3.2, positions as the file writes them.</summary>
internal sealed class GmlGeometry(string where)
{
    private const int Deepest = 8;
    private static readonly GeometryFactory Make = FeatureGeometry.Factory;
    private static readonly string[] Names =
    [
        "Point", "LineString", "LinearRing", "Curve", "Polygon", "Surface", "MultiPoint", "MultiLineString", "MultiCurve", "MultiPolygon", "MultiSurface", "MultiGeometry",
    ];

    private int _ring;

    public static bool IsGeometry(XElement element) => element.Name.NamespaceName.StartsWith("http://www.opengis.net/gml", StringComparison.Ordinal) && Names.Contains(element.Name.LocalName);

    public NtsGeometry Read(XElement element) => Read(element, 2, 0);

    private NtsGeometry Read(XElement element, int dimension, int depth)
    {
        dimension = Dimension(element, dimension);
        return element.Name.LocalName switch
        {
            "Point" => Point(element, dimension),
            "LineString" or "Curve" => Line(element, dimension),
            "Polygon" or "Surface" => Surface(element, dimension),
            "MultiPoint" => Make.CreateMultiPoint([.. Members(element, dimension, depth).Select(Cast<Point>)]),
            "MultiLineString" or "MultiCurve" => Make.CreateMultiLineString([.. Members(element, dimension, depth).Select(Cast<LineString>)]),
            "MultiPolygon" or "MultiSurface" => Make.CreateMultiPolygon([.. Members(element, dimension, depth).SelectMany(FeatureGeometry.Parts).Select(Cast<Polygon>)]),
            "MultiGeometry" => Make.CreateGeometryCollection([.. Members(element, dimension, depth)]),
            var other => throw new FormatFault(new Error(FormatErrors.NotCarried, ("where", where), ("what", $"GML 图形 {(other.Length > 40 ? other[..40] : other)}"))),
        };
    }

    private IEnumerable<NtsGeometry> Members(XElement element, int dimension, int depth) => depth < Deepest
        ? element.Elements().Where(e => e.Name.LocalName.EndsWith("ember", StringComparison.Ordinal) || e.Name.LocalName.EndsWith("embers", StringComparison.Ordinal))
            .SelectMany(m => m.Elements()).Select(e => Read(e, dimension, depth + 1))
        : throw Broken("图形集合套得太深");

    private T Cast<T>(NtsGeometry part)
        where T : NtsGeometry => part as T ?? throw Broken("部分的类型不对");

    private Point Point(XElement element, int dimension)
    {
        var list = Positions(element, dimension);
        return list.Count switch { 0 => Make.CreatePoint(), 1 => list.ToPoint(), _ => throw Broken("点有几个坐标") };
    }

    private LineString Line(XElement element, int dimension)
    {
        var list = Curve(element, dimension);
        return list.Count is 0 or >= 2 ? list.ToLine() : throw Broken("线只有 1 个点");
    }

    /// <summary>Segments of a curve follow each other; only straight ones are read.</summary>
    private PositionList Curve(XElement element, int dimension)
    {
        var segments = element.Elements().FirstOrDefault(e => e.Name.LocalName == "segments");
        if (segments is null)
        {
            return Positions(element, dimension);
        }

        PositionList? joined = null;
        foreach (var segment in segments.Elements())
        {
            if (segment.Name.LocalName != "LineStringSegment")
            {
                throw new FormatFault(new Error(FormatErrors.NotCarried, ("where", where), ("what", "弧线段")));
            }

            var list = Positions(segment, Dimension(segment, dimension));
            if (joined is null)
            {
                joined = list;
            }
            else
            {
                joined.Append(list, 1);
            }
        }

        return joined ?? new PositionList(hasZ: false, hasM: false);
    }

    private NtsGeometry Surface(XElement element, int dimension)
    {
        var patches = element.Elements().FirstOrDefault(e => e.Name.LocalName is "patches" or "polygonPatches");
        if (patches is null)
        {
            return Polygon(element, dimension);
        }

        var polygons = patches.Elements().Select(p => p.Name.LocalName == "PolygonPatch" ? Polygon(p, Dimension(p, dimension)) : throw Broken("面片不是 PolygonPatch")).ToArray();
        return polygons.Length == 1 ? polygons[0] : Make.CreateMultiPolygon(polygons);
    }

    private Polygon Polygon(XElement element, int dimension)
    {
        LinearRing? outer = null;
        var holes = new List<LinearRing>();
        foreach (var border in element.Elements())
        {
            switch (border.Name.LocalName)
            {
                case "exterior" or "outerBoundaryIs" when outer is null:
                    outer = Ring(border, dimension);
                    break;
                case "interior" or "innerBoundaryIs":
                    holes.Add(Ring(border, dimension));
                    break;
                default:
                    break;
            }
        }

        return outer is not null ? Make.CreatePolygon(outer, [.. holes]) : holes.Count == 0 ? Make.CreatePolygon() : throw Broken("面没有外圈");
    }

    private LinearRing Ring(XElement border, int dimension)
    {
        _ring++;
        var element = border.Elements().FirstOrDefault(e => e.Name.LocalName is "LinearRing" or "Ring") ?? throw FormatFault.Ring(where, _ring, "没有坐标");
        dimension = Dimension(element, dimension);
        PositionList list;
        if (element.Name.LocalName == "LinearRing")
        {
            list = Positions(element, dimension);
        }
        else
        {
            var curves = element.Descendants().Where(e => e.Name.LocalName is "Curve" or "LineString").Select(c => Curve(c, Dimension(c, dimension))).ToArray();
            list = curves.Length > 0 ? curves[0] : throw FormatFault.Ring(where, _ring, "没有坐标");
            foreach (var curve in curves.Skip(1))
            {
                list.Append(curve, 1);
            }
        }

        return list.Count >= 4 && list.IsClosed ? list.ToRing() : throw FormatFault.Ring(where, _ring, list.Count < 4 ? FormattableString.Invariant($"只有 {list.Count} 个点,围不成面") : "首尾没有闭合");
    }

    private PositionList Positions(XElement element, int dimension)
    {
        var list = new PositionList(dimension == 3, hasM: false);
        foreach (var child in element.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "pos" or "posList":
                    Add(list, Numbers(child.Value, char.IsWhiteSpace), Dimension(child, dimension), dimension);
                    break;
                case "coordinates":
                    foreach (var tuple in child.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                    {
                        var numbers = Numbers(tuple, c => c == ',');
                        list = list.Count == 0 && numbers.Count == 3 ? new PositionList(hasZ: true, hasM: false) : list;
                        list.Add(numbers[0], numbers.Count > 1 ? numbers[1] : throw Broken("坐标不足两个数"), numbers.Count > 2 ? numbers[2] : double.NaN);
                    }

                    break;
                case "pointMember" or "pointProperty":
                    throw Broken("线由点引用构成");
                default:
                    break;
            }
        }

        return list;
    }

    private void Add(PositionList list, List<double> numbers, int own, int dimension)
    {
        // A single pos may have a height without saying so.
        var size = own == 2 && numbers.Count == 3 ? 3 : own;
        if (numbers.Count % size != 0)
        {
            throw Broken(FormattableString.Invariant($"坐标有 {numbers.Count} 个数,不是 {size} 的倍数"));
        }

        for (var i = 0; i < numbers.Count; i += size)
        {
            list.Add(numbers[i], numbers[i + 1], size == 3 && dimension == 3 ? numbers[i + 2] : double.NaN);
        }
    }

    private List<double> Numbers(string text, Func<char, bool> separates)
    {
        var numbers = new List<double>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isBreak = i == text.Length || separates(text[i]) || char.IsWhiteSpace(text[i]);
            if (!isBreak)
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                numbers.Add(double.TryParse(text.AsSpan(start, i - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Broken("坐标不是数字"));
                start = -1;
            }
        }

        return numbers.Count > 0 || text.AsSpan().Trim().IsEmpty ? numbers : throw Broken("坐标不是数字");
    }

    private int Dimension(XElement element, int inherited) => (element.Attribute("srsDimension") ?? element.Attribute("dimension"))?.Value switch
    {
        null => inherited,
        "2" => 2,
        "3" => 3,
        _ => throw Broken("坐标维数不是 2 或 3"),
    };

    private FormatFault Broken(string reason) => FormatFault.Record(where, reason);
}
