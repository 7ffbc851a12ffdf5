using System.Xml;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Wfs;

/// <summary>A refusal as WFS clients read it: ows:ExceptionReport with the registered code and the Chinese text.</summary>
internal static class WfsFault
{
    public static IResult Of(Error error)
    {
        var entry = ErrorRegistry.Shared.Entry(error.Code);
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, WfsXml.Settings))
        {
            xml.WriteStartElement("ows", "ExceptionReport", WfsXml.Ows);
            xml.WriteAttributeString("version", "2.0.0");
            xml.WriteStartElement("Exception", WfsXml.Ows);
            xml.WriteAttributeString("exceptionCode", entry.Http is 400 or 404 ? "InvalidParameterValue" : "NoApplicableCode");
            if (error.Field is { } field)
            {
                xml.WriteAttributeString("locator", WfsXml.Clean(field));
            }

            xml.WriteElementString("ExceptionText", WfsXml.Ows, WfsXml.Clean($"{error.Code} {error.Text} {entry.WayOut}"));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return new XmlResult(stream.ToArray(), entry.Http);
    }

    private sealed class XmlResult(byte[] content, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = WfsXml.Type;
            return httpContext.Response.Body.WriteAsync(content, httpContext.RequestAborted).AsTask();
        }
    }
}
