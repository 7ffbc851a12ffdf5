using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.ComplianceReview.Contracts;
using Guotu.Crypto;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Figures;

namespace Guotu.ComplianceReview.Canonical;

/// <summary>
/// The canonical body of a verdict (规范正文): everything that decides and nothing that merely names. Keys in a fixed order, figures
/// as fixed-point decimal strings, geometry as integers of 0.1 mm; no id, time, signature, person or layer name.
/// The format is <c>docs/formats/verdict.md</c>.
/// </summary>
public static class CanonicalBody
{
    public static string Of(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("format", "guotu-verdict/1");
            json.WriteString("matter", verdict.Matter);
            json.WriteString("ruleVersion", verdict.RuleVersion);
            json.WriteString("ruleDigest", verdict.RuleDigest);
            json.WriteString("engine", verdict.Engine);
            json.WriteNumber("epsg", verdict.Epsg);
            json.WriteString("evaluatedOn", Date(verdict.EvaluatedOn));
            json.WriteString("overall", Word(verdict.Overall));
            WriteInput(json, verdict.Input);
            WriteAll(json, "parcels", verdict.Parcels, WriteParcel);
            WriteAll(json, "revisions", verdict.Revisions, WriteRevision);
            WriteAll(json, "checks", verdict.Checks, WriteCheck);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    public static string DigestOf(string body) => Convert.ToHexString(Sm3.Hash(Encoding.UTF8.GetBytes(body))).ToLowerInvariant();

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void WriteInput(Utf8JsonWriter json, VerdictInput input)
    {
        json.WriteStartObject("input");
        json.WriteString("fileDigest", input.FileDigest);
        json.WriteString("axis", input.Axis);
        json.WriteString("zone", input.Zone?.ToString(CultureInfo.InvariantCulture) ?? "file");
        if (input.Layer is { } layer)
        {
            json.WriteString("layer", layer);
        }

        json.WriteEndObject();
    }

    private static void WriteParcel(Utf8JsonWriter json, VerdictParcel parcel)
    {
        json.WriteStartObject();
        json.WriteNumber("number", parcel.Number);
        json.WriteString("fileNumber", parcel.FileNumber);
        json.WriteString("name", parcel.Name);
        json.WriteString("declaredArea", parcel.DeclaredArea?.ToString() ?? "none");
        json.WriteString("planeArea", parcel.PlaneArea.ToString());
        json.WriteString("ellipsoidalArea", parcel.EllipsoidalArea.ToString());
        WriteShape(json, parcel.Shape);
        json.WriteEndObject();
    }

    private static void WriteRevision(Utf8JsonWriter json, VerdictRevision revision)
    {
        json.WriteStartObject();
        json.WriteString("layer", revision.Layer);
        json.WriteNumber("revision", revision.Revision);
        json.WriteString("digest", revision.Digest);
        json.WriteString("asOf", Date(revision.AsOf));
        json.WriteEndObject();
    }

    private static void WriteCheck(Utf8JsonWriter json, VerdictCheck check)
    {
        json.WriteStartObject();
        json.WriteNumber("parcel", check.Parcel);
        json.WriteString("rule", check.Rule);
        json.WriteString("layer", check.Layer ?? "none");
        json.WriteString("status", Word(check.Status));
        json.WriteString("planeArea", Area(check.PlaneArea));
        json.WriteString("ellipsoidalArea", Area(check.EllipsoidalArea));
        json.WriteString("share", Share(check.ShareMillionths));
        json.WriteString("reason", check.ReasonCode ?? "none");
        WriteAll(json, "hits", check.Hits, WriteHit);
        WriteAll(json, "classes", check.Classes, WriteClass);
        WritePapers(json, check);
        json.WriteEndObject();
    }

    private static void WritePapers(Utf8JsonWriter json, VerdictCheck check)
    {
        if (check.Attested is { } attested)
        {
            json.WriteStartObject("attested");
            json.WriteString("document", attested.DocumentDigest);
            json.WriteString("validUntil", Date(attested.ValidUntil));
            json.WriteEndObject();
        }

        if (check.Exemption is { } exemption)
        {
            json.WriteStartObject("exemption");
            json.WriteString("document", exemption.DocumentDigest);
            json.WriteEndObject();
        }
    }

    private static void WriteHit(Utf8JsonWriter json, VerdictHit hit)
    {
        json.WriteStartObject();
        json.WriteString("featureId", hit.FeatureId.ToString(CultureInfo.InvariantCulture));
        json.WriteString("planeArea", hit.PlaneArea.ToString());
        json.WriteString("ellipsoidalArea", hit.EllipsoidalArea.ToString());
        json.WriteBoolean("sliver", hit.Sliver);
        WriteShape(json, hit.Shape);
        json.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter json, VerdictClass entry)
    {
        json.WriteStartObject();
        json.WriteString("code", entry.Code);
        json.WriteString("planeArea", entry.PlaneArea.ToString());
        json.WriteString("ellipsoidalArea", entry.EllipsoidalArea.ToString());
        json.WriteEndObject();
    }

    /// <summary>Parts of rings of <c>[east, north]</c> in 0.1 mm, in the normal form of the geometry.</summary>
    private static void WriteShape(Utf8JsonWriter json, GridMultiPolygon shape)
    {
        json.WriteStartArray("shape");
        foreach (var polygon in shape.Normalized().Polygons)
        {
            json.WriteStartArray();
            foreach (var ring in polygon.Rings)
            {
                json.WriteStartArray();
                foreach (var point in ring.Points)
                {
                    json.WriteNumberValue(point.East);
                    json.WriteNumberValue(point.North);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static string Area(LegalArea? area) => area?.ToString() ?? "none";

    private static string Share(int? millionths) =>
        millionths is { } m ? (m / 1_000_000m).ToString("0.000000", CultureInfo.InvariantCulture) : "none";

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
