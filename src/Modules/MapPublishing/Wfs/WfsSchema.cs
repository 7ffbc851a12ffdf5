using System.Xml;
using Guotu.Geo.Formats.Gml;
using Guotu.MapPublishing.Filters;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Wfs;

/// <summary>DescribeFeatureType: XML schema of the layers as the caller sees them.</summary>
internal static class WfsSchema
{
    /// <summary>Whole numbers of so many digits fit 32 bits.</summary>
    private const int DigitsOfInt = 9;

    public static void Write(XmlWriter xml, IReadOnlyList<LayerDefinition> layers) =>
        GmlApplicationSchema.Write(xml, (WfsXml.Prefix, WfsXml.Own), layers.Select(l => new GmlFeatureType(l.Code, Properties(l))));

    private static IReadOnlyList<GmlProperty> Properties(LayerDefinition layer) =>
        [.. layer.Fields.Select(Property), new GmlProperty(FilterSubject.GeometryName, "gml:MultiSurfacePropertyType")];

    private static GmlProperty Property(LayerField field) => field.Kind switch
    {
        LayerFieldKind.Date => new(field.Code, "date"),
        LayerFieldKind.Whole when field.Length > 0 => new(field.Code, field.Length <= DigitsOfInt ? "int" : "long", ("totalDigits", field.Length)),
        LayerFieldKind.Whole => new(field.Code, "long"),
        LayerFieldKind.Decimal when field.Length > 0 => new(field.Code, "decimal", ("totalDigits", field.Length), ("fractionDigits", field.Decimals)),
        LayerFieldKind.Decimal => new(field.Code, "decimal"),
        _ when field.Length > 0 => new(field.Code, "string", ("maxLength", field.Length)),
        _ => new(field.Code, "string"),
    };
}
