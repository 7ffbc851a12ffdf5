using System.Xml;
using System.Xml.Linq;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Gml;

/// <summary>
/// Reads GML feature collections: no DTD, no entities, nothing fetched. The file is gone through once to learn its fields; values are
/// text, for the schema that would tell their types lies elsewhere.
/// </summary>
internal sealed class GmlReader : FileFeatureReader
{
    private const int MostFields = 4_096;
    private static readonly XName Nil = XName.Get("nil", "http://www.w3.org/2001/XMLSchema-instance");
    private readonly string _path;
    private readonly FoundEncoding _encoding;
    private readonly ReadLimits _limits;
    private readonly string _type;

    private GmlReader(string path, FoundEncoding encoding, ReadChoices choices)
    {
        (_path, _encoding, _limits, _type) = (path, encoding, choices.Limits, string.Empty);
        var (types, fields, kinds, count, srsName) = (new Dictionary<string, long>(StringComparer.Ordinal), new Dictionary<string, List<string>>(StringComparer.Ordinal), new HashSet<GeometryKind>(), 0L, default(string));
        foreach (var (element, line) in Elements())
        {
            var name = element.Name.LocalName;
            types[name] = types.GetValueOrDefault(name) + 1;
            Learn(element, fields.TryGetValue(name, out var known) ? known : fields[name] = [], line);
            count++;
        }

        _type = LayerChoice.Of([.. types.Keys], t => [t], choices.Layer);
        Count = types[_type];
        Schema = new FeatureSchema(_type, [.. fields[_type].Select(f => new FieldDefinition(f, FieldKind.Text))]);
        foreach (var element in Elements().Where(e => e.Element.Name.LocalName == _type).Select(e => e.Element))
        {
            srsName ??= SrsName(element);
            kinds.Add(KindOf(element));
        }

        kinds.Remove(GeometryKind.None);
        Schema = Schema with { Geometry = kinds.Count == 1 ? kinds.First() : GeometryKind.Mixed };
        Conclude(new Findings(FileFormat.Gml, "XML,有 GML 的要素集合") { Encoding = encoding, Layers = [.. types.Keys] }, Stated(srsName), choices);
    }

    public static Result<IFeatureReader> Open(string path, FoundEncoding encoding, ReadChoices choices) =>
        Guard<IFeatureReader>(() => new GmlReader(path, encoding, choices))!.Value;

    protected override IEnumerable<Feature> Features(CancellationToken ct)
    {
        var (record, first) = (0L, default(string));
        foreach (var (element, line) in Elements().Where(e => e.Element.Name.LocalName == _type))
        {
            ct.ThrowIfCancellationRequested();
            record++;
            var where = FormattableString.Invariant($"第 {record} 个要素(第 {line} 行)");
            var values = new object?[Schema.Fields.Count];
            NtsGeometry? geometry = null;
            foreach (var child in element.Elements())
            {
                if (GeometryOf(child) is { } shape)
                {
                    var name = SrsName(child);
                    first ??= name;
                    geometry = geometry is not null ? throw FormatFault.Record(where, "有两个图形")
                        : name is not null && name != first ? throw FormatFault.Record(where, $"坐标系 {name} 与前面的 {first} 不同")
                        : new GmlGeometry(where).Read(shape);
                }
                else if (Schema.IndexOf(child.Name.LocalName) is >= 0 and var index)
                {
                    values[index] = Value(child);
                }
            }

            yield return new Feature(new FeatureOrigin(record, line), geometry, values) { Id = IdOf(element) };
        }
    }

    private static string? IdOf(XElement element) =>
        element.Attributes().FirstOrDefault(a => a.Name.LocalName is "id" or "fid" && (a.Name.NamespaceName.Length == 0 || a.Name.NamespaceName.Contains("gml", StringComparison.Ordinal)))?.Value;

    private static string? Value(XElement element) => (string?)element.Attribute(Nil) is "true" or "1" ? null : element.Value;

