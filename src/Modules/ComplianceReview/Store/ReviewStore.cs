using Guotu.ComplianceReview.Canonical;
using Guotu.ComplianceReview.Contracts;
using Guotu.Crypto.Keys;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Store;

/// <summary>Writes and reads stored verdicts.</summary>
public sealed class ReviewStore(IIdSource ids, VerdictSignature signature, ObjectSeals seals, NodeSettings node)
{
    private const string InsertSql =
        """
        INSERT INTO cr_review (review_id, case_id, matter_code, stage_code, overall_code, blocks_issue, reviewed_utc, evaluated_on,
          rule_version, file_name, verdict_json, body_digest, signature_hex, key_version, by_user_id, by_name,
          owner_org_id, region_code, origin_node, label_level, label_category)
        VALUES (:p_id, :p_case, :p_matter, :p_stage, :p_overall, :p_blocks, :p_at, :p_on,
          :p_rules, :p_file, :p_verdict, :p_digest, :p_signature, :p_key, :p_user, :p_name,
          :p_org, :p_region, :p_node, :p_label, :p_label_category)
        """;

    private const string InsertCheckSql =
        """
        INSERT INTO cr_check (review_id, check_no, parcel_no, rule_code, layer_code, revision_no, status_code,
          plane_area, ellipsoidal_area, share_millionths, reason_code)
        VALUES (:p_review, :p_no, :p_parcel, :p_rule, :p_layer, :p_revision, :p_status, :p_plane, :p_ellipsoidal, :p_share, :p_reason)
        """;

    private const string FindSql = "SELECT " + ReviewRow.Columns + " FROM cr_review r WHERE r.review_id = :p_id AND {scope:cr_review:r}";

    private const string NewestSql =
        "SELECT " + ReviewRow.Columns + " FROM cr_review r WHERE r.case_id = :p_case AND {scope:cr_review:r} ORDER BY r.review_id DESC LIMIT 1";

    private const string NewestIntakeSql =
        "SELECT " + ReviewRow.Columns + " FROM cr_review r WHERE r.case_id = :p_case AND r.stage_code = 'intake' AND r.reviewed_utc < :p_at AND {scope:cr_review:r} "
        + "ORDER BY r.review_id DESC LIMIT 1";

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

        await work.ExecuteAsync(InsertSql, ArgumentsOf(work, prepared, facts, signed.Value), ct);
        await InsertChecksAsync(work, id, prepared.Verdict, ct);
        seals.Begin(work, ReviewSeal.Family, id);
        work.Audit(new AuditEntry("review.run", "review", id.ToString(System.Globalization.CultureInfo.InvariantCulture), $"合规审查:{Chinese(prepared.Verdict.Overall)}")
        {
            After = $$"""{"digest":"{{prepared.Digest}}","overall":"{{CanonicalBody.Word(prepared.Verdict.Overall)}}"}""",
        });
        return id;
    }

    private object ArgumentsOf(IUnitOfWork work, PreparedReview prepared, SignedFacts facts, KeyedSignature signed) =>
        new
        {
            p_id = facts.ReviewId,
            p_case = facts.CaseId,
            p_matter = prepared.Verdict.Matter,
            p_stage = CanonicalBody.Word(facts.Stage),
            p_overall = CanonicalBody.Word(prepared.Verdict.Overall),
            p_blocks = prepared.Verdict.BlocksIssue ? 1 : 0,
            p_at = facts.At,
            p_on = prepared.Verdict.EvaluatedOn,
            p_rules = prepared.Verdict.RuleVersion,
            p_file = prepared.Verdict.Input.FileName,
            p_verdict = facts.VerdictText,
            p_digest = prepared.Digest,
            p_signature = Convert.ToHexString(signed.Bytes.Span).ToLowerInvariant(),
            p_key = signed.KeyVersion,
            p_user = facts.ByUserId,
            p_name = work.Context.Actor.Name,
            p_org = work.Context.Actor.OrganisationId,
            p_region = node.County.RegionCode,
            p_node = node.County.Code,
            p_label = prepared.Label.Level,
            p_label_category = prepared.Label.CategoryText,
        };

    internal static Task<ReviewRow?> FindAsync(ISqlSession session, long reviewId, CancellationToken ct) =>
        session.SingleOrDefaultAsync<ReviewRow>(FindSql, new { p_id = reviewId }, ct);

    internal static Task<ReviewRow?> NewestAsync(ISqlSession session, long caseId, CancellationToken ct) =>
        session.SingleOrDefaultAsync<ReviewRow>(NewestSql, new { p_case = caseId }, ct);

    internal static Task<ReviewRow?> NewestIntakeAsync(ISqlSession session, long caseId, Instant at, CancellationToken ct) =>
        session.SingleOrDefaultAsync<ReviewRow>(NewestIntakeSql, new { p_case = caseId, p_at = at }, ct);

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
        Label = SecurityLabel.OfRow(row.LabelLevel, row.LabelCategory),
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
