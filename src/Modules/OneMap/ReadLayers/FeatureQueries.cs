using System.Globalization;
using System.Text.Json;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.ReadLayers;

/// <summary>Features of the current revisions in a box or at a place.</summary>
internal sealed class FeatureQueries(LayerContent content)
{
    /// <summary>A GeoJSON FeatureCollection in degrees of at most <paramref name="limit"/> features that meet the box.</summary>
    public async Task<Result<byte[]>> InBoxAsync(string layerCode, DegreeBox box, int limit, CancellationToken ct)
    {
        var opened = await content.OpenAsync(layerCode, null, ct);
        if (opened.Error is { } error)
        {
            return error;
        }

        var found = opened.Value.Snapshot.Query(new MapPlaces(content.Zone).ToGrid(box), ct);
        return found.Map(f => Collection(opened.Value, f.Take(limit)));
    }

    /// <summary>What lies at a place, in the order of the layers asked for; a layer that was never filled is passed over.</summary>
    public async Task<Result<IReadOnlyList<IdentifyView>>> AtAsync(double lon, double lat, IReadOnlyList<string> layers, CancellationToken ct)
    {
        var place = new MapPlaces(content.Zone).ToGrid(lon, lat);
        var views = new List<IdentifyView>();
        foreach (var code in layers)
        {
            var opened = await content.OpenAsync(code, null, ct);
            if (opened.Error is { } error)
            {
                if (error.Code == Contracts.LayerErrors.Missing)
                {
                    continue;
                }

                return error;
            }

            var found = opened.Value.Snapshot.Query(new GridEnvelope(place.East, place.North, place.East, place.North), ct);
            if (found.Error is { } damaged)
            {
                return damaged;
            }

            views.AddRange(found.Value.Where(f => f.Shape.Locate(place) >= 0).Select(f => ViewOf(opened.Value, f)));
        }

        return views;
    }

    private IdentifyView ViewOf(OpenLayer layer, SnapshotFeature feature)
    {
        var properties = layer.Definition.Fields
            .Select(f => (f.Name, Value: layer.ValueOf(feature, f.Code)))
            .Where(p => p.Value is not null)
            .Select(p => new LabelledValue(p.Name, p.Value!))
            .ToList();
        var title = layer.ValueOf(feature, layer.Definition.LabelField) ?? layer.Definition.Name;
        return new IdentifyView(
            layer.Definition.Code, layer.Definition.Name, layer.Revision.Number, layer.Revision.AsOf, feature.Id, title, properties,
            FigureGeoJson.ToElement(feature.Shape, content.Zone));
    }

    private byte[] Collection(OpenLayer layer, IEnumerable<SnapshotFeature> features)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var feature in features)
            {
                Write(json, layer, feature);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private void Write(Utf8JsonWriter json, OpenLayer layer, SnapshotFeature feature)
    {
        var id = feature.Id.ToString(CultureInfo.InvariantCulture);
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", id);
        json.WriteStartObject("properties");
        json.WriteString("id", id);
        for (var i = 0; i < feature.Attributes.Count; i++)
        {
            if (feature.Attributes[i] is { } value)
            {
                json.WriteString(layer.Snapshot.Description.Columns[i], value);
            }
        }

        json.WriteEndObject();
        json.WritePropertyName("geometry");
        FigureGeoJson.Write(json, feature.Shape, content.Zone);
        json.WriteEndObject();
    }
}
