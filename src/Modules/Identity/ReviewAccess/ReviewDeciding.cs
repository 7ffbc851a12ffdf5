using System.Globalization;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ReviewAccess;

/// <summary>
/// Decides lines and signs the result (逐行复核、签署). A withdrawn line revokes the role in the same transaction. Signing writes the SM3 of the result
/// into the review and into the audit trail, whose checkpoints carry an SM2 signature.
/// </summary>
internal sealed class ReviewDeciding(IUnitsOfWork units, AccessReviews reviews, GrantWriting grants)
{
    public const string KeepKind = "identity.review.keep";
    public const string WithdrawKind = "identity.review.withdraw";
    public const string SignKind = "identity.review.sign";
    private const int LongestNote = 200;

    public Task<Result> DecideAsync(CommandContext context, Caller caller, LineDecision decision, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var found = await LineAsync(work, caller, decision, token);
            if (found.Error is { } refused)
            {
                return refused;
            }

            var line = found.Value;
            if (decision.Verdict == AccessLineRow.Withdrawn && (await RevokeAsync(work, line, token)).Error is { } notRevoked)
            {
                return notRevoked;
            }

            var (kind, word) = decision.Verdict == AccessLineRow.Withdrawn ? (WithdrawKind, "收回") : (KeepKind, "保留");
            work.Audit(new AuditEntry(kind, "access-review", Id(decision.ReviewId), $"权限复核{word}:{line.AccountName} 的角色 {line.RoleCode};{decision.Note.Trim()}"));
            return await reviews.UpdateAsync(
                work,
                line with
                {
                    VerdictCode = decision.Verdict,
                    NoteText = decision.Note.Trim(),
                    DecidedBy = work.Context.Actor.UserId,
                    DecidedName = work.Context.Actor.Name,
                    DecidedUtc = work.At,
                },
                token);
        },
        ct);

    public Task<Result> SignAsync(CommandContext context, Caller caller, long reviewId, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var open = await OpenAsync(work, caller, reviewId, token);
            if (open.Error is { } refused)
            {
                return refused;
            }

            var lines = await reviews.LinesAsync(work, reviewId, token);
            if (lines.Error is { } tampered)
            {
                return tampered;
            }

            var undecided = lines.Value.Count(l => l.VerdictCode == AccessLineRow.Open);
            if (undecided > 0)
            {
                return new Error(AccessReviewErrors.ReviewState, ("state", $"还有 {undecided} 行没有结论"));
            }

            var digest = DigestOf(open.Value, lines.Value);
            var withdrawn = lines.Value.Count(l => l.VerdictCode == AccessLineRow.Withdrawn);
            work.Audit(new AuditEntry(SignKind, "access-review", Id(reviewId), $"签署权限复核:{open.Value.OrgName},{lines.Value.Count} 行,收回 {withdrawn} 行")
            {
                After = $$"""{"lines":{{lines.Value.Count.ToString(CultureInfo.InvariantCulture)}},"withdrawn":{{withdrawn.ToString(CultureInfo.InvariantCulture)}},"sm3":"{{digest}}"}""",
            });
            return await reviews.UpdateAsync(
                work,
                open.Value with
                {
                    StateCode = AccessReviewRow.Signed,
                    SignedBy = work.Context.Actor.UserId,
                    SignedName = work.Context.Actor.Name,
                    SignedUtc = work.At,
                    ResultHex = digest,
                },
                token);
        },
        ct);

    /// <summary>
    /// SM3 over the review and every line as it was shown and decided, notes included; each value goes in with its length, so that no two reviews have
    /// the same text. The layout stands in <c>docs/how-to/review-access.md</c>.
    /// </summary>
    public static string DigestOf(AccessReviewRow review, IReadOnlyList<AccessLineRow> lines)
    {
        var text = new BoundText("guotu access review 2").Add(review.ReviewId).Add(review.OrgName).Add(Day(review.DueOn)).Add(lines.Count);
        foreach (var l in lines)
        {
            text.Add(l.LineId).Add(l.AccountName).Add(l.UserName).Add(l.PostsText ?? string.Empty).Add(l.RoleCode).Add(l.RoleName).Add(l.ScopeText)
                .Add(l.GrantedName).Add(l.GrantedUtc.UnixMicroseconds).Add(Day(l.UntilOn)).Add(Time(l.LoginUtc)).Add(Time(l.ActUtc)).Add(l.TemplateCode)
                .Add(l.VerdictCode).Add(l.NoteText ?? string.Empty).Add(l.DecidedName ?? string.Empty).Add(Time(l.DecidedUtc));
        }

        return Convert.ToHexString(Sm3.Hash(text.ToArray())).ToLowerInvariant();
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    private static long Time(Instant? at) => at?.UnixMicroseconds ?? 0;

    private async Task<Result<AccessReviewRow>> OpenAsync(IUnitOfWork work, Caller caller, long reviewId, CancellationToken ct)
    {
        var taken = await reviews.TakeAsync(work, reviewId, ct);
        if (taken.Error is { } unknown)
        {
            return unknown;
        }

        if (!ReviewerMustBeEntitled.MayReview(caller, taken.Value.OrgId))
        {
            return AccessReviews.NotThere(reviewId);
        }

        return taken.Value.StateCode == AccessReviewRow.Open ? taken : new Error(AccessReviewErrors.ReviewState, ("state", "已经签署"));
    }

    private async Task<Result<AccessLineRow>> LineAsync(IUnitOfWork work, Caller caller, LineDecision decision, CancellationToken ct)
    {
        var open = await OpenAsync(work, caller, decision.ReviewId, ct);
        if (open.Error is { } refused)
        {
            return refused;
        }

        var lines = await reviews.LinesAsync(work, decision.ReviewId, ct);
        if (lines.Error is { } tampered)
        {
            return tampered;
        }

        if (lines.Value.FirstOrDefault(l => l.LineId == decision.LineId) is not { } line)
        {
            return new Error(KernelErrors.NotFound, ("what", "这一行"));
        }

        if (line.VerdictCode == AccessLineRow.Withdrawn)
        {
            return new Error(AccessReviewErrors.ReviewState, ("state", "的这一行已经收回,要恢复的由安全保密管理员重新授权"));
        }

        var note = decision.Note.Trim();
        if (note.Length > LongestNote || note.Any(char.IsControl) || (note.Length == 0 && decision.Verdict == AccessLineRow.Withdrawn))
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "说明"), ("reason", $"收回要写理由,不超过 {LongestNote} 个字")) { Field = "note" };
        }

        var holder = await GrantWriting.HolderAsync(work, line.RoleCode, ct);
        return ReviewerMustBeEntitled.Breach(caller, line, holder) is { } notYours ? notYours : line;
    }

    /// <summary>Through the one revoke; a role that was revoked since is no hindrance.</summary>
    private async Task<Result> RevokeAsync(IUnitOfWork work, AccessLineRow line, CancellationToken ct)
    {
        var grantee = await grants.FindAsync(work, line.AccountName, ct);
        return grantee.Error is { } unknown ? unknown : await grants.RevokeAsync(work, grantee.Value, line.RoleCode, ct);
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A decision on a line.</summary>
/// <param name="ReviewId">Of which review.</param>
/// <param name="LineId">Which line.</param>
/// <param name="Verdict"><see cref="AccessLineRow.Kept"/> or <see cref="AccessLineRow.Withdrawn"/>.</param>
/// <param name="Note">Why; needed to withdraw.</param>
internal sealed record LineDecision(long ReviewId, long LineId, string Verdict, string Note);
