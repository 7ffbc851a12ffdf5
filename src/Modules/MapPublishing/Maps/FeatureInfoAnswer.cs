using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml.Linq;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Maps;

/// <summary>Features at a place as JSON, text or GML.</summary>
internal static class FeatureInfoAnswer
{
    public static readonly IReadOnlyList<string> Formats = ["application/json", "text/plain", "application/vnd.ogc.gml"];
    private static readonly XNamespace Gml = "http://www.opengis.net/gml";

    public static IResult Of(string format, IReadOnlyList<FoundFeature> found, GaussKrugerZone zone) => format switch
    {
        "application/json" or "application/geo+json" => Results.Bytes(Json(found, zone), format),
        "text/plain" => Results.Text(Plain(found), "text/plain; charset=utf-8"),
        "application/vnd.ogc.gml" or "text/xml" => Results.Text(GmlText(found, zone), format + "; charset=utf-8"),
        _ => Wms.WmsFault.Of(OgcParameters.Refused("INFO_FORMAT", "只有 " + string.Join("、", Formats))),
    };

    private static byte[] Json(IReadOnlyList<FoundFeature> found, GaussKrugerZone zone)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var one in found)
            {
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                json.WriteString("id", one.Code + "." + one.Id);
                json.WriteStartObject("properties");
                foreach (var (field, value) in one.Values)
                {
                    json.WriteString(field.Code, value);
                }

                json.WriteEndObject();
                json.WritePropertyName("geometry");
                FigureGeoJson.Write(json, one.Shape, zone);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static string Plain(IReadOnlyList<FoundFeature> found)
    {
        var text = new StringBuilder();
        foreach (var one in found)
        {
            text.Append(CultureInfo.InvariantCulture, $"图层 {one.LayerName} {one.Code} 第 {one.Revision} 版\n");
            foreach (var (field, value) in one.Values)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {field.Name} {field.Code} = {value}\n");
            }
        }

        return text.Length == 0 ? "此处没有要素\n" : text.ToString();
    }

    private static string GmlText(IReadOnlyList<FoundFeature> found, GaussKrugerZone zone)
    {
        var root = new XElement("FeatureInfo", new XAttribute(XNamespace.Xmlns + "gml", Gml), found.Select(one => Member(one, zone)));
        return new XDeclaration("1.0", "UTF-8", null) + "\n" + root;
    }

    private static XElement Member(FoundFeature one, GaussKrugerZone zone)
    {
        var box = one.Shape.Envelope;
        return new XElement(
            one.Code + "_layer",
            new XElement(
                one.Code + "_feature",
                new XAttribute("fid", one.Id),
                new XElement(
                    Gml + "boundedBy",
                    new XElement(Gml + "Box", new XAttribute("srsName", zone.ToString()), new XElement(Gml + "coordinates", Corner(box.MinNorth, box.MinEast) + " " + Corner(box.MaxNorth, box.MaxEast)))),
                one.Values.Select(v => new XElement(v.Field.Code, XmlSafe.Of(v.Value)))));
    }

    private static string Corner(long north, long east) =>
        string.Create(CultureInfo.InvariantCulture, $"{north / (decimal)GridPoint.UnitsPerMetre:F4},{east / (decimal)GridPoint.UnitsPerMetre:F4}");
}
