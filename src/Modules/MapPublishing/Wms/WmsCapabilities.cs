using System.Globalization;
using System.Xml.Linq;
using Guotu.Geo.Crs;
using Guotu.MapPublishing.Maps;
using Guotu.Rendering.MapStyles;

namespace Guotu.MapPublishing.Wms;

/// <summary>The capabilities document: only the layers, boxes and dates that the caller sees.</summary>
internal static class WmsCapabilities
{
    private static readonly XNamespace Wms = "http://www.opengis.net/wms";
    private static readonly XNamespace Xlink = "http://www.w3.org/1999/xlink";
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    public static string Of(string address, IReadOnlyList<LayerDescription> layers, GaussKrugerZone zone)
    {
        var root = new XElement(
            Wms + "WMS_Capabilities",
            new XAttribute("version", "1.3.0"),
            new XAttribute(XNamespace.Xmlns + "xlink", Xlink),
            new XAttribute(XNamespace.Xmlns + "xsi", Xsi),
            new XAttribute(Xsi + "schemaLocation", "http://www.opengis.net/wms http://schemas.opengis.net/wms/1.3.0/capabilities_1_3_0.xsd"),
            Service(address),
            new XElement(
                Wms + "Capability",
                new XElement(
                    Wms + "Request",
                    Operation("GetCapabilities", address, ["text/xml"]),
                    Operation("GetMap", address, ["image/png"]),
                    Operation("GetFeatureInfo", address, FeatureInfoAnswer.Formats)),
                new XElement(Wms + "Exception", new XElement(Wms + "Format", "XML")),
                new XElement(
                    Wms + "Layer",
                    new XElement(Wms + "Title", "国土一张图"),
                    MapCrs.All(zone).Select(c => new XElement(Wms + "CRS", c.Name)),
                    layers.Where(l => !l.Box.IsEmpty).Select(l => Layer(address, l, zone)))));
        return new XDeclaration("1.0", "UTF-8", null) + "\n" + root;
    }

    private static XElement Service(string address) => new(
        Wms + "Service",
        new XElement(Wms + "Name", "WMS"),
        new XElement(Wms + "Title", "国土一张图"),
        Online(address),
        new XElement(Wms + "LayerLimit", WmsRequest.MostLayers),
        new XElement(Wms + "MaxWidth", WmsRequest.LargestSide),
        new XElement(Wms + "MaxHeight", WmsRequest.LargestSide));

    private static XElement Online(string address) => new(
        Wms + "OnlineResource", new XAttribute(Xlink + "type", "simple"), new XAttribute(Xlink + "href", address));

    private static XElement Operation(string name, string address, IEnumerable<string> formats) => new(
        Wms + name,
        formats.Select(f => new XElement(Wms + "Format", f)),
        new XElement(Wms + "DCPType", new XElement(Wms + "HTTP", new XElement(Wms + "Get", Online(address)))));

    private static XElement Layer(string address, LayerDescription described, GaussKrugerZone zone)
    {
        var definition = described.Layer.Definition;
        var degrees = LayerDescriptions.BoxIn(described.Box, MapCrs.Cgcs2000, zone)!.Value;
        return new XElement(
            Wms + "Layer",
            new XAttribute("queryable", "1"),
            new XElement(Wms + "Name", definition.Code),
            new XElement(Wms + "Title", definition.Name),
            new XElement(Wms + "KeywordList", definition.Category.Select(c => new XElement(Wms + "Keyword", c))),
            new XElement(
                Wms + "EX_GeographicBoundingBox",
                new XElement(Wms + "westBoundLongitude", Text(degrees.West)),
                new XElement(Wms + "eastBoundLongitude", Text(degrees.East)),
                new XElement(Wms + "southBoundLatitude", Text(degrees.South)),
                new XElement(Wms + "northBoundLatitude", Text(degrees.North))),
            MapCrs.All(zone).Select(c => Box(c, LayerDescriptions.BoxIn(described.Box, c, zone)!.Value)),
            Dimension("time", "ISO8601", described.Layer.Revision.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), described.Dates.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            Dimension("revision", string.Empty, described.Layer.Revision.Number.ToString(CultureInfo.InvariantCulture), described.Revisions.Select(n => n.ToString(CultureInfo.InvariantCulture))),
            definition.Drawing.Styles.Select(s => Style(address, definition.Code, s)));
    }

    private static XElement Box(MapCrs crs, MapBox box)
    {
        var (a, b, c, d) = crs.NorthFirst ? (box.South, box.West, box.North, box.East) : (box.West, box.South, box.East, box.North);
        return new XElement(
            Wms + "BoundingBox", new XAttribute("CRS", crs.Name),
            new XAttribute("minx", Text(a)), new XAttribute("miny", Text(b)), new XAttribute("maxx", Text(c)), new XAttribute("maxy", Text(d)));
    }

    private static XElement Dimension(string name, string units, string usual, IEnumerable<string> extent) => new(
        Wms + "Dimension", new XAttribute("name", name), new XAttribute("units", units), new XAttribute("default", usual), string.Join(',', extent));

    private static XElement Style(string address, string layer, MapStyle style) => new(
        Wms + "Style",
        new XElement(Wms + "Name", style.Name),
        new XElement(Wms + "Title", style.Title),
        new XElement(
            Wms + "LegendURL", new XAttribute("width", 220), new XAttribute("height", 36),
            new XElement(Wms + "Format", "image/png"),
            Online($"{address}SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&FORMAT=image/png&LAYER={layer}&STYLE={style.Name}")));

    private static string Text(double value) => Math.Round(value, 9).ToString("R", CultureInfo.InvariantCulture);
}
