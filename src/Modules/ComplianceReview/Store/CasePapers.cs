using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Domain;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Store;

/// <summary>Attestations and exemptions of a case, as they stood at an instant: a replay must not see later papers.</summary>
public sealed class CasePapers(IUnitsOfWork units)
{
    private const string AttestationsSql =
        """
        SELECT attestation_id, rule_code, answer_code, document_digest, document_name, valid_until, by_name
        FROM cr_attestation WHERE case_id = :p_case AND created_utc <= :p_at ORDER BY attestation_id
        """;

    private const string ExemptionsSql =
        """
        SELECT exemption_id, rule_code, basis_text, document_digest, document_name
        FROM cr_exemption WHERE case_id = :p_case AND created_utc <= :p_at ORDER BY exemption_id
        """;

    public async Task<IReadOnlyList<AttestationOnFile>> AttestationsAsync(long? caseId, Instant at, CancellationToken ct)
    {
        if (caseId is null)
        {
            return [];
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var rows = await session.QueryAsync<AttestationRow>(AttestationsSql, new { p_case = caseId, p_at = at }, ct);
        return rows.Select(r => new AttestationOnFile(
            r.RuleCode,
            Enum.Parse<CheckStatus>(r.AnswerCode, ignoreCase: true),
            new AttestationUsed(r.AttestationId, r.DocumentDigest, r.ValidUntil, r.ByName, r.DocumentName))).ToList();
    }

    public async Task<IReadOnlyList<ExemptionOnFile>> ExemptionsAsync(long? caseId, Instant at, CancellationToken ct)
    {
        if (caseId is null)
        {
            return [];
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var rows = await session.QueryAsync<ExemptionRow>(ExemptionsSql, new { p_case = caseId, p_at = at }, ct);
        return rows.Select(r => new ExemptionOnFile(r.RuleCode, new ExemptionUsed(r.ExemptionId, r.DocumentDigest, r.BasisText, r.DocumentName))).ToList();
    }

    private sealed class AttestationRow
    {
        public long AttestationId { get; init; }

        public string RuleCode { get; init; } = string.Empty;

        public string AnswerCode { get; init; } = string.Empty;

        public string DocumentDigest { get; init; } = string.Empty;

        public string DocumentName { get; init; } = string.Empty;

        public DateOnly ValidUntil { get; init; }

        public string ByName { get; init; } = string.Empty;
    }

    private sealed class ExemptionRow
    {
        public long ExemptionId { get; init; }

        public string RuleCode { get; init; } = string.Empty;

        public string BasisText { get; init; } = string.Empty;

        public string DocumentDigest { get; init; } = string.Empty;

        public string DocumentName { get; init; } = string.Empty;
    }
}
