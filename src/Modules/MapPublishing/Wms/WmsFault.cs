using System.Xml.Linq;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Maps;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Wms;

/// <summary>Refusals as WMS 1.3.0 words them: an exception report with the standard's code and our text.</summary>
internal static class WmsFault
{
    private static readonly XNamespace Ogc = "http://www.opengis.net/ogc";

    public static IResult Of(Error error)
    {
        var code = CodeOf(error);
        var report = new XElement(
            Ogc + "ServiceExceptionReport",
            new XAttribute("version", "1.3.0"),
            new XElement(Ogc + "ServiceException", code is null ? null : new XAttribute("code", code), XmlSafe.Of(error.Text)));
        return Results.Text(new XDeclaration("1.0", "UTF-8", null) + "\n" + report, "text/xml; charset=utf-8", statusCode: StatusOf(error));
    }

    /// <summary>Faults of a request keep 200, which WMS clients read the report by; faults of the node do not pass for maps.</summary>
    private static int StatusOf(Error error)
    {
        var status = ErrorRegistry.Shared.Entry(error.Code).Http;
        return status >= 500 ? status : StatusCodes.Status200OK;
    }

    private static string? CodeOf(Error error)
    {
        if (error.Code == KernelErrors.NotFound || error.Code == LayerErrors.Missing)
        {
            return "LayerNotDefined";
        }

        return error.Arguments.GetValueOrDefault("parameter") switch
        {
            "LAYERS" or "LAYER" => "LayerNotDefined",
            "QUERY_LAYERS" => "LayerNotQueryable",
            "STYLES" or "STYLE" => "StyleNotDefined",
            "CRS" => "InvalidCRS",
            "FORMAT" or "INFO_FORMAT" => "InvalidFormat",
            "I" or "J" => "InvalidPoint",
            "TIME" or "DIM_REVISION" => "InvalidDimensionValue",
            "REQUEST" => "OperationNotSupported",
            _ => null,
        };
    }
}
