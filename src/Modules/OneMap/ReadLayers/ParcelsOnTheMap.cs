using System.Text.Json;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.ReadLayers;

/// <summary>Parcels of applications (申请地块) that the caller may see, from every module that keeps some.</summary>
internal sealed class ParcelsOnTheMap(IEnumerable<IMapParcels> sources, LayerContent content, ILayerAccess access)
{
    private const int Most = 500;

    public async Task<byte[]> InBoxAsync(DegreeBox box, Caller caller, CancellationToken ct)
    {
        var sight = (await access.OfAsync(caller, ct)).Of(LayerCodes.ApplicationParcels, SecurityLabel.Lowest);
        var envelope = new MapPlaces(content.Zone).ToGrid(box);
        using var stream = new MemoryStream();
        await using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var source in sight is null ? [] : sources)
            {
                foreach (var parcel in await source.FindAsync(envelope, Most, caller, ct))
                {
                    if (Seen(parcel, sight!) is { } seen)
                    {
                        Write(json, seen);
                    }
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static MapParcel? Seen(MapParcel parcel, ILayerSight sight)
    {
        if (sight.IsWhole)
        {
            return parcel;
        }

        string[] columns = [.. parcel.Properties.Keys];
        var seen = sight.See(new SnapshotFeature(0, parcel.Figure, [.. columns.Select(c => parcel.Properties[c])]), columns);
        return seen is null ? null : parcel with
        {
            Properties = columns.Zip(seen.Attributes).Where(p => p.Second is not null).ToDictionary(p => p.First, p => p.Second!, StringComparer.Ordinal),
        };
    }

    private void Write(Utf8JsonWriter json, MapParcel parcel)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WritePropertyName("properties");
        JsonSerializer.Serialize(json, parcel.Properties);
        json.WritePropertyName("geometry");
        FigureGeoJson.Write(json, parcel.Figure, content.Zone);
        json.WriteEndObject();
    }
}
