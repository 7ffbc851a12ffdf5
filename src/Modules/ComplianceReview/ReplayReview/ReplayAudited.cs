using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.ComplianceReview.ReplayReview;

/// <summary>A replay asked for by a person, with its outcome in the audit trail.</summary>
public sealed class ReplayAudited(Replay replay, IUnitsOfWork units)
{
    public async Task<Result<ReplayOutcome>> RunAsync(CommandContext context, long reviewId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        var outcome = await replay.RunAsync(reviewId, context.Scope, ct);
        return await units.RunAsync<ReplayOutcome>(
            context with { RequestId = null },
            (work, _) =>
            {
                if (outcome.IsSuccess)
                {
                    var id = reviewId.ToString(CultureInfo.InvariantCulture);
                    var word = outcome.Value.Same ? "一致" : $"不一致,{outcome.Value.Differences.Count} 处";
                    work.Audit(new AuditEntry("review.replay", "review", id, "复算结论:" + word));
                }

                return Task.FromResult(outcome);
            },
            ct);
    }
}
