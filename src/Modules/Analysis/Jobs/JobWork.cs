using System.Data.Common;
using System.Globalization;
using Guotu.Analysis.RunOperator;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Microsoft.Extensions.Logging;

namespace Guotu.Analysis.Jobs;

/// <summary>
/// Takes queued runs one after another (运算队列). A run is claimed by its row and held by a lease that each beat renews; one whose worker died is taken up again, at most three times.
/// It runs with the rights that its owner has when it runs. Rows of the result and the end of the run commit together.
/// </summary>
internal sealed class JobWork(
    OperatorRunner runner, IUnitsOfWork units, ICallers callers, IPublishedLayers published, JobBell bell, JobLimits limits, IClock clock,
    ILogger<JobWork> log)
{
    private const string Process = "analysis-jobs";
    private const string FinishKind = "analysis.finish";

    /// <summary>False where there was nothing to take.</summary>
    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var job = await units.RunUpkeepWhereAsync<JobRow?>(Process, IsWaitingAsync, ClaimAsync, ct);
        if (job is null)
        {
            return false;
        }

        using var stop = new CancellationTokenSource();
        using var beats = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var progress = new JobProgress();
        bell.Began(job.JobId, stop);
        var beating = BeatAsync(job, progress, stop, beats.Token);
        try
        {
            await EndAsync(job, await OutcomeAsync(job, progress, stop.Token, ct), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await units.RunUpkeepAsync(Process, (work, token) => JobTable.ReleaseAsync(work, job, token), CancellationToken.None);
            throw;
        }
        finally
        {
            bell.Ended(job.JobId);
            await beats.CancelAsync();
            await beating;
        }

        return true;
    }

    /// <summary>Takes away what has expired; answers how many runs that were.</summary>
    public Task<int> ClearExpiredAsync(CancellationToken ct) => units.RunUpkeepAsync(
        Process,
        async (work, token) =>
        {
            var expired = await JobTable.ExpiredAsync(work, clock.Now, token);
            foreach (var job in expired)
            {
                await ResultTable.DeleteAsync(work, job, token);
                await JobTable.DeleteAsync(work, job, token);
            }

            return expired.Count;
        },
        ct);

    private async Task<bool> IsWaitingAsync(ISqlSession session, CancellationToken ct) => (await JobTable.ClaimableAsync(session, clock.Now, ct)).Count > 0;

    private async Task<JobRow?> ClaimAsync(IUnitOfWork work, CancellationToken ct)
    {
        foreach (var job in await JobTable.ClaimableAsync(work, work.At, ct))
        {
            if (await JobTable.ClaimAsync(work, job, work.At.Plus(limits.Lease), ct))
            {
                return job with { AttemptCount = job.AttemptCount + 1 };
            }
        }

        return null;
    }

    /// <summary>The result, the refusal, or null where the owner cancelled.</summary>
    private async Task<Result<RunDone?>> OutcomeAsync(JobRow job, JobProgress progress, CancellationToken stop, CancellationToken ct)
    {
        if (job.AttemptCount > limits.MostAttempts)
        {
            return new Error(AnalysisErrors.Interrupted, ("count", limits.MostAttempts));
        }

        using var time = CancellationTokenSource.CreateLinkedTokenSource(stop, ct);
        time.CancelAfter(limits.QueuedTime);
        try
        {
            var owner = await callers.OfAccountAsync(job.UserId, "web", job.ClientAddress, time.Token);
            if (owner.Error is { } gone)
            {
                return gone;
            }

            if (!owner.Value.May(AnalysisModule.ReadPermission))
            {
                return new Error(AccessErrors.NotPermitted, ("permission", "查看一张图"));
            }

            var asked = runner.Read(JobText.Request(job));
            return asked.Error is { } unfit
                ? unfit
                : (await runner.RunAsync(owner.Value, asked.Value, (limits.Queued, progress), time.Token)).Map<RunDone?>(d => d);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return stop.IsCancellationRequested
                ? Result<RunDone?>.Of(null)
                : new Error(AnalysisErrors.TookTooLong, ("minutes", (int)limits.QueuedTime.TotalMinutes));
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or DbException or OutOfMemoryException))
        {
            // A fault of an operator ends its run, which says so; the queue goes on with the others.
            log.RunBroke(job.JobId, job.OperatorCode, fault);
            return new Error(AnalysisErrors.Broken, ("id", job.JobId));
        }
    }

    private Task<Result> EndAsync(JobRow job, Result<RunDone?> outcome, CancellationToken ct) => units.RunAsync(
        new CommandContext(Actor.Process(Process), DataScope.WholeNode, FinishKind),
        async Task<Result> (work, token) =>
        {
            var ended = Ended(job, outcome, work.At);
            if (!await JobTable.EndAsync(work, ended, token))
            {
                return Result.Done;
            }

            if (outcome is { IsSuccess: true, Value: { } done })
            {
                await ResultTable.DeleteAsync(work, job.JobId, token);
                await ResultTable.InsertAsync(work, job.JobId, (done.Result.Rows, published.Zone), token);
            }

            var summary = string.Create(
                CultureInfo.InvariantCulture, $"分析运算{ended.State.ChineseName()}:{ended.ErrorCode ?? $"{ended.RowTotal} 行"},用图层 {RunCommands.Layers(JobText.Sources(ended))}");
            work.Audit(new AuditEntry(FinishKind, "analysis-job", job.JobId.ToString(CultureInfo.InvariantCulture), summary));
            return Result.Done;
        },
        ct);

    private JobRow Ended(JobRow job, Result<RunDone?> outcome, Instant at)
    {
        var ended = job with { EndedUtc = at, ExpiresUtc = at.Plus(limits.KeptFor) };
        return outcome switch
        {
            { Error: { } error } => ended with { StateCode = nameof(JobState.Failed), ErrorCode = error.Code.Value, ErrorText = Short(error.Text) },
            { Value: { } done } => ended with
            {
                StateCode = nameof(JobState.Done),
                SourceText = JobText.Of(done.Sources),
                ResultText = JobText.Of(done.Head),
                RowTotal = done.Result.Rows.Features.Count,
                LabelLevel = done.Label.Level,
                LabelCategory = done.Label.CategoryText,
            },
            _ => ended with { StateCode = nameof(JobState.Cancelled) },
        };
    }

    private static string Short(string text) => text.Length > 1_000 ? text[..1_000] : text;

    /// <summary>Renews the lease, tells progress, and stops the run where its owner cancelled it or another worker has it.</summary>
    private async Task BeatAsync(JobRow job, JobProgress progress, CancellationTokenSource stop, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await Task.Delay(limits.Beat, clock.TimeProvider, ct);
                var goesOn = await units.RunUpkeepAsync(
                    Process,
                    async (work, token) => await JobTable.BeatAsync(work, job, (progress.Done, progress.Total, work.At.Plus(limits.Lease)), token)
                        && !await JobTable.IsStoppingAsync(work, job.JobId, token),
                    ct);
                if (!goesOn)
                {
                    await stop.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }
}

/// <summary>How far a run is; written by the operator, read by the beat.</summary>
internal sealed class JobProgress : IOperatorProgress
{
    private long _done;
    private long _total;

    public long Done => Interlocked.Read(ref _done);

    public long Total => Interlocked.Read(ref _total);

    public void Reached(long done, long total)
    {
        Interlocked.Exchange(ref _done, done);
        Interlocked.Exchange(ref _total, total);
    }
}

internal static partial class JobWorkLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Analysis run {JobId} of operator {OperatorCode} broke")]
    public static partial void RunBroke(this ILogger log, long jobId, string operatorCode, Exception exception);
}
