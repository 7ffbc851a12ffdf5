using Guotu.Hosting.Pumps;
using Guotu.Hosting.Runs;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Logging;

namespace Guotu.Operations.RunAssessment;

/// <summary>Takes assessments one after the other (测评队列).</summary>
internal sealed class AssessmentPump(AssessmentWork runs, HomeClaim claim, PumpBoard board, IClock clock, ILogger<AssessmentPump> log)
    : RunPump(claim, board, new Pump("assessments", "等保测评", TimeSpan.FromHours(2)), clock, log)
{
    protected override void Clear() => runs.ClearUnfinished();

    protected override async Task<bool> WorkAsync(string claimer, CancellationToken stopping)
    {
        if (await runs.ClaimAsync(claimer, stopping) is not { } job)
        {
            return false;
        }

        await runs.RunAsync(job, stopping);
        return true;
    }
}
