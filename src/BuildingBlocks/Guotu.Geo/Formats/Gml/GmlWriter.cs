using System.Text;
using System.Xml;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Gml;

/// <summary>
/// Writes GML 3.2 simple features; srsName in the urn form, so that positions go in the register's order (north first for ours). Where the plan names
/// a schema file, the types of fields stand in that schema, which comes with the report.
/// </summary>
internal sealed class GmlWriter : IFeatureWriter
{
    private const string Gml = "http://www.opengis.net/gml/3.2";
    private const string Own = "urn:guotu:features";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";
    private readonly XmlWriter _xml;
    private readonly FeatureSchema _schema;
    private readonly CoordinateSystem? _crs;
    private readonly string[] _names;
    private readonly string _type;
    private readonly string? _schemaFile;
    private readonly GmlFileSchema _described;
    private readonly LossLedger _losses = new();
    private long _count;
    private int _shapes;

    public GmlWriter(WritePlan plan, Stream target)
    {
        (_schema, _crs, _schemaFile) = (plan.Schema, plan.Crs is { Epsg: not null } ? plan.Crs : null, plan.SchemaFile);
        _xml = XmlWriter.Create(target, new XmlWriterSettings { Encoding = EncodingFinding.Utf8, CloseOutput = false, NewLineHandling = NewLineHandling.Entitize, CheckCharacters = true, Async = true });
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "geometry", "boundedBy" };
        _type = Name(_schema.Name.Length == 0 ? "layer" : _schema.Name, new HashSet<string>(StringComparer.OrdinalIgnoreCase), _losses, isField: false);
        _names = [.. _schema.Fields.Select(f => Name(f.Name, taken, _losses, isField: true))];
        _described = new GmlFileSchema(_type, _names, _schema.Fields);
        foreach (var field in _schema.Fields.Where(f => f.Kind != FieldKind.Text && _schemaFile is null))
        {
            _losses.Add(FormatErrors.LossTypeChanged, field.Name, 0, "文本(没有附 XML 模式)");
        }

        if (_crs is null)
        {
            _losses.Add(FormatErrors.LossCrs, null, 0, "没有 EPSG 代码");
        }

        _xml.WriteStartElement("gml", "FeatureCollection", Gml);
        _xml.WriteAttributeString("xmlns", "gt", null, Own);
        if (_schemaFile is not null)
        {
            _xml.WriteAttributeString("xsi", "schemaLocation", Instance, $"{Own} {Uri.EscapeDataString(_schemaFile)} {Gml} http://schemas.opengis.net/gml/3.2.1/gml.xsd");
        }

