using System.Globalization;
using System.Xml;
using Guotu.MapPublishing.Filters;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Wfs;

/// <summary>DescribeFeatureType: XML schema of the layers as the caller sees them.</summary>
internal static class WfsSchema
{
    public static void Write(XmlWriter xml, IReadOnlyList<LayerDefinition> layers)
    {
        xml.WriteStartElement("xsd", "schema", WfsXml.Schema);
        xml.WriteAttributeString("xmlns", "gml", null, WfsXml.Gml);
        xml.WriteAttributeString("xmlns", WfsXml.Prefix, null, WfsXml.Own);
        xml.WriteAttributeString("targetNamespace", WfsXml.Own);
        xml.WriteAttributeString("elementFormDefault", "qualified");
        xml.WriteStartElement("import", WfsXml.Schema);
        xml.WriteAttributeString("namespace", WfsXml.Gml);
        xml.WriteAttributeString("schemaLocation", "http://schemas.opengis.net/gml/3.2.1/gml.xsd");
        xml.WriteEndElement();
        foreach (var layer in layers)
        {
            WriteType(xml, layer);
        }

        xml.WriteEndElement();
    }

    private static void WriteType(XmlWriter xml, LayerDefinition layer)
    {
        xml.WriteStartElement("element", WfsXml.Schema);
        xml.WriteAttributeString("name", layer.Code);
        xml.WriteAttributeString("type", $"{WfsXml.Prefix}:{layer.Code}Type");
        xml.WriteAttributeString("substitutionGroup", "gml:AbstractFeature");
        xml.WriteEndElement();
        xml.WriteStartElement("complexType", WfsXml.Schema);
        xml.WriteAttributeString("name", layer.Code + "Type");
        xml.WriteStartElement("complexContent", WfsXml.Schema);
        xml.WriteStartElement("extension", WfsXml.Schema);
        xml.WriteAttributeString("base", "gml:AbstractFeatureType");
        xml.WriteStartElement("sequence", WfsXml.Schema);
        foreach (var field in layer.Fields)
        {
            WriteField(xml, field);
        }

        xml.WriteStartElement("element", WfsXml.Schema);
        xml.WriteAttributeString("name", FilterSubject.GeometryName);
        xml.WriteAttributeString("type", "gml:MultiSurfacePropertyType");
        xml.WriteAttributeString("minOccurs", "0");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteField(XmlWriter xml, LayerField field)
    {
        xml.WriteStartElement("element", WfsXml.Schema);
        xml.WriteAttributeString("name", field.Code);
        xml.WriteAttributeString("minOccurs", "0");
        xml.WriteStartElement("simpleType", WfsXml.Schema);
        xml.WriteStartElement("restriction", WfsXml.Schema);
        xml.WriteAttributeString("base", "xsd:" + field.Kind switch
        {
            LayerFieldKind.Whole => field.Length is > 0 and < 10 ? "int" : "long",
            LayerFieldKind.Decimal => "decimal",
            LayerFieldKind.Date => "date",
            _ => "string",
        });
        if (field is { Kind: LayerFieldKind.Text, Length: > 0 })
        {
            Facet(xml, "maxLength", field.Length);
        }
        else if (field is { Kind: LayerFieldKind.Decimal, Length: > 0 })
        {
            Facet(xml, "totalDigits", field.Length);
            Facet(xml, "fractionDigits", field.Decimals);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Facet(XmlWriter xml, string name, int value)
    {
        xml.WriteStartElement(name, WfsXml.Schema);
        xml.WriteAttributeString("value", value.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }
}
