using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Runs;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.Operations.Evidence;
using Guotu.Operations.ReadReport;

namespace Guotu.Operations.RunAssessment;

/// <summary>
/// Runs one assessment from claim to signed report (执行测评): rights of the person as they stand now, lease renewed meanwhile, stopped when it is
/// cancelled. The report is written beside and takes its place when it is whole.
/// </summary>
internal sealed class AssessmentWork(IUnitsOfWork units, ICallers callers, EvidenceReports reports, ReportPlaces places, IClock clock)
{
    private const string Process = "mlps";
    private readonly RunBeat _beat = new(units, Process, clock);

    /// <summary>Removes what a process that is gone left half written; only where no other process works on this home.</summary>
    public void ClearUnfinished() => places.ClearUnfinished();

    /// <summary>Takes the next run; null where there is none, which takes reading only.</summary>
    public Task<RunClaim<AssessmentRow>?> ClaimAsync(string claimer, CancellationToken ct) => units.RunUpkeepWhereAsync<RunClaim<AssessmentRow>?>(
        Process, (session, token) => AssessmentTable.Runs.IsDueAsync(session, clock.Now, token), (work, token) => AssessmentTable.Runs.ClaimAsync(work, claimer, new Error(OperationsErrors.BrokenOff), token), ct);

    public async Task RunAsync(RunClaim<AssessmentRow> job, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            var written = await WriteAsync(job, stop);
            if (written.Error is { } fault)
            {
                places.Clear(job.Row.RunId);
                await units.RunUpkeepAsync(Process, (work, token) => AssessmentTable.Runs.FailAsync(work, job, fault, token), CancellationToken.None);
                return;
            }

            places.Keep(job.Row.RunId);
            if (!await units.RunUpkeepAsync(Process, (work, token) => AssessmentTable.DoneAsync(work, job, written.Value, token), CancellationToken.None))
            {
                places.Clear(job.Row.RunId);
            }
        }
        catch (OperationCanceledException)
        {
            places.Clear(job.Row.RunId);
            if (stopping.IsCancellationRequested)
            {
                await units.RunUpkeepAsync(Process, (work, token) => AssessmentTable.Runs.GiveBackAsync(work, job, token), CancellationToken.None);
            }
        }
    }

    private async Task<Result<WrittenReport>> WriteAsync(RunClaim<AssessmentRow> job, CancellationTokenSource stop)
    {
        var caller = await callers.OfAccountAsync(job.Row.UserId, Process, job.Row.UserAddress, stop.Token);
        if (caller.Error is { } gone)
        {
            return gone;
        }

        if (!OperationsPermissions.Evidence.Any(caller.Value.May))
        {
            return new Error(AccessErrors.NotPermitted, ("use", "测评证据"));
        }

        var context = new CommandContext(caller.Value.Actor, caller.Value.Scope, OperationsModule.ReportKind) { ObjectType = "node", ObjectId = "mlps" };
        return await _beat.WhileAsync(AssessmentTable.Runs, job, stop, steps => reports.WriteAsync(context, places.Begin(job.Row.RunId), steps, stop.Token));
    }
}
