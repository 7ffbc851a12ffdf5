using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Geo.Crs;
using Guotu.Geo.Topology;
using Guotu.Geo.Topology.Repairs;
using Guotu.OneMap.LayerFiles;

namespace Guotu.OneMap.CheckTopology;

/// <summary>Writes proposals as GeoJSON: one feature for each figure changed, in the order to take them.</summary>
internal static class ProposalFile
{
    public static async Task WriteAsync(RepairPlan plan, (string Code, GaussKrugerZone Zone) layer, Stream target, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString("name", layer.Code);
        ZoneGeoJson.WriteCrs(json, layer.Zone);
        json.WriteStartArray("features");
        foreach (var proposal in plan.Proposals)
        {
            foreach (var change in proposal.Changes)
            {
                Write(json, proposal, change);
            }

            await json.FlushAsync(ct);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    /// <summary>Areas are plane, in m² with four decimals: the 0.0001 m² of the figures themselves.</summary>
    private static void Write(Utf8JsonWriter json, RepairProposal proposal, FigureChange change)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        json.WriteNumber("number", proposal.Number);
        json.WriteString("repair", proposal.Kind.ToString());
        json.WriteString("repairName", TopologyNames.Of(proposal.Kind));
        json.WriteString("feature", change.Feature.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("with");
        foreach (var other in proposal.Defects.SelectMany(d => d.Features).Where(f => f != change.Feature).Distinct().Order())
        {
            json.WriteStringValue(other.ToString(CultureInfo.InvariantCulture));
        }

        json.WriteEndArray();
        json.WriteNumber("areaBefore", change.AreaBefore.SquareMetres);
        json.WriteNumber("areaAfter", change.AreaAfter.SquareMetres);
        json.WriteNumber("areaChange", change.AreaChange.SquareMetres);
        json.WriteBoolean("ends", change.After.IsEmpty);
        json.WriteEndObject();
        json.WritePropertyName("geometry");
        ZoneGeoJson.Write(json, change.After);
        json.WritePropertyName("before");
        ZoneGeoJson.Write(json, change.Before);
        json.WriteEndObject();
    }
}
