using System.Globalization;
using System.Xml.Linq;
using Guotu.Geo.Crs;
using Guotu.MapPublishing.Maps;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Wmts;

/// <summary>The capabilities document: only the layers and boxes that the caller sees.</summary>
internal static class WmtsCapabilities
{
    private static readonly XNamespace Wmts = "http://www.opengis.net/wmts/1.0";
    private static readonly XNamespace Ows = "http://www.opengis.net/ows/1.1";
    private static readonly XNamespace Xlink = "http://www.w3.org/1999/xlink";

    public static string Of(HttpContext http, IReadOnlyList<LayerDescription> layers, GaussKrugerZone zone)
    {
        var address = MapAddress.Of(http, WmtsEndpoint.Path);
        var (token, parameters) = (MapAddress.Token(http), MapAddress.ForParameters(http, WmtsEndpoint.Path));
        var root = new XElement(
            Wmts + "Capabilities",
            new XAttribute("version", "1.0.0"),
            new XAttribute(XNamespace.Xmlns + "ows", Ows),
            new XAttribute(XNamespace.Xmlns + "xlink", Xlink),
            new XElement(
                Ows + "ServiceIdentification",
                new XElement(Ows + "Title", "国土一张图"),
                new XElement(Ows + "ServiceType", "OGC WMTS"),
                new XElement(Ows + "ServiceTypeVersion", "1.0.0")),
            new XElement(
                Ows + "OperationsMetadata",
                Operation("GetCapabilities", parameters), Operation("GetTile", parameters), Operation("GetFeatureInfo", parameters)),
            new XElement(
                Wmts + "Contents",
                layers.Where(l => !l.Box.IsEmpty).Select(l => Layer(address, token, l, zone)),
                TileMatrixSet.All.Select(Set)),
            new XElement(Wmts + "ServiceMetadataURL", new XAttribute(Xlink + "href", address + "/1.0.0/WMTSCapabilities.xml" + token)));
        return new XDeclaration("1.0", "UTF-8", null) + "\n" + root;
    }

    private static XElement Operation(string name, string address) => new(
        Ows + "Operation",
        new XAttribute("name", name),
        new XElement(
            Ows + "DCP",
            new XElement(
                Ows + "HTTP",
                new XElement(
                    Ows + "Get",
                    new XAttribute(Xlink + "href", address),
                    new XElement(
                        Ows + "Constraint", new XAttribute("name", "GetEncoding"),
                        new XElement(Ows + "AllowedValues", new XElement(Ows + "Value", "KVP")))))));

    private static XElement Layer(string address, string token, LayerDescription described, GaussKrugerZone zone)
    {
        var definition = described.Layer.Definition;
        var box = LayerDescriptions.BoxIn(described.Box, MapCrs.Cgcs2000, zone)!.Value;
        return new XElement(
            Wmts + "Layer",
            new XElement(Ows + "Title", definition.Name),
            new XElement(
                Ows + "WGS84BoundingBox",
                new XElement(Ows + "LowerCorner", Text(box.West) + " " + Text(box.South)),
                new XElement(Ows + "UpperCorner", Text(box.East) + " " + Text(box.North))),
            new XElement(Ows + "Identifier", definition.Code),
            definition.Drawing.Styles.Select((s, i) => new XElement(
                Wmts + "Style",
                i == 0 ? new XAttribute("isDefault", "true") : null,
                new XElement(Ows + "Title", s.Title),
                new XElement(Ows + "Identifier", s.Name))),
            new XElement(Wmts + "Format", "image/png"),
            FeatureInfoAnswer.Formats.Select(f => new XElement(Wmts + "InfoFormat", f)),
            TileMatrixSet.All.Select(s => new XElement(Wmts + "TileMatrixSetLink", new XElement(Wmts + "TileMatrixSet", s.Name))),
            new XElement(
                Wmts + "ResourceURL", new XAttribute("format", "image/png"), new XAttribute("resourceType", "tile"),
                new XAttribute("template", $"{address}/1.0.0/{definition.Code}/{{Style}}/{{TileMatrixSet}}/{{TileMatrix}}/{{TileRow}}/{{TileCol}}.png{token}")));
    }

    private static XElement Set(TileMatrixSet set) => new(
        Wmts + "TileMatrixSet",
        new XElement(Ows + "Identifier", set.Name),
        new XElement(Ows + "SupportedCRS", set.Urn),
        set.WellKnown is { } known ? new XElement(Wmts + "WellKnownScaleSet", known) : null,
        Enumerable.Range(0, TileMatrixSet.Levels).Select(level => new XElement(
            Wmts + "TileMatrix",
            new XElement(Ows + "Identifier", level),
            new XElement(Wmts + "ScaleDenominator", set.DenominatorAt(level).ToString("R", CultureInfo.InvariantCulture)),
            new XElement(Wmts + "TopLeftCorner", set.Crs.NorthFirst ? Full(set.North) + " " + Full(set.West) : Full(set.West) + " " + Full(set.North)),
            new XElement(Wmts + "TileWidth", TileMatrixSet.TilePixels),
            new XElement(Wmts + "TileHeight", TileMatrixSet.TilePixels),
            new XElement(Wmts + "MatrixWidth", (long)set.Across << level),
            new XElement(Wmts + "MatrixHeight", (long)set.Down << level))));

    private static string Text(double value) => Math.Round(value, 9).ToString("R", CultureInfo.InvariantCulture);

    private static string Full(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
