using System.Globalization;
using System.Xml;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Http;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Filters;
using Guotu.MapPublishing.Ogc;
using Guotu.MapPublishing.Usage;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.MapPublishing.Wfs;

/// <summary>WFS 2.0, basic, by key-value requests, and by posted XML.</summary>
internal sealed class WfsEndpoint(IPublishedLayers layers, IPublishedExtents extents, WfsAnswer answer, UsageTally usage, NodeSettings node)
{
    public const string Path = "/ogc/wfs";
    public const string ById = "urn:ogc:def:query:OGC-WFS::GetFeatureById";
    private const string Service = "wfs";

    public static readonly string[] Operations = ["GetCapabilities", "DescribeFeatureType", "ListStoredQueries", "DescribeStoredQueries", "GetFeature"];

    public static void Map(RouteGroupBuilder ogc)
    {
        ogc.MapGet(Path["/ogc".Length..], (HttpContext http, WfsEndpoint endpoint, CancellationToken ct) => endpoint.AnswerAsync(http, new WfsRequest(http.Request.Query), ct))
            .Produces(StatusCodes.Status200OK, contentType: "application/xml");
        ogc.MapPost(Path["/ogc".Length..], (HttpContext http, WfsEndpoint endpoint, CancellationToken ct) => endpoint.AnswerPostedAsync(http, ct))
            .WithMetadata(new ReadsByPost()).Produces(StatusCodes.Status200OK, contentType: "application/xml");
    }

    private async Task<IResult> AnswerPostedAsync(HttpContext http, CancellationToken ct)
    {
        var request = await WfsPost.ReadAsync(http.Request.Body, ct);
        return request.Error is { } error ? WfsFault.Of(error) : await AnswerAsync(http, request.Value, ct);
    }

    private async Task<IResult> AnswerAsync(HttpContext http, WfsRequest request, CancellationToken ct)
    {
        return request["request"]?.ToUpperInvariant() switch
        {
            "GETCAPABILITIES" => await CapabilitiesAsync(http, ct),
            "DESCRIBEFEATURETYPE" => await SchemaAsync(http, request, ct),
            "LISTSTOREDQUERIES" => await WfsXml.WriteAsync(http, xml => WriteStored(xml, "ListStoredQueriesResponse", "StoredQuery")),
            "DESCRIBESTOREDQUERIES" => await WfsXml.WriteAsync(http, xml => WriteStored(xml, "DescribeStoredQueriesResponse", "StoredQueryDescription")),
            "GETFEATURE" => await FeaturesAsync(http, request, ct),
            _ => WfsFault.Of(Invalid("request", "只提供 " + string.Join("、", Operations))),
        };
    }

    private static Error Invalid(string parameter, string reason) =>
        new(PublishingErrors.ParameterInvalid, ("parameter", parameter), ("reason", reason)) { Field = parameter };

    private static void WriteStored(XmlWriter xml, string root, string element)
    {
        xml.WriteStartElement("wfs", root, WfsXml.Wfs);
        xml.WriteStartElement(element, WfsXml.Wfs);
        xml.WriteAttributeString("id", ById);
        xml.WriteElementString("Title", WfsXml.Wfs, "按要素号取一个要素");
        if (element == "StoredQuery")
        {
            xml.WriteElementString("ReturnFeatureType", WfsXml.Wfs, string.Empty);
        }
        else
        {
            xml.WriteStartElement("Parameter", WfsXml.Wfs);
            xml.WriteAttributeString("name", "id");
            xml.WriteAttributeString("type", "xsd:string");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private async Task<IResult> CapabilitiesAsync(HttpContext http, CancellationToken ct)
    {
        var measured = await extents.MeasureAsync(http.Caller(), ct);
        List<LayerListed> listed = [.. measured.Select(m => new LayerListed(m.Layer.Definition, m.Totals?.Envelope))];
        var address = http.Request.Query.ContainsKey(ServiceAddress.TokenParameter) ? ServiceAddress.Of(http, Path, []) : ServiceAddress.Of(http, Path);
        return await WfsXml.WriteAsync(http, xml => new WfsCapabilities(xml, address, node.County, layers.Zone).Write(listed));
    }

    private async Task<IResult> SchemaAsync(HttpContext http, WfsRequest request, CancellationToken ct)
    {
        var visible = await layers.ListAsync(http.Caller(), ct);
        var names = request.TypeNames;
        var unknown = names.FirstOrDefault(n => visible.All(v => v.Definition.Code != n));
        return unknown is not null
            ? WfsFault.Of(Invalid("typeNames", $"没有图层 {LiteralOperand.Shortened(unknown)}"))
            : await WfsXml.WriteAsync(http, xml => WfsSchema.Write(xml, [.. visible.Select(v => v.Definition).Where(d => names.Count == 0 || names.Contains(d.Code))]));
    }

    private async Task<IResult> FeaturesAsync(HttpContext http, WfsRequest request, CancellationToken ct)
    {
        if (request["storedquery_id"] is { } stored)
        {
            return stored is ById or "http://www.opengis.net/def/query/OGC-WFS/0/GetFeatureById"
                ? await OneAsync(http, request, ct)
                : WfsFault.Of(Invalid("storedQuery_Id", "没有这个存储查询"));
        }

        if (request.TypeNames is not [var code])
        {
            return WfsFault.Of(Invalid("typeNames", "要写一个图层"));
        }

        var opened = await OpenAsync(http, request, code, ct);
        if (opened.Error is { } error)
        {
            return WfsFault.Of(error);
        }

        var query = WfsQuery.Read(request, opened.Value);
        return Counted(http, code, query.Error is { } unreadable ? unreadable : await answer.WriteAsync(http, opened.Value, query.Value, ct));
    }

    /// <summary>The id says the layer: CODE.number.</summary>
    private async Task<IResult> OneAsync(HttpContext http, WfsRequest request, CancellationToken ct)
    {
        var text = request["id"] ?? string.Empty;
        var dot = text.LastIndexOf('.');
        if (dot <= 0 || FeatureIds.Read(text) is not { } id)
        {
            return WfsFault.Of(new Error(KernelErrors.NotFound, ("what", "要素")));
        }

        var opened = await OpenAsync(http, request, text[..dot], ct);
        if (opened.Error is { } error)
        {
            return WfsFault.Of(error);
        }

        var found = opened.Value.Find(id);
        if (found.Error is { } damaged)
        {
            return WfsFault.Of(damaged);
        }

        return found.Value is { } feature
            ? Counted(http, text[..dot], await WfsAnswer.WriteOneAsync(http, opened.Value, feature, ct))
            : WfsFault.Of(new Error(KernelErrors.NotFound, ("what", "要素")));
    }

    private async Task<Result<ISeenLayer>> OpenAsync(HttpContext http, WfsRequest request, string code, CancellationToken ct)
    {
        int? revision = null;
        if (request["revision"] is { } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return Invalid("revision", "要是版本号");
            }

            revision = number;
        }

        return await layers.OpenAsync(http.Caller(), code, revision, ct);
    }

    private IResult Counted(HttpContext http, string code, Result<int> written)
    {
        if (written.Error is { } refused)
        {
            return WfsFault.Of(refused);
        }

        usage.Count(http.Caller().UserId, Service, code, written.Value);
        return Results.Empty;
    }
}
