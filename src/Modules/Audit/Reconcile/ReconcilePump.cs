using Guotu.Hosting.Pumps;
using Guotu.Hosting.Runs;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Logging;

namespace Guotu.Audit.Reconcile;

/// <summary>Takes reconciliations one after the other (对账队列).</summary>
internal sealed class ReconcilePump(ReconcileWork runs, HomeClaim claim, PumpBoard board, IClock clock, ILogger<ReconcilePump> log)
    : RunPump(claim, board, new Pump("reconciliations", "与业务表对账", TimeSpan.FromHours(2)), clock, log)
{
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
