using System.Text.Json;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Callers;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.ReadLayers;

/// <summary>Parcels of applications (申请地块) that the caller may see, from every module that keeps some.</summary>
internal sealed class ParcelsOnTheMap(IEnumerable<IMapParcels> sources, LayerContent content)
{
    private const int Most = 500;

    public async Task<byte[]> InBoxAsync(DegreeBox box, Caller caller, CancellationToken ct)
    {
        var envelope = new MapPlaces(content.Zone).ToGrid(box);
        using var stream = new MemoryStream();
        await using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var source in sources)
            {
                foreach (var parcel in await source.FindAsync(envelope, Most, caller, ct))
                {
                    Write(json, parcel);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
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
