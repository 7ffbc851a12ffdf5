using System.ComponentModel.DataAnnotations;
using Guotu.Approval.Domain;
using Guotu.Approval.StageFile;
using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Approval.AttestCheck;

/// <summary>认定 and 豁免 on a case: a named officer, a stored document; the next review uses them.</summary>
public sealed class CasePapers(IReviews reviews, FileStaging staging, CaseSeal cases, IUnitsOfWork units)
{
    private const int LongestText = 1000;
    private const int LongestBasis = 500;

    public Task<Result> AttestAsync(CommandContext context, long caseId, AttestationGiven given, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(given);
        return units.RunAsync(context, (work, token) => AttestAsync(work, caseId, given, token), ct);
    }

    public Task<Result> ExemptAsync(CommandContext context, long caseId, ExemptionGiven given, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(given);
        return units.RunAsync(context, (work, token) => ExemptAsync(work, caseId, given, token), ct);
    }

    private async Task<Result> AttestAsync(IUnitOfWork work, long caseId, AttestationGiven given, CancellationToken ct)
    {
        if (!Enum.TryParse<CheckStatus>(given.Answer, ignoreCase: true, out var answer) || answer is not (CheckStatus.Compliant or CheckStatus.Conflict))
        {
            return new Error(KernelErrors.FieldInvalid, ("reason", "认定结论只能是符合或冲突")) { Field = "answer" };
        }

        var ready = await ReadyAsync(work, caseId, new NamedDigest(given.DocumentDigest, given.DocumentName), "人工认定", ct);
        if (ready.Error is { } refused)
        {
            return refused;
        }

        return TextFault(given.Text, LongestText, "text") ?? await reviews.AttestAsync(
            work,
            new Attestation(caseId, ready.Value.Row.MatterCode, given.Rule, answer, ready.Value.File.Digest, ready.Value.File.Name, given.ValidUntil, given.Text),
            ct);
    }

    private async Task<Result> ExemptAsync(IUnitOfWork work, long caseId, ExemptionGiven given, CancellationToken ct)
    {
        var ready = await ReadyAsync(work, caseId, new NamedDigest(given.DocumentDigest, given.DocumentName), "附豁免依据", ct);
        if (ready.Error is { } refused)
        {
            return refused;
        }

        return TextFault(given.Basis, LongestBasis, "basis") ?? TextFault(given.Text, LongestText, "text") ?? await reviews.ExemptAsync(
            work,
            new Exemption(caseId, ready.Value.Row.MatterCode, given.Rule, ready.Value.File.Digest, ready.Value.File.Name, given.Basis, given.Text),
            ct);
    }

    private async Task<Result<Ready>> ReadyAsync(IUnitOfWork work, long caseId, NamedDigest document, string act, CancellationToken ct)
    {
        var row = await cases.LockAsync(work, caseId, ct);
        if (row.Error is { } unknown)
        {
            return unknown;
        }

        if (TheCaseMustBeRunning.Check(row.Value, act) is { } ended)
        {
            return ended;
        }

        var file = await staging.FindAsync(work, work.Context.Actor.UserId, document, ct);
        return file.Error is { } missing ? missing : new Ready(row.Value, file.Value);
    }

    private static Result? TextFault(string text, int longest, string field) =>
        string.IsNullOrWhiteSpace(text) ? new Error(KernelErrors.FieldInvalid, ("reason", "没有填")) { Field = field }
        : text.Length > longest ? new Error(KernelErrors.FieldInvalid, ("reason", $"不超过 {longest} 字")) { Field = field }
        : (Result?)null;

    private sealed record Ready(CaseRow Row, StagedFile File);
}

/// <summary>An answer on paper.</summary>
public sealed record AttestationGiven(
    string Rule, [property: AllowedValues("compliant", "conflict")] string Answer, string DocumentDigest, string DocumentName, DateOnly ValidUntil, string Text);

/// <summary>A lawful exemption.</summary>
public sealed record ExemptionGiven(string Rule, string DocumentDigest, string DocumentName, string Basis, string Text);