        _xml.WriteAttributeString("id", Gml, "collection");
    }

    public async Task<Result> WriteAsync(Feature feature, CancellationToken ct)
    {
        _count++;
        _xml.WriteStartElement("featureMember", Gml);
        _xml.WriteStartElement("gt", _type, Own);
        _xml.WriteAttributeString("id", Gml, FormattableString.Invariant($"f{_count}"));
        if (feature.Id is not null && feature.Id != FormattableString.Invariant($"f{_count}"))
        {
            _losses.Add(FormatErrors.LossIdentifier, null, _count);
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (ValueText.Of(feature.Values[i]) is { } text)
            {
                var whole = Text(text, _schema.Fields[i].Name);
                _described.Note(i, whole);
                _xml.WriteElementString("gt", _names[i], Own, whole);
            }
        }

        if (FeatureGeometry.HasM(feature.Geometry))
        {
            _losses.Add(FormatErrors.LossMeasure, null, _count);
        }

        if (feature.Geometry is { } geometry)
        {
            WriteGeometry(geometry);
        }

        _xml.WriteEndElement();
        _xml.WriteEndElement();
        if (_count % 64 == 0)
        {
            await _xml.FlushAsync();
        }

        return Result.Done;
    }

    public async Task<Result<WriteReport>> CompleteAsync(CancellationToken ct)
    {
        _xml.WriteEndElement();
        await _xml.FlushAsync();
        return new WriteReport(_count, _losses.ToList()) { Beside = _schemaFile is null ? null : new FileBeside(_schemaFile, _described.ToBytes("gt", Own)) };
    }

    public ValueTask DisposeAsync() => _xml.DisposeAsync();

    /// <summary>A name that XML takes; an underscore for each character that it does not.</summary>
    private static string Name(string name, HashSet<string> taken, LossLedger losses, bool isField)
    {
        var made = new StringBuilder();
        foreach (var c in name)
        {
            made.Append(XmlConvert.IsNCNameChar(c) ? c : '_');
        }

        if (made.Length == 0 || !XmlConvert.IsStartNCNameChar(made[0]))
        {
            made.Insert(0, '_');
        }

        var candidate = made.ToString();
        for (var n = 1; !taken.Add(candidate); n++)
        {
            candidate = FormattableString.Invariant($"{made}_{n}");
        }

        if (candidate != name)
        {
            losses.Add(FormatErrors.LossFieldRenamed, isField ? name : null, 0, candidate);
        }

        return candidate;
    }

    /// <summary>XML 1.0 has no control characters but tab and breaks.</summary>
    private string Text(string text, string field)
    {
        var whole = string.Concat(ValueText.WellFormed(text).EnumerateRunes().Select(r => r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value) ? r.ToString() : "�"));
        if (whole != text)
        {
            _losses.Add(FormatErrors.LossTextChanged, field, _count, "XML 不能写的字符换成了 �");
        }

        return whole;
    }

    private void WriteGeometry(NtsGeometry geometry)
    {
        if (geometry.IsEmpty && geometry is not GeometryCollection)
        {
            _losses.Add(FormatErrors.LossGeometryChanged, null, _count, "空的图形写成没有图形");
            return;
        }

        _xml.WriteStartElement("gt", "geometry", Own);
        Figure(geometry, isTop: true, FeatureGeometry.HasZ(geometry));
        _xml.WriteEndElement();
    }

    private void Figure(NtsGeometry geometry, bool isTop, bool z)
    {
        var (name, member) = geometry switch
        {
            Point => ("Point", string.Empty),
            LineString => ("LineString", string.Empty),
            Polygon => ("Polygon", string.Empty),
            MultiPoint => ("MultiPoint", "pointMember"),
            MultiLineString => ("MultiCurve", "curveMember"),
            MultiPolygon => ("MultiSurface", "surfaceMember"),
            _ => ("MultiGeometry", "geometryMember"),
        };
        if (isTop)
        {
            _described.NoteFigure(name);
        }

        _xml.WriteStartElement(name, Gml);
        _xml.WriteAttributeString("id", Gml, FormattableString.Invariant($"g{++_shapes}"));
        if (isTop && _crs is not null)
        {
            _xml.WriteAttributeString("srsName", CrsName.Urn(_crs));
        }

        if (isTop && z)
        {
            _xml.WriteAttributeString("srsDimension", "3");
        }

        switch (geometry)
        {
            case Point { IsEmpty: false } point:
                Positions("pos", point.CoordinateSequence, z);
                break;
            case LineString { IsEmpty: false } line:
                Positions("posList", line.CoordinateSequence, z);
                break;
            case Polygon polygon:
                Rings(polygon, z);
                break;
            case GeometryCollection parts:
                foreach (var part in parts.Geometries)
                {
                    _xml.WriteStartElement(member, Gml);
                    Figure(part, isTop: false, z);
                    _xml.WriteEndElement();
                }

                break;
            default:
                break;
        }

        _xml.WriteEndElement();
    }

    private void Rings(Polygon polygon, bool z)
    {
        var border = "exterior";
        foreach (var ring in FeatureGeometry.RingsOf(polygon))
        {
            _xml.WriteStartElement(border, Gml);
            _xml.WriteStartElement("LinearRing", Gml);
            Positions("posList", ring.CoordinateSequence, z);
            _xml.WriteEndElement();
            _xml.WriteEndElement();
            border = "interior";
        }
    }

    private void Positions(string name, CoordinateSequence sequence, bool z)
    {
        var northFirst = _crs?.RegisterAxis == AxisOrder.NorthFirst;
        var text = new StringBuilder();
        for (var i = 0; i < sequence.Count; i++)
        {
            var (x, y) = (ValueText.Of(sequence.GetX(i)), ValueText.Of(sequence.GetY(i)));
            text.Append(i == 0 ? string.Empty : " ").Append(northFirst ? y : x).Append(' ').Append(northFirst ? x : y);
            if (z)
            {
                var height = sequence.HasZ ? sequence.GetZ(i) : double.NaN;
                if (double.IsNaN(height))
                {
                    _losses.Add(FormatErrors.LossHeight, null, _count, "没有高程的点写成 0");
                }

                text.Append(' ').Append(ValueText.Of(double.IsNaN(height) ? 0 : height));
            }
        }

        _xml.WriteElementString(name, Gml, text.ToString());
    }
}
