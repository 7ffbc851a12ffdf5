using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Wfs;

/// <summary>What the documents of the service share.</summary>
internal static class WfsXml
{
    public const string Type = "application/xml; charset=utf-8";
    public const string GmlType = "application/gml+xml; version=3.2";
    public const string GeoJsonType = "application/json";
    public const string Wfs = "http://www.opengis.net/wfs/2.0";
    public const string Ows = "http://www.opengis.net/ows/1.1";
    public const string Fes = "http://www.opengis.net/fes/2.0";
    public const string Gml = "http://www.opengis.net/gml/3.2";
    public const string Xlink = "http://www.w3.org/1999/xlink";
    public const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Namespace of the county's feature types.</summary>
    public const string Own = "urn:guotu:layers";
    public const string Prefix = "gt";

    public static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), Async = true, CloseOutput = false };

    /// <summary>XML 1.0 has no control characters but tab and breaks.</summary>
    public static string Clean(string text) => text.All(XmlConvert.IsXmlChar)
        ? text
        : string.Concat(text.EnumerateRunes().Select(r => r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value) ? r.ToString() : "\uFFFD"));

    public static async Task<IResult> WriteAsync(HttpContext http, Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        await using (var xml = XmlWriter.Create(stream, Settings))
        {
            write(xml);
        }

        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(stream.ToArray(), Type);
    }
}
