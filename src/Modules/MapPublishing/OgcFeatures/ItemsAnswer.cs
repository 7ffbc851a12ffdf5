using System.Globalization;
using System.Text.Json;
using Guotu.Geo.Crs;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Ogc;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.OgcFeatures;

/// <summary>
/// Pages of features (要素分页). The link to the next page names the revision that the first one was of, and the last id: a walk gives every
/// feature of that revision once, whatever is imported meanwhile.
/// </summary>
internal sealed class ItemsAnswer(FeatureSelection selection)
{
    public const string GeoJson = "application/geo+json";
    private const int FlushEvery = 128;
    private const int Uncounted = -1;

    public async Task<Result<int>> WriteAsync(HttpContext http, ISeenLayer layer, ItemsRequest request, CancellationToken ct)
    {
        // The first page of a box is counted while it is written: what matches is gone through once.
        var onTheWay = request is { After: null, Query.Sort.Count: 0, Query.Conditions.Count: > 0 } && selection.KnownCount(layer, request.Query) is null;
        var matched = onTheWay ? Result<int>.Of(Uncounted) : selection.Count(layer, request.Query, ct);
        if (matched.Error is { } uncounted)
        {
            return uncounted;
        }

        var stream = selection.Stream(layer, request.Query, request.After, ct);
        if (stream.Error is { } refused)
        {
            return refused;
        }

        var page = new Page(layer, request, matched.Value);
        http.Response.ContentType = GeoJson;
        http.Response.Headers["Content-Crs"] = $"<{request.Crs.Uri}>";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, GeoJsonOutput.Options);
        var written = await WriteFeaturesAsync(http, json, stream.Value, page, ct);
        if (written.Error is { } damaged)
        {
            return damaged;
        }

        WriteEnd(http, json, onTheWay && written.Value.Matched != Uncounted ? page with { Matched = selection.Keep(layer, request.Query, written.Value.Matched) } : page, written.Value);
        await json.FlushAsync(ct);
        await http.Response.BodyWriter.FlushAsync(ct);
        return written.Value.Count;
    }

    /// <summary>One feature, or <c>SYS-0002</c>.</summary>
    public static async Task<Result<int>> WriteOneAsync(HttpContext http, ISeenLayer layer, long id, OgcCrs crs, CancellationToken ct)
    {
        var found = layer.Find(id);
        if (found.Error is { } damaged)
        {
            return damaged;
        }

        if (found.Value is not { } feature)
        {
            return new Error(Kernel.Errors.KernelErrors.NotFound, ("what", "要素"));
        }

        http.Response.ContentType = GeoJson;
        http.Response.Headers["Content-Crs"] = $"<{crs.Uri}>";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, GeoJsonOutput.Options);
        new GeoJsonOutput(layer, new Positions(crs, new GaussKrugerProjection(layer.Zone)), null).Write(json, feature);
        var collection = FeaturesPaths.Collection(layer.Definition.Code);
        json.WriteStartArray("links");
        OgcLinks.Write(json, "self", GeoJson, ServiceAddress.Of(http, $"{collection}/items/{id.ToString(CultureInfo.InvariantCulture)}", ("f", "json")));
        OgcLinks.Write(json, "collection", OgcLinks.Json, ServiceAddress.Of(http, collection, ("f", "json")));
        json.WriteEndArray();
        GeoJsonOutput.Finish(json);
        await json.FlushAsync(ct);
        await http.Response.BodyWriter.FlushAsync(ct);
        return 1;
    }

    private static async Task<Result<Written>> WriteFeaturesAsync(
        HttpContext http, Utf8JsonWriter json, IEnumerable<Result<SnapshotFeature>> features, Page page, CancellationToken ct)
    {
        var output = new GeoJsonOutput(page.Layer, new Positions(page.Request.Crs, new GaussKrugerProjection(page.Layer.Zone)), page.Request.Properties);
        var (count, last, matched) = (0, 0L, 0);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var feature in features)
        {
            if (feature.Error is { } damaged)
            {
                return http.Response.HasStarted ? Aborted(http, count) : damaged;
            }

            matched++;
            if (count == page.Request.Limit)
            {
                if (page.Matched == Uncounted)
                {
                    continue;
                }

                break;
            }

            output.Write(json, feature.Value);
            GeoJsonOutput.Finish(json);
            last = feature.Value.Id;
            if (++count % FlushEvery == 0)
            {
                await json.FlushAsync(ct);
                await http.Response.BodyWriter.FlushAsync(ct);
            }
        }

        json.WriteEndArray();
        return new Written(count, last, matched);
    }

    /// <summary>Half a page must not look like a whole one.</summary>
    private static Written Aborted(HttpContext http, int count)
    {
        http.Abort();
        return new Written(count, 0, Uncounted);
    }

    private static void WriteEnd(HttpContext http, Utf8JsonWriter json, Page page, Written written)
    {
        json.WriteNumber("numberMatched", page.Matched);
        json.WriteNumber("numberReturned", written.Count);
        json.WriteString("timeStamp", page.Layer.Revision.CommittedAt.ToString());
        json.WriteStartArray("links");
        OgcLinks.Write(json, "self", GeoJson, Address(http, page, null));
        OgcLinks.Write(json, "collection", OgcLinks.Json, ServiceAddress.Of(http, FeaturesPaths.Collection(page.Layer.Definition.Code), ("f", "json")));
        if (written.More)
        {
            OgcLinks.Write(json, "next", GeoJson, Address(http, page, written.Last));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Address(HttpContext http, Page page, long? after)
    {
        var parameters = http.Request.Query.Where(q => q.Key is not ("after" or "revision" or ServiceAddress.TokenParameter)).Select(q => (q.Key, q.Value.ToString())).ToList();
        if (after is { } id)
        {
            parameters.Add(("revision", page.Layer.Revision.Number.ToString(CultureInfo.InvariantCulture)));
            parameters.Add(("after", id.ToString(CultureInfo.InvariantCulture)));
        }

        return ServiceAddress.Of(http, FeaturesPaths.Collection(page.Layer.Definition.Code) + "/items", [.. parameters]);
    }

    private sealed record Page(ISeenLayer Layer, ItemsRequest Request, int Matched);

    /// <summary>What was written, and how many were gone through.</summary>
    private sealed record Written(int Count, long Last, int Matched)
    {
        public bool More => Matched > Count;
    }
}
