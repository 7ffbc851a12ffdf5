using System.Globalization;
using System.Text.Json;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.PublishLayers;

namespace Guotu.OneMap.ReadLayers;

/// <summary>Features in a box, of the present revision, and at a place, of the revisions asked for.</summary>
internal sealed class FeatureQueries(PublishedLayers published, ILayerAccess access)
{
    /// <summary>A GeoJSON FeatureCollection in degrees of at most <paramref name="limit"/> features that meet the box.</summary>
    public async Task<Result<byte[]>> InBoxAsync(Caller caller, string layerCode, DegreeBox box, int limit, CancellationToken ct)
    {
        var opened = await published.OpenAsync(await access.OfAsync(caller, ct), layerCode, null, ct);
        if (opened.Error is { } error)
        {
            return error;
        }

        return Found(opened.Value, new MapPlaces(published.Zone).ToGrid(box), limit, ct).Map(f => Collection(opened.Value, f));
    }

    /// <summary>What lies at a place, in the order of the layers asked for; a layer that was never filled is passed over.</summary>
    public async Task<Result<IReadOnlyList<IdentifyView>>> AtAsync(Caller caller, PlaceAsked asked, CancellationToken ct)
    {
        var place = new MapPlaces(published.Zone).ToGrid(asked.Lon, asked.Lat);
        var sights = await access.OfAsync(caller, ct);
        var views = new List<IdentifyView>();
        foreach (var (code, revision) in asked.Layers)
        {
            var opened = await published.OpenAsync(sights, code, revision, ct);
            if (opened.Error is { } error)
            {
                if (error.Code == LayerErrors.Missing)
                {
                    continue;
                }

                return error;
            }

            var found = Found(opened.Value, new GridEnvelope(place.East, place.North, place.East, place.North), int.MaxValue, ct);
            if (found.Error is { } damaged)
            {
                return damaged;
            }

            views.AddRange(found.Value.Where(f => f.Shape.Locate(place) >= 0).Select(f => ViewOf(opened.Value, f)));
        }

        return views;
    }

    private static Result<IReadOnlyList<SnapshotFeature>> Found(SeenLayer layer, GridEnvelope box, int limit, CancellationToken ct)
    {
        var found = new List<SnapshotFeature>();
        foreach (var feature in layer.Walk(box, long.MinValue))
        {
            ct.ThrowIfCancellationRequested();
            if (feature.Error is { } damaged)
            {
                return damaged;
            }

            found.Add(feature.Value);
            if (found.Count == limit)
            {
                break;
            }
        }

        return found;
    }

    private IdentifyView ViewOf(SeenLayer layer, SnapshotFeature feature)
    {
        var properties = layer.Definition.Fields
            .Select(f => (f.Name, Value: layer.ValueOf(feature, f.Code)))
            .Where(p => p.Value is not null)
            .Select(p => new LabelledValue(p.Name, p.Value!))
            .ToList();
        var title = layer.Definition.LabelField.Length == 0 ? layer.Definition.Name : layer.ValueOf(feature, layer.Definition.LabelField) ?? layer.Definition.Name;
        return new IdentifyView(
            layer.Definition.Code, layer.Definition.Name, layer.Revision.Number, layer.Revision.AsOf, feature.Id, title, properties,
            FigureGeoJson.ToElement(feature.Shape, published.Zone));
    }

    private byte[] Collection(SeenLayer layer, IEnumerable<SnapshotFeature> features)
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

    private void Write(Utf8JsonWriter json, SeenLayer layer, SnapshotFeature feature)
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
                json.WriteString(layer.Columns[i], value);
            }
        }

        json.WriteEndObject();
        json.WritePropertyName("geometry");
        FigureGeoJson.Write(json, feature.Shape, published.Zone);
        json.WriteEndObject();
    }
}

/// <summary>A place in degrees and the layers asked about it, each in its present state or in an earlier one.</summary>
internal sealed record PlaceAsked(double Lon, double Lat, IReadOnlyList<(string Code, int? Revision)> Layers);
