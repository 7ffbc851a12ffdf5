using Guotu.Database.Files;
using Guotu.Database.Sessions;

namespace Guotu.ComplianceReview.Store;

/// <summary>Documents of attestations and exemptions.</summary>
internal sealed class PaperFilesHeld : IFileHolder
{
    private const string AttestationSql = "SELECT COUNT(*) AS row_total FROM cr_attestation WHERE document_digest = :p_digest";

    private const string ExemptionSql = "SELECT COUNT(*) AS row_total FROM cr_exemption WHERE document_digest = :p_digest";

    public string Title => "认定或豁免的依据";

    public async Task<bool> HoldsAsync(ISqlSession session, string digest, CancellationToken ct) =>
        await session.ScalarAsync<long>(AttestationSql, new { p_digest = digest }, ct) > 0
        || await session.ScalarAsync<long>(ExemptionSql, new { p_digest = digest }, ct) > 0;
}
