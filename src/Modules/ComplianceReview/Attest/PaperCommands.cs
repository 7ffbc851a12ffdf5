using System.Globalization;
using Guotu.ComplianceReview.Canonical;
using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Rules;
using Guotu.Database;
using Guotu.Database.AuditPort;
using Guotu.Database.Files;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.ComplianceReview.Attest;

/// <summary>Records papers that answer an attested rule or exempt from a conflict (认定与豁免).</summary>
public sealed class PaperCommands(RuleSets ruleSets, IFileStore files, IIdSource ids)
{
    private const string AttestSql =
        """
        INSERT INTO cr_attestation (attestation_id, case_id, rule_code, answer_code, document_digest, document_name, valid_until,
          reason_text, by_user_id, by_name, created_utc)
        VALUES (:p_id, :p_case, :p_rule, :p_answer, :p_digest, :p_document, :p_until, :p_reason, :p_user, :p_name, :p_at)
        """;

    private const string ExemptSql =
        """
        INSERT INTO cr_exemption (exemption_id, case_id, rule_code, basis_text, document_digest, document_name, reason_text, by_user_id, by_name, created_utc)
        VALUES (:p_id, :p_case, :p_rule, :p_basis, :p_digest, :p_document, :p_reason, :p_user, :p_name, :p_at)
        """;

    public async Task<Result> AttestAsync(IUnitOfWork work, Attestation attestation, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(attestation);
        if (Refusal(work, attestation) is { } error)
        {
            return error;
        }

        var arguments = new
        {
            p_id = ids.Next(),
            p_case = attestation.CaseId,
            p_rule = attestation.Rule,
            p_answer = CanonicalBody.Word(attestation.Answer),
            p_digest = attestation.DocumentDigest,
            p_document = attestation.DocumentName,
            p_until = attestation.ValidUntil,
            p_reason = attestation.Text,
            p_user = work.Context.Actor.UserId,
            p_name = work.Context.Actor.Name,
            p_at = work.At,
        };
        await work.ExecuteAsync(AttestSql, arguments, ct);
        work.Audit(new AuditEntry("review.attest", "case", Id(attestation.CaseId), $"认定 {attestation.Rule}:依据《{attestation.DocumentName}》"));
        return Result.Done;
    }

    public async Task<Result> ExemptAsync(IUnitOfWork work, Exemption exemption, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(exemption);
        var rule = ruleSets.InForce(exemption.Matter)?.Find(exemption.Rule);
        if (rule?.Exemption is null)
        {
            return new Error(ReviewErrors.NoExemption, ("rule", rule?.Name ?? exemption.Rule));
        }

        if (!files.Contains(exemption.DocumentDigest))
        {
            return new Error(DatabaseErrors.FileMissing, ("digest", exemption.DocumentDigest));
        }

        var arguments = new
        {
            p_id = ids.Next(),
            p_case = exemption.CaseId,
            p_rule = exemption.Rule,
            p_basis = exemption.Basis,
            p_digest = exemption.DocumentDigest,
            p_document = exemption.DocumentName,
            p_reason = exemption.Text,
            p_user = work.Context.Actor.UserId,
            p_name = work.Context.Actor.Name,
            p_at = work.At,
        };
        await work.ExecuteAsync(ExemptSql, arguments, ct);
        work.Audit(new AuditEntry("review.exempt", "case", Id(exemption.CaseId), $"豁免 {exemption.Rule}:依据《{exemption.DocumentName}》"));
        return Result.Done;
    }

    private Error? Refusal(IUnitOfWork work, Attestation attestation)
    {
        var rule = ruleSets.InForce(attestation.Matter)?.Find(attestation.Rule);
        if (rule is not { Kind: RuleKind.Attested })
        {
            return new Error(ReviewErrors.NotAttestable, ("rule", rule?.Name ?? attestation.Rule));
        }

        if (attestation.Answer is not (CheckStatus.Compliant or CheckStatus.Conflict))
        {
            return new Error(KernelErrors.FieldInvalid, ("reason", "认定结论只能是符合或冲突")) { Field = "answer" };
        }

        if (attestation.ValidUntil < work.At.LocalDate)
        {
            var until = attestation.ValidUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return new Error(ReviewErrors.PaperExpired, ("document", attestation.DocumentName), ("until", until));
        }

        return files.Contains(attestation.DocumentDigest) ? null : new Error(DatabaseErrors.FileMissing, ("digest", attestation.DocumentDigest));
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
