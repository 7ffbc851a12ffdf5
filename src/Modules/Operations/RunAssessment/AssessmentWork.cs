using Guotu.Database.Work;
using Guotu.Hosting.Callers;
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
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    /// <summary>Removes what a process that is gone left half written; only where no other process works on this home.</summary>
    public void ClearUnfinished() => places.ClearUnfinished();

    /// <summary>Takes the next run; null where there is none, which takes reading only.</summary>
    public Task<AssessmentClaim?> ClaimAsync(string claimer, CancellationToken ct) => units.RunUpkeepWhereAsync<AssessmentClaim?>(
        Process, (session, token) => AssessmentTable.IsDueAsync(session, clock.Now, token), (work, token) => AssessmentTable.ClaimAsync(work, claimer, Lease, token), ct);

    public async Task RunAsync(AssessmentClaim job, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            var written = await WriteAsync(job, stop);
            if (written.Error is { } fault)
            {
                places.Clear(job.Row.RunId);
                await units.RunUpkeepAsync(Process, (work, token) => AssessmentTable.FailAsync(work, job, fault, token), CancellationToken.None);
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
                await units.RunUpkeepAsync(Process, (work, token) => AssessmentTable.GiveBackAsync(work, job, token), CancellationToken.None);
            }
        }
    }

    private async Task<Result<WrittenReport>> WriteAsync(AssessmentClaim job, CancellationTokenSource stop)
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
        var steps = new Steps();
        using var ended = new CancellationTokenSource();
        var beating = BeatAsync(job, steps, stop, ended.Token);
        try
        {
            return await reports.WriteAsync(context, places.Begin(job.Row.RunId), steps, stop.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await beating;
        }
    }

    /// <summary>Renews the lease; where the row is no longer this worker's the run stops.</summary>
    private async Task BeatAsync(AssessmentClaim job, Steps steps, CancellationTokenSource stop, CancellationToken ended)
    {
        try
        {
            while (await units.RunUpkeepAsync(Process, (work, token) => AssessmentTable.BeatAsync(work, job, steps.Now, Lease, token), ended))
            {
                await Task.Delay(Beat, clock.TimeProvider, ended);
            }

            await stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The run ended.
        }
    }

    /// <summary>How far the run is; told by the run, read by the beat.</summary>
    private sealed class Steps : IProgress<string>
    {
        private readonly object _gate = new();
        private (string Name, int Done) _now = ("准备", 0);
        private int _begun;

        public (string Name, int Done) Now
        {
            get
            {
                lock (_gate)
                {
                    return _now;
                }
            }
        }

        public void Report(string value)
        {
            lock (_gate)
            {
                _now = (value, _begun++);
            }
        }
    }
}