    private static XElement? GeometryOf(XElement property) => property.Elements().FirstOrDefault() is { } shape && IsShape(shape) ? shape : null;

    /// <summary>Any element of GML inside a property is a geometry; one that is not read is refused, not passed over.</summary>
    private static bool IsShape(XElement element) => element.Name.NamespaceName.StartsWith("http://www.opengis.net/gml", StringComparison.Ordinal) && element.Name.LocalName is not ("Envelope" or "Box" or "Null" or "null");

    private static string? SrsName(XElement element) => element.DescendantsAndSelf().Select(e => e.Attribute("srsName")?.Value).FirstOrDefault(n => n is not null);

    private static GeometryKind KindOf(XElement feature) => feature.Elements().Select(GeometryOf).FirstOrDefault(g => g is not null)?.Name.LocalName switch
    {
        null => GeometryKind.None,
        "Point" or "MultiPoint" => GeometryKind.Point,
        "LineString" or "Curve" or "MultiLineString" or "MultiCurve" => GeometryKind.Line,
        "Polygon" or "Surface" or "MultiPolygon" or "MultiSurface" => GeometryKind.Polygon,
        _ => GeometryKind.Mixed,
    };

    private static StatedReference Stated(string? srsName)
    {
        if (srsName is null)
        {
            return new StatedReference(null, "没有 srsName", null);
        }

        return CrsName.Read(srsName) is { } named
            ? new StatedReference(named.Crs, $"srsName {srsName}", named.Axis)
            : new StatedReference(CoordinateSystem.Foreign(srsName.Length > 100 ? srsName[..100] : srsName), "srsName", AxisOrder.EastFirst);
    }

    private static void Learn(XElement element, List<string> fields, int line)
    {
        foreach (var child in element.Elements().Where(c => c.Name.LocalName != "boundedBy" && GeometryOf(c) is null))
        {
            if (child.HasElements)
            {
                throw FormatFault.AtLine(line, $"属性“{child.Name.LocalName}”里还有下级元素,不是简单要素");
            }

            if (!fields.Contains(child.Name.LocalName))
            {
                fields.Add(fields.Count < MostFields ? child.Name.LocalName : throw FormatFault.AtLine(line, "字段过多"));
            }
        }
    }

    private IEnumerable<(XElement Element, int Line)> Elements()
    {
        using var text = new StreamReader(_path, _encoding.Encoding, detectEncodingFromByteOrderMarks: true);
        using var xml = XmlReader.Create(text, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = _limits.MaxBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
        var members = false;
        while (Next(() => xml.Read(), xml))
        {
            var isMember = xml.NodeType == XmlNodeType.Element && xml.LocalName is "featureMember" or "featureMembers" or "member" or "members";
            members |= isMember;
            if (!isMember || xml.IsEmptyElement)
            {
                continue;
            }

            var depth = xml.Depth;
            Next(() => xml.Read(), xml);
            while (!xml.EOF && xml.Depth > depth)
            {
                if (xml.NodeType != XmlNodeType.Element)
                {
                    Next(() => xml.Read(), xml);
                    continue;
                }

                var line = ((IXmlLineInfo)xml).LineNumber;
                XElement? element = null;
                Next(() => (element = (XElement)XNode.ReadFrom(xml)) is not null, xml);
                yield return (element!, line);
            }
        }

        if (!members)
        {
            throw FormatFault.Structure(Path.GetFileName(_path), "没有 GML 要素(featureMember)");
        }
    }

    private static bool Next(Func<bool> read, XmlReader xml)
    {
        try
        {
            return read();
        }
        catch (XmlException fault)
        {
            throw FormatFault.AtLine(Math.Max(1, fault.LineNumber), fault.Message.Contains("DTD", StringComparison.Ordinal) ? "XML 里有 DTD,不接收" : xml.EOF ? "XML 不完整" : "不是合格的 XML,或文件不完整");
        }
    }
}
