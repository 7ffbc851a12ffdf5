using Guotu.Database.Files;
using Guotu.Database.Sessions;

namespace Guotu.ComplianceReview.Store;

/// <summary>
/// What a verdict is made anew from: coordinate files, copies of rules, documents of attestations and exemptions. A verdict names its files by digest in
/// its text; the question is put seldom, and reads all of them.
/// </summary>
internal sealed class ReviewFilesHeld : IFileHolder
{
    private const string AttestationSql = "SELECT COUNT(*) AS row_total FROM cr_attestation WHERE document_digest = :p_digest";

    private const string ExemptionSql = "SELECT COUNT(*) AS row_total FROM cr_exemption WHERE document_digest = :p_digest";

    private const string PositionSql = "SELECT COUNT(*) AS row_total FROM cr_position_paper WHERE file_digest = :p_digest";

    private const string VerdictSql = "SELECT COUNT(*) AS row_total FROM cr_review r WHERE r.verdict_json LIKE :p_like ESCAPE '!' AND {scope:cr_review:r}";

    public string Title => "审查结论的输入或依据";

    public async Task<bool> HoldsAsync(ISqlSession session, string digest, CancellationToken ct) =>
        await session.ScalarAsync<long>(AttestationSql, new { p_digest = digest }, ct) > 0
        || await session.ScalarAsync<long>(ExemptionSql, new { p_digest = digest }, ct) > 0
        || await session.ScalarAsync<long>(PositionSql, new { p_digest = digest }, ct) > 0
        || await session.ScalarAsync<long>(VerdictSql, new { p_like = "%" + digest + "%" }, ct) > 0;
}
