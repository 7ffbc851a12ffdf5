using System.Globalization;
using Guotu.ComplianceReview.Canonical;
using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Domain;
using Guotu.ComplianceReview.Rules;
using Guotu.ComplianceReview.Store;
using Guotu.Database;
using Guotu.Database.AuditPort;
using Guotu.Database.Files;
using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.ComplianceReview.Attest;

/// <summary>Records papers that answer an attested rule or exempt from a conflict (认定与豁免).</summary>
public sealed class PaperCommands(RuleSets ruleSets, IFileStore files, CasePapers papers, RowWriter rows, IIdSource ids)
{
    public async Task<Result> AttestAsync(IUnitOfWork work, Attestation attestation, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(attestation);
        if (Refusal(work, attestation) is { } error)
        {
            return error;
        }

        var position = PositionMustBeTrusted.IsRule(attestation.Rule) ? await papers.FiledAsync(work, attestation.CaseId, work.At, ct) : null;
        if (PositionMustBeTrusted.IsRule(attestation.Rule) && (position is not { } filed || PositionMustBeTrusted.RuleOf(filed.Input) != attestation.Rule))
        {
            return new Error(ReviewErrors.OtherCoordinates) { Field = "rule" };
        }

        var row = new StoredAttestation
        {
            AttestationId = ids.Next(),
            CaseId = attestation.CaseId,
            RuleCode = attestation.Rule,
            AnswerCode = CanonicalBody.Word(attestation.Answer),
            DocumentDigest = attestation.DocumentDigest,
            DocumentName = attestation.DocumentName,
            ValidUntil = attestation.ValidUntil,
            ReasonText = attestation.Text,
            ByUserId = work.Context.Actor.UserId,
            ByName = work.Context.Actor.Name,
            CreatedUtc = work.At,
        };
        if ((await rows.InsertAsync(work, StoredAttestation.Table, row.AttestationId, row.Values, ct)).Error is { } refused)
        {
            return refused;
        }

        if (position is { } vouched && (await rows.InsertAsync(work, StoredPositionPaper.Table, row.AttestationId, Subject(row, vouched.Input), ct)).Error is { } unbound)
        {
            return unbound;
        }

        work.Audit(new AuditEntry("review.attest", "case", Id(attestation.CaseId), $"{(PositionMustBeTrusted.IsRule(attestation.Rule) ? "认定位置" : "认定")} {attestation.Rule}:依据《{attestation.DocumentName}》"));
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

        var row = new StoredExemption
        {
            ExemptionId = ids.Next(),
            CaseId = exemption.CaseId,
            RuleCode = exemption.Rule,
            BasisText = exemption.Basis,
            DocumentDigest = exemption.DocumentDigest,
            DocumentName = exemption.DocumentName,
            ReasonText = exemption.Text,
            ByUserId = work.Context.Actor.UserId,
            ByName = work.Context.Actor.Name,
            CreatedUtc = work.At,
        };
        if ((await rows.InsertAsync(work, StoredExemption.Table, row.ExemptionId, row.Values, ct)).Error is { } refused)
        {
            return refused;
        }

        work.Audit(new AuditEntry("review.exempt", "case", Id(exemption.CaseId), $"豁免 {exemption.Rule}:依据《{exemption.DocumentName}》"));
        return Result.Done;
    }

    private static IReadOnlyList<RowValue> Subject(StoredAttestation row, VerdictInput input) => new StoredPositionPaper
    {
        AttestationId = row.AttestationId,
        CaseId = row.CaseId,
        FileDigest = input.FileDigest,
        ReadingDigest = PositionMustBeTrusted.ReadingOf(input),
    }.Values;

    private Error? Refusal(IUnitOfWork work, Attestation attestation)
    {
        var rule = ruleSets.InForce(attestation.Matter)?.Find(attestation.Rule);
        if (rule is not { Kind: RuleKind.Attested } && !PositionMustBeTrusted.IsRule(attestation.Rule))
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
