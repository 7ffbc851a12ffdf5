using System.Globalization;
using System.Text;
using System.Xml;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.MapPublishing.Filters;
using Guotu.MapPublishing.Ogc;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Wfs;

/// <summary>Features as GML 3.2: attributes as they are stored, figures as MultiSurface in the answer's system and axis order.</summary>
internal sealed class GmlFeatures(XmlWriter xml, ISeenLayer layer, Positions positions, IReadOnlySet<string>? chosen)
{
    private readonly (int Place, string Code)[] _fields =
    [
        .. from field in layer.Definition.Fields
           let place = layer.PlaceOf(field.Code)
           where place >= 0 && chosen?.Contains(field.Code) != false
           select (place, field.Code),
    ];

    private readonly bool _withGeometry = chosen?.Contains(FilterSubject.GeometryName) != false;

    /// <summary>Where the schema is, said on a feature that stands by itself; null inside of a collection, which says it.</summary>
    public string? SchemaLocation { get; init; }

    public void Write(SnapshotFeature feature)
    {
        var code = layer.Definition.Code;
        var id = code + "." + feature.Id.ToString(CultureInfo.InvariantCulture);
        xml.WriteStartElement(WfsXml.Prefix, code, WfsXml.Own);
        if (SchemaLocation is not null)
        {
            xml.WriteAttributeString("xsi", "schemaLocation", WfsXml.Instance, SchemaLocation);
        }

        xml.WriteAttributeString("id", WfsXml.Gml, id);
        foreach (var (place, field) in _fields)
        {
            if (feature.Attributes[place] is { Length: > 0 } value)
            {
                xml.WriteElementString(WfsXml.Prefix, field, WfsXml.Own, WfsXml.Clean(value));
            }
        }

        if (_withGeometry)
        {
            xml.WriteStartElement(WfsXml.Prefix, FilterSubject.GeometryName, WfsXml.Own);
            WriteShape(feature.Shape, id);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void WriteShape(GridMultiPolygon shape, string id)
    {
        xml.WriteStartElement("MultiSurface", WfsXml.Gml);
        xml.WriteAttributeString("id", WfsXml.Gml, id + ".g");
        xml.WriteAttributeString("srsName", positions.Crs.Urn);
        var part = 0;
        foreach (var polygon in shape.Normalized().Polygons)
        {
            xml.WriteStartElement("surfaceMember", WfsXml.Gml);
            xml.WriteStartElement("Polygon", WfsXml.Gml);
            xml.WriteAttributeString("id", WfsXml.Gml, string.Create(CultureInfo.InvariantCulture, $"{id}.g.{++part}"));
            WriteRing("exterior", polygon.Outer);
            foreach (var hole in polygon.Holes)
            {
                WriteRing("interior", hole);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void WriteRing(string border, GridRing ring)
    {
        var text = new StringBuilder();
        foreach (var point in ring.Points.Append(ring.Points[0]))
        {
            var (first, second) = positions.Of(point);
            text.Append(text.Length == 0 ? string.Empty : " ").Append(CultureInfo.InvariantCulture, $"{first} {second}");
        }

        xml.WriteStartElement(border, WfsXml.Gml);
        xml.WriteStartElement("LinearRing", WfsXml.Gml);
        xml.WriteElementString("posList", WfsXml.Gml, text.ToString());
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
