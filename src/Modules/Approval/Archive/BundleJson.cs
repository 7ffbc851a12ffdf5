using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Approval.KeepClock;
using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Labels;

namespace Guotu.Approval.Archive;

/// <summary>The texts of an archive bundle (归档包正文), see docs/formats/archive-bundle.md.</summary>
internal static class BundleJson
{
    public const string Format = "guotu-archive/1";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static string CaseOf(CaseRow row, IReadOnlyDictionary<string, string> values, IReadOnlyList<OpinionRow> opinions) => Write(new
    {
        format = Format,
        caseId = Text(row.CaseId),
        row.ReceiptNumber,
        row.CaseNumber,
        matter = new { code = row.MatterCode, name = row.MatterName },
        row.ProjectName,
        received = row.ReceivedUtc.ToString(),
        acceptedOn = row.AcceptedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decided = row.DecidedUtc?.ToString(),
        parcelFile = new { name = row.ParcelFile, sm3 = row.ParcelDigest, axis = row.ParcelAxis, zone = row.ParcelZone, layer = row.ParcelLayer, crs = row.ParcelCrs },
        reviewId = Text(row.ReviewId),
        securityLabel = new { level = row.Label.Level, categories = row.Label.Categories, name = LabelScheme.Shipped.NameOf(row.Label), scheme = LabelScheme.Shipped.Version },
        fields = values.OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary(v => v.Key, v => v.Value),
        opinions = opinions.OrderBy(o => o.OpinionId).Select(o => new
        {
            at = o.GivenUtc.ToString(),
            by = o.ByName,
            post = o.PostName,
            step = o.NodeName,
            action = o.ActionName,
            text = o.OpinionText,
        }),
    });

    public static string ClockOf(CaseRow row, IReadOnlyList<ClockEntryRow> entries) => Write(new
    {
        promisedDays = row.PromisedDays,
        statutoryDays = row.StatutoryDays,
        entries = entries.Select(e => new
        {
            at = e.EntryUtc.ToString(),
            kind = e.KindCode,
            reason = e.ReasonText,
            documentSm3 = e.DocumentDigest,
            days = e.ExtendedDays,
            by = e.ByName,
            calendar = e.CalendarVersion,
        }),
    });

    public static string SignatureOf(StoredReview stored, ReviewEvidence evidence) => Write(new
    {
        reviewId = Text(stored.ReviewId),
        reviewedAt = stored.ReviewedAt.ToString(),
        by = stored.ByName,
        bodySm3 = stored.Digest,
        algorithm = "SM2-SM3",
        signedMessageHex = Convert.ToHexString(evidence.SignedMessage).ToLowerInvariant(),
        signatureHex = evidence.SignatureHex,
        keyVersion = evidence.KeyVersion,
        publicKeyHex = evidence.PublicKeyHex,
    });

    public static string ManifestOf(IReadOnlyList<BundleEntry> entries) => Write(new { format = Format, entries });

    public static string SealOf(KeyedSignature signature, Sm2PublicKey key) => Write(new
    {
        algorithm = "SM2-SM3",
        purpose = KeyPairPurpose.CertificateSeal.Name,
        keyVersion = signature.KeyVersion,
        signatureHex = Convert.ToHexString(signature.Bytes.Span).ToLowerInvariant(),
        publicKeyHex = Convert.ToHexString(key.Encoded).ToLowerInvariant(),
    });

    public static string Write(object value) => JsonSerializer.Serialize(value, Options) + "\n";

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
