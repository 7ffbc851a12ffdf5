using System.Globalization;
using Guotu.Analysis.Jobs;
using Guotu.Analysis.ReadResult;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.RunOperator;

/// <summary>Runs an operator at once where it is small, queues it where it is not; cancels runs; clears results.</summary>
internal sealed class RunCommands(
    OperatorRunner runner, IAnalysisOperators operators, IUnitsOfWork units, IPublishedLayers published, JobBell bell, IIdSource ids, CountySettings county, JobLimits limits, AnalysisSettings settings)
{
    public const string RunKind = "analysis.run";
    public const string CancelKind = "analysis.cancel";
    public const string ClearKind = "analysis.clear";

    public async Task<Result<AnalysisJobView>> RunAsync(CommandContext context, Caller caller, RunBody body, CancellationToken ct)
    {
        var asked = runner.Read(body);
        var done = asked.Error is { } unfit ? unfit : await AtOnceAsync(caller, asked.Value, ct);
        var run = await units.RunAsync<AnalysisJobView>(
            context,
            async (work, token) =>
            {
                if (done.Error is { } refused)
                {
                    return refused;
                }

                if (done.Value is null && await NoRoomAsync(work, caller.UserId, token) is { } full)
                {
                    return full;
                }

                var job = Row(caller, asked.Value, done.Value, work);
                await JobTable.InsertAsync(work, job, token);
                if (done.Value is { } ended)
                {
                    await ResultTable.InsertAsync(work, job.JobId, (ended.Result.Rows, published.Zone), token);
                }

                work.Audit(new AuditEntry(RunKind, "analysis-job", Text(job.JobId), Summary(job, done.Value)));
                return job.View(operators);
            },
            ct);
        if (run is { IsSuccess: true, Value.State: JobState.Queued })
        {
            bell.Ring();
        }

        return run;
    }

    public async Task<Result> CancelAsync(CommandContext context, long jobId, CancellationToken ct)
    {
        var cancelled = await units.RunAsync(context, (work, token) => CancelAsync(work, jobId, token), ct);
        if (cancelled.IsSuccess)
        {
            bell.Stop(jobId);
        }

        return cancelled;
    }

    /// <summary>A run that ended is taken away with its result; one that has not must be cancelled first.</summary>
    public Task<Result> ClearAsync(CommandContext context, long jobId, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result> (work, token) =>
        {
            var job = await JobTable.FindAsync(work, jobId, work.Context.Actor.UserId, token);
            if (job is null)
            {
                return new Error(KernelErrors.NotFound, ("what", "运算"));
            }

            if (job.State is JobState.Queued or JobState.Running)
            {
                return new Error(AnalysisErrors.NotDone, ("state", job.State.ChineseName()));
            }

            await ResultTable.DeleteAsync(work, jobId, token);
            await JobTable.DeleteAsync(work, jobId, token);
            work.Audit(new AuditEntry(ClearKind, "analysis-job", Text(jobId), "清除分析结果"));
            return Result.Done;
        },
        ct);

    private async Task<Error?> NoRoomAsync(IUnitOfWork work, long userId, CancellationToken ct)
    {
        var most = await settings.MostWaitingAsync(work, ct);
        return most.Error ?? (await JobTable.WaitingAsync(work, userId, ct) is var waiting && waiting >= most.Value ? new Error(AnalysisErrors.TooManyRuns, ("count", waiting)) : null);
    }

    private static async Task<Result> CancelAsync(IUnitOfWork work, long jobId, CancellationToken ct)
    {
        var user = work.Context.Actor.UserId;
        if (await JobTable.FindAsync(work, jobId, user, ct) is null)
        {
            return new Error(KernelErrors.NotFound, ("what", "运算"));
        }

        if (await JobTable.CancelQueuedAsync(work, jobId, user, ct) || await JobTable.StopAsync(work, jobId, user, ct))
        {
            work.Audit(new AuditEntry(CancelKind, "analysis-job", Text(jobId), "取消分析运算"));
        }

        return Result.Done;
    }

    /// <summary>The result, or null where the run is too large or too long to be waited for.</summary>
    private async Task<Result<RunDone?>> AtOnceAsync(Caller caller, RunAsked asked, CancellationToken ct)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(limits.AtOnceTime);
        try
        {
            var done = await runner.RunAsync(caller, asked, (limits.AtOnce, NoProgress.Instance), time.Token);
            return done.Error is { } error && error.Code == AnalysisErrors.TooMuch ? Result<RunDone?>.Of(null) : done.Map<RunDone?>(d => d);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Result<RunDone?>.Of(null);
        }
    }

    private JobRow Row(Caller caller, RunAsked asked, RunDone? done, IUnitOfWork work) => new()
    {
        JobId = ids.Next(),
        UserId = caller.UserId,
        OperatorCode = asked.Body.Operator,
        RequestText = JobText.Of(asked.Body),
        StateCode = (done is null ? JobState.Queued : JobState.Done).ToString(),
        SourceText = done is null ? null : JobText.Of(done.Sources),
        ResultText = done is null ? null : JobText.Of(done.Head),
        RowTotal = done?.Result.Rows.Features.Count ?? 0,
        ClientAddress = caller.Address.Length > 45 ? caller.Address[..45] : caller.Address,
        CreatedUtc = work.At,
        EndedUtc = done is null ? null : work.At,
        ExpiresUtc = work.At.Plus(limits.KeptFor),
        OwnerOrgId = caller.OrganisationId,
        RegionCode = caller.RegionCode,
        OriginNode = county.Code,
        LabelLevel = done?.Label.Level ?? 0,
        LabelCategory = done?.Label.CategoryText,
    };

    private string Summary(JobRow job, RunDone? done)
    {
        var name = operators.Find(job.OperatorCode)!.Definition.Name;
        return done is null
            ? $"提交分析运算“{name}”"
            : string.Create(CultureInfo.InvariantCulture, $"分析运算“{name}”,用图层 {Layers(done.Sources)},得 {job.RowTotal} 行");
    }

    internal static string Layers(IReadOnlyList<RunSource> sources) =>
        sources.Count == 0 ? "无" : string.Join("、", sources.Select(s => $"{s.Layer} 第 {s.Revision} 版").Distinct());

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
