using System.Globalization;
using System.Xml;

namespace Guotu.Geo.Formats.Gml;

/// <summary>A feature type of an XML schema (要素类型).</summary>
/// <param name="Name">Element name; the type is called the same with <c>Type</c> behind it.</param>
/// <param name="Properties">In the order in which features write them; each may be left out of a feature.</param>
public sealed record GmlFeatureType(string Name, IReadOnlyList<GmlProperty> Properties);

/// <summary>A property of a feature type.</summary>
/// <param name="Name">Element name.</param>
/// <param name="Type">Type of XML Schema such as <c>decimal</c>, or of GML such as <c>gml:MultiSurfacePropertyType</c>.</param>
/// <param name="Facets">What bounds a simple type, such as <c>maxLength</c> of 40.</param>
public sealed record GmlProperty(string Name, string Type, params (string Name, int Value)[] Facets);

/// <summary>Writes application schemas of GML 3.2 (ISO 19136, 应用模式) for simple features: the service's description of its layers and the schema beside a file.</summary>
public static class GmlApplicationSchema
{
    private const string Schema = "http://www.w3.org/2001/XMLSchema";
    private const string Gml = "http://www.opengis.net/gml/3.2";

    /// <summary>Writes the document element; GML itself is named by its public address, which nothing of ours fetches.</summary>
    /// <param name="xml">Where; without a document element yet.</param>
    /// <param name="own">Namespace of the types, and the prefix that it is written with.</param>
    /// <param name="types">The feature types.</param>
    public static void Write(XmlWriter xml, (string Prefix, string Namespace) own, IEnumerable<GmlFeatureType> types)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(types);
        xml.WriteStartElement("xsd", "schema", Schema);
        xml.WriteAttributeString("xmlns", "gml", null, Gml);
        xml.WriteAttributeString("xmlns", own.Prefix, null, own.Namespace);
        xml.WriteAttributeString("targetNamespace", own.Namespace);
        xml.WriteAttributeString("elementFormDefault", "qualified");
        xml.WriteStartElement("import", Schema);
        xml.WriteAttributeString("namespace", Gml);
        xml.WriteAttributeString("schemaLocation", "http://schemas.opengis.net/gml/3.2.1/gml.xsd");
        xml.WriteEndElement();
        foreach (var type in types)
        {
            WriteType(xml, own.Prefix, type);
        }

        xml.WriteEndElement();
    }

    private static void WriteType(XmlWriter xml, string prefix, GmlFeatureType type)
    {
        xml.WriteStartElement("element", Schema);
        xml.WriteAttributeString("name", type.Name);
        xml.WriteAttributeString("type", $"{prefix}:{type.Name}Type");
        xml.WriteAttributeString("substitutionGroup", "gml:AbstractFeature");
        xml.WriteEndElement();
        xml.WriteStartElement("complexType", Schema);
        xml.WriteAttributeString("name", type.Name + "Type");
        xml.WriteStartElement("complexContent", Schema);
        xml.WriteStartElement("extension", Schema);
        xml.WriteAttributeString("base", "gml:AbstractFeatureType");
        xml.WriteStartElement("sequence", Schema);
        foreach (var property in type.Properties)
        {
            WriteProperty(xml, property);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteProperty(XmlWriter xml, GmlProperty property)
    {
        xml.WriteStartElement("element", Schema);
        xml.WriteAttributeString("name", property.Name);
        xml.WriteAttributeString("minOccurs", "0");
        if (property.Type.Contains(':', StringComparison.Ordinal))
        {
            xml.WriteAttributeString("type", property.Type);
            xml.WriteEndElement();
            return;
        }

        xml.WriteStartElement("simpleType", Schema);
        xml.WriteStartElement("restriction", Schema);
        xml.WriteAttributeString("base", "xsd:" + property.Type);
        foreach (var (name, value) in property.Facets)
        {
            xml.WriteStartElement(name, Schema);
            xml.WriteAttributeString("value", value.ToString(CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
