using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.MapPublishing.Print.Layouts;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Print.Jobs;

/// <summary>Runs one job from claim to result: rights as they stand now, lease renewed while it draws, stopped when it is cancelled (执行出图).</summary>
internal sealed class PrintRun(
    IUnitsOfWork units, ICallers callers, IPublishedLayers published, PrintLayouts layouts, IPrintDrawing drawing, PrintFolder folder, PrintsUnderWay underWay, PrintLimits limits, IClock clock)
{
    private const string Process = "print";
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    public Task<int> ReleaseAsync(string claimer, CancellationToken ct) => units.RunUpkeepAsync(Process, (work, token) => PrintTable.ReleaseAsync(work, claimer, token), ct);

    /// <summary>Takes the next job; null where there is none, which takes reading only.</summary>
    public Task<PrintClaim?> ClaimAsync(string claimer, CancellationToken ct) => units.RunUpkeepWhereAsync<PrintClaim?>(
        Process, (session, token) => PrintTable.IsDueAsync(session, clock.Now, token), (work, token) => PrintTable.ClaimAsync(work, claimer, Lease, token), ct);

    /// <summary>Removes the files of results that may no longer be fetched.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var over = await units.RunUpkeepWhereAsync(Process, (session, token) => PrintTable.IsExpiredAsync(session, clock.Now, token), PrintTable.ExpireAsync, ct);
        foreach (var id in over ?? [])
        {
            folder.Delete(id);
        }
    }

    public async Task RunAsync(PrintClaim job, CancellationToken stopping)
    {
        if (job.Attempt > limits.Attempts)
        {
            await FailAsync(job, new Error(PublishingErrors.PrintFailed, ("attempts", limits.Attempts)));
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var time = new CancellationTokenSource(limits.Longest, clock.TimeProvider);
        using var outOfTime = time.Token.Register(stop.Cancel);
        underWay.Begin(job.Row.PrintId, stop);
        try
        {
            var drawn = await DrawAsync(job, stop);
            await (drawn.Error is { } fault ? FailAsync(job, fault) : FinishAsync(job, drawn.Value, stop.Token));
        }
        catch (OperationCanceledException)
        {
            await StoppedAsync(job, time.IsCancellationRequested, stopping.IsCancellationRequested);
        }
        finally
        {
            underWay.End(job.Row.PrintId);
        }
    }

    private async Task<Result<PrintDrawn>> DrawAsync(PrintClaim job, CancellationTokenSource stop)
    {
        var caller = await callers.OfAccountAsync(job.Row.UserId, Process, job.Row.UserAddress, stop.Token);
        if (caller.Error is { } gone)
        {
            return gone;
        }

        if (!caller.Value.May(MapPublishingModule.ReadPermission))
        {
            return new Error(AccessErrors.NotPermitted, ("use", "查看一张图"));
        }

        var asked = PrintAsked.Read(job.Row.Order, layouts, published.Zone);
        if (asked.Error is { } unreadable)
        {
            return unreadable;
        }

        var step = new PrintStep("准备", 0, asked.Value.Body.Layers.Count + 2);
        using var ended = new CancellationTokenSource();
        var beating = BeatAsync(job, () => Volatile.Read(ref step), stop, ended.Token);
        try
        {
            return await drawing.DrawAsync(new PrintOrder(job.Row.PrintId, caller.Value, asked.Value, job.Row.CreatedUtc), s => Volatile.Write(ref step, s), stop.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await beating;
        }
    }

    /// <summary>Renews the lease; where the row is no longer this drawer's the drawing stops.</summary>
    private async Task BeatAsync(PrintClaim job, Func<PrintStep> step, CancellationTokenSource stop, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                var ours = await units.RunUpkeepAsync(Process, (work, token) => PrintTable.BeatAsync(work, job, step(), Lease, token), ended);
                if (!ours)
                {
                    await stop.CancelAsync();
                    return;
                }

                await Task.Delay(Beat, clock.TimeProvider, ended);
            }
        }
        catch (OperationCanceledException)
        {
            // The drawing ended.
        }
    }

    private async Task FinishAsync(PrintClaim job, PrintDrawn drawn, CancellationToken ct)
    {
        var digest = await folder.SaveAsync(job.Row.PrintId, drawn.Bytes, ct);
        var result = new PrintResult(digest, drawn.Bytes.Length, drawn.Layers, limits.Kept);
        if (!await units.RunUpkeepAsync(Process, (work, token) => PrintTable.DoneAsync(work, job, result, token), CancellationToken.None))
        {
            // Cancelled in the meantime: nobody may fetch it.
            folder.Delete(job.Row.PrintId);
        }
    }

    private Task<int> FailAsync(PrintClaim job, Error fault) =>
        units.RunUpkeepAsync(Process, (work, token) => PrintTable.FailAsync(work, job, fault, token), CancellationToken.None);

    private async Task StoppedAsync(PrintClaim job, bool outOfTime, bool stopping)
    {
        folder.Delete(job.Row.PrintId);
        if (stopping)
        {
            await units.RunUpkeepAsync(Process, (work, token) => PrintTable.GiveBackAsync(work, job, token), CancellationToken.None);
        }
        else if (outOfTime)
        {
            await FailAsync(job, new Error(PublishingErrors.TookTooLong, ("seconds", (int)limits.Longest.TotalSeconds)));
        }
    }
}
