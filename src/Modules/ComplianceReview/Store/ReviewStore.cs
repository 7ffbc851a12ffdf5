using Guotu.ComplianceReview.Canonical;
using Guotu.ComplianceReview.Contracts;
using Guotu.Crypto.Keys;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.ComplianceReview.Store;

/// <summary>Writes and reads stored verdicts.</summary>
public sealed class ReviewStore(IIdSource ids, VerdictSignature signature, RowWriter rows, NodeSettings node)
{
    private const int UsualLabel = 1;

    private const string InsertCheckSql =
        """
        INSERT INTO cr_check (review_id, check_no, parcel_no, rule_code, layer_code, revision_no, status_code,
          plane_area, ellipsoidal_area, share_millionths, reason_code)
        VALUES (:p_review, :p_no, :p_parcel, :p_rule, :p_layer, :p_revision, :p_status, :p_plane, :p_ellipsoidal, :p_share, :p_reason)
        """;

    private const string FindSql = "SELECT " + ReviewRow.Columns + " FROM cr_review r WHERE r.review_id = :p_id AND {scope:cr_review:r}";

    private const string NewestSql =
        "SELECT " + ReviewRow.Columns + " FROM cr_review r WHERE r.case_id = :p_case AND {scope:cr_review:r} ORDER BY r.review_id DESC LIMIT 1";

    private const string ChecksSql =
        """
        SELECT check_no, parcel_no, rule_code, layer_code, revision_no, status_code, plane_area, ellipsoidal_area, share_millionths, reason_code
        FROM cr_check WHERE review_id = :p_review ORDER BY check_no
        """;

    /// <summary>Signs and inserts; the caller's unit of work commits.</summary>
    public async Task<Result<long>> InsertAsync(IUnitOfWork work, PreparedReview prepared, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(prepared);
        var id = ids.Next();
        var text = VerdictJson.Write(prepared.Verdict);
        var facts = new SignedFacts(id, prepared.Request.CaseId, prepared.Request.Stage, work.At, work.Context.Actor.UserId, prepared.Digest, text);
        var signed = signature.Sign(facts);
        if (signed.Error is { } unsigned)
        {
            return unsigned;
        }

        if ((await rows.InsertAsync(work, StoredVerdict.Table, id, RowOf(work, prepared, facts, signed.Value).Values, ct)).Error is { } refused)
        {
            return refused;
        }

        await InsertChecksAsync(work, id, prepared.Verdict, ct);
        work.Audit(new AuditEntry("review.run", "review", id.ToString(System.Globalization.CultureInfo.InvariantCulture), $"合规审查:{Chinese(prepared.Verdict.Overall)}")
        {
            After = $$"""{"digest":"{{prepared.Digest}}","overall":"{{CanonicalBody.Word(prepared.Verdict.Overall)}}"}""",
        });
        return id;
    }

    private StoredVerdict RowOf(IUnitOfWork work, PreparedReview prepared, SignedFacts facts, KeyedSignature signed) => new()
    {
        ReviewId = facts.ReviewId,
        CaseId = facts.CaseId,
        MatterCode = prepared.Verdict.Matter,
        StageCode = CanonicalBody.Word(facts.Stage),
        OverallCode = CanonicalBody.Word(prepared.Verdict.Overall),
        BlocksIssue = prepared.Verdict.BlocksIssue,
        ReviewedUtc = facts.At,
        EvaluatedOn = prepared.Verdict.EvaluatedOn,
        RuleVersion = prepared.Verdict.RuleVersion,
        FileName = prepared.Verdict.Input.FileName,
        VerdictJson = facts.VerdictText,
        BodyDigest = prepared.Digest,
        SignatureHex = Convert.ToHexString(signed.Bytes.Span).ToLowerInvariant(),
        KeyVersion = signed.KeyVersion,
        ByUserId = facts.ByUserId,
        ByName = work.Context.Actor.Name,
        OwnerOrgId = work.Context.Actor.OrganisationId,
        RegionCode = node.County.RegionCode,
        OriginNode = node.County.Code,
        LabelLevel = UsualLabel,
    };

    internal static Task<ReviewRow?> FindAsync(ISqlSession session, long reviewId, CancellationToken ct) =>
        session.SingleOrDefaultAsync<ReviewRow>(FindSql, new { p_id = reviewId }, ct);

    internal static Task<ReviewRow?> NewestAsync(ISqlSession session, long caseId, CancellationToken ct) =>
        session.SingleOrDefaultAsync<ReviewRow>(NewestSql, new { p_case = caseId }, ct);

    internal static Task<IReadOnlyList<CheckRow>> ChecksAsync(ISqlSession session, long reviewId, CancellationToken ct) =>
        session.QueryAsync<CheckRow>(ChecksSql, new { p_review = reviewId }, ct);

    /// <summary>The rows that a verdict gives: what <see cref="InsertAsync"/> wrote, and what a replay compares with.</summary>
    internal static IEnumerable<CheckRow> RowsOf(Verdict verdict)
    {
        var revisions = verdict.Revisions.ToDictionary(r => r.Layer, r => r.Revision, StringComparer.Ordinal);
        return verdict.Checks.Select((check, i) => new CheckRow
        {
            CheckNo = i + 1,
            ParcelNo = check.Parcel,
            RuleCode = check.Rule,
            LayerCode = check.Layer,
            RevisionNo = check.Layer is { } layer && revisions.TryGetValue(layer, out var revision) ? revision : null,
            StatusCode = CanonicalBody.Word(check.Status),
            PlaneArea = check.PlaneArea?.TenThousandths,
            EllipsoidalArea = check.EllipsoidalArea?.TenThousandths,
            ShareMillionths = check.ShareMillionths,
            ReasonCode = check.ReasonCode,
        });
    }

    internal StoredReview ToStored(ReviewRow row, Verdict verdict) => new()
    {
        ReviewId = row.ReviewId,
        CaseId = row.CaseId,
        Stage = row.Stage,
        ReviewedAt = row.ReviewedUtc,
        Verdict = verdict,
        Digest = row.BodyDigest,
        SignatureKeyId = "verdict/" + row.KeyVersion.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Signature = row.SignatureHex,
        SignatureValid = signature.Holds(row.Facts, row.KeyVersion, row.SignatureHex)
            && CanonicalBody.DigestOf(CanonicalBody.Of(verdict)) == row.BodyDigest,
        ByName = row.ByName,
    };

    internal ReviewEvidence EvidenceOf(ReviewRow row, Verdict verdict) => new(
        CanonicalBody.Of(verdict),
        VerdictSignature.SignedBytes(row.Facts),
        row.SignatureHex,
        row.KeyVersion,
        signature.PublicKeyHex(row.KeyVersion));

    internal static string Chinese(Overall overall) => overall switch
    {
        Overall.Compliant => "合规",
        Overall.Conflict => "冲突",
        _ => "无法判定",
    };

    private static async Task InsertChecksAsync(IUnitOfWork work, long reviewId, Verdict verdict, CancellationToken ct)
    {
        foreach (var row in RowsOf(verdict))
        {
            var arguments = new
            {
                p_review = reviewId,
                p_no = row.CheckNo,
                p_parcel = row.ParcelNo,
                p_rule = row.RuleCode,
                p_layer = row.LayerCode,
                p_revision = row.RevisionNo,
                p_status = row.StatusCode,
                p_plane = row.PlaneArea,
                p_ellipsoidal = row.EllipsoidalArea,
                p_share = row.ShareMillionths,
                p_reason = row.ReasonCode,
            };
            await work.ExecuteAsync(InsertCheckSql, arguments, ct);
        }
    }
}
