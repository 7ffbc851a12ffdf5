using System.Globalization;
using System.Text.Json;
using System.Xml;
using Guotu.Geo.Crs;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Ogc;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Wfs;

/// <summary>GetFeature: GML 3.2 or GeoJSON, streamed; the counts are known before the first feature.</summary>
internal sealed class WfsAnswer(FeatureSelection selection)
{
    private const int FlushEvery = 64;
    private const string ItemsType = "application/geo+json";

    public async Task<Result<int>> WriteAsync(HttpContext http, ISeenLayer layer, WfsQuery query, CancellationToken ct)
    {
        var matched = selection.Count(layer, query.Query, ct);
        if (matched.Error is { } uncounted)
        {
            return uncounted;
        }

        var stream = selection.Stream(layer, query.Query, null, ct);
        if (stream.Error is { } refused)
        {
            return refused;
        }

        var returned = query.HitsOnly ? 0 : Math.Max(0, Math.Min(query.Count ?? int.MaxValue, matched.Value - query.StartIndex));
        var answer = new Answer(http, layer, query, matched.Value, returned);
        var features = stream.Value.Skip(query.StartIndex).Take(returned);
        http.Response.ContentType = query.GeoJson ? ItemsType : WfsXml.GmlType;
        return query.GeoJson ? await WriteJsonAsync(answer, features, ct) : await WriteGmlAsync(answer, features, ct);
    }

    /// <summary>GetFeatureById: the feature itself, no collection.</summary>
    public static async Task<Result<int>> WriteOneAsync(HttpContext http, ISeenLayer layer, SnapshotFeature feature, CancellationToken ct)
    {
        http.Response.ContentType = WfsXml.GmlType;
        await using var target = new GmlTarget(http.Response);
        var positions = new Positions(OgcCrs.OfZone(layer.Zone), new GaussKrugerProjection(layer.Zone));
        new GmlFeatures(target.Xml, layer, positions, null) { SchemaLocation = SchemaLocation(http, layer) }.Write(feature);
        await target.SendAsync(ct);
        return 1;
    }

    private static async Task<Result<int>> WriteGmlAsync(Answer answer, IEnumerable<Result<SnapshotFeature>> features, CancellationToken ct)
    {
        await using var target = new GmlTarget(answer.Http.Response);
        var xml = target.Xml;
        WriteHead(xml, answer);
        var output = new GmlFeatures(xml, answer.Layer, answer.Positions, answer.Query.Properties);
        var count = 0;
        foreach (var feature in features)
        {
            if (feature.Error is not null)
            {
                // The head is on its way: half an answer must not look like a whole one.
                answer.Http.Abort();
                return count;
            }

            xml.WriteStartElement("wfs", "member", WfsXml.Wfs);
            output.Write(feature.Value);
            xml.WriteEndElement();
            if (++count % FlushEvery == 0)
            {
                await target.SendAsync(ct);
            }
        }

        xml.WriteEndElement();
        await target.SendAsync(ct);
        return count;
    }

    private static void WriteHead(XmlWriter xml, Answer answer)
    {
        xml.WriteStartElement("wfs", "FeatureCollection", WfsXml.Wfs);
        xml.WriteAttributeString("xmlns", "gml", null, WfsXml.Gml);
        xml.WriteAttributeString("xmlns", WfsXml.Prefix, null, WfsXml.Own);
        xml.WriteAttributeString("xmlns", "xsi", null, WfsXml.Instance);
        xml.WriteAttributeString("schemaLocation", WfsXml.Instance, $"{SchemaLocation(answer.Http, answer.Layer)} {WfsXml.Wfs} http://schemas.opengis.net/wfs/2.0/wfs.xsd");
        xml.WriteAttributeString("timeStamp", answer.Layer.Revision.CommittedAt.ToString());
        xml.WriteAttributeString("numberMatched", answer.Matched.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("numberReturned", answer.Returned.ToString(CultureInfo.InvariantCulture));
        if (!answer.Query.HitsOnly && answer.Query.StartIndex + answer.Returned < answer.Matched && answer.Returned > 0)
        {
            xml.WriteAttributeString("next", Next(answer));
        }
    }

    /// <summary>The schema is the caller's: a field hidden from him is in neither.</summary>
    private static string SchemaLocation(HttpContext http, ISeenLayer layer) => WfsXml.Own + " " + ServiceAddress.Of(
        http, WfsEndpoint.Path, ("service", "WFS"), ("version", "2.0.0"), ("request", "DescribeFeatureType"), ("typeNames", WfsXml.Prefix + ":" + layer.Definition.Code));

    /// <summary>The next part of the same revision, whatever is imported meanwhile.</summary>
    private static string Next(Answer answer)
    {
        var kept = answer.Http.Request.Query
            .Where(q => !q.Key.Equals("startIndex", StringComparison.OrdinalIgnoreCase) && !q.Key.Equals("revision", StringComparison.OrdinalIgnoreCase) && q.Key != ServiceAddress.TokenParameter)
            .Select(q => (q.Key, q.Value.ToString()))
            .Append(("startIndex", (answer.Query.StartIndex + answer.Returned).ToString(CultureInfo.InvariantCulture)))
            .Append(("revision", answer.Layer.Revision.Number.ToString(CultureInfo.InvariantCulture)));
        return ServiceAddress.Of(answer.Http, WfsEndpoint.Path, [.. kept]);
    }

    private static async Task<Result<int>> WriteJsonAsync(Answer answer, IEnumerable<Result<SnapshotFeature>> features, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(answer.Http.Response.BodyWriter, GeoJsonOutput.Options);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteNumber("numberMatched", answer.Matched);
        json.WriteNumber("numberReturned", answer.Returned);
        json.WriteStartObject("crs");
        json.WriteString("type", "name");
        json.WriteStartObject("properties");
        json.WriteString("name", answer.Query.Crs.Urn);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("features");
        var output = new GeoJsonOutput(answer.Layer, answer.Positions, answer.Query.Properties);
        var count = 0;
        foreach (var feature in features)
        {
            if (feature.Error is not null)
            {
                answer.Http.Abort();
                return count;
            }

            output.Write(json, feature.Value);
            GeoJsonOutput.Finish(json);
            if (++count % FlushEvery == 0)
            {
                await json.FlushAsync(ct);
                await answer.Http.Response.BodyWriter.FlushAsync(ct);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
        await answer.Http.Response.BodyWriter.FlushAsync(ct);
        return count;
    }

    private sealed record Answer(HttpContext Http, ISeenLayer Layer, WfsQuery Query, int Matched, int Returned)
    {
        /// <summary>GeoJSON has x first whatever the system, as every reader of it expects.</summary>
        public Positions Positions { get; } = new(
            Query.GeoJson ? Query.Crs with { Axis = Query.Crs.Axis with { NorthFirst = false } } : Query.Crs, new GaussKrugerProjection(Layer.Zone));
    }
}
