using Guotu.Database.Work;
using Guotu.Kernel.Time;

namespace Guotu.Hosting.Runs;

/// <summary>
/// Keeps a run's lease while it is worked on and tells how far it is (续租). Where the row is no longer the worker's, or the lease cannot be kept, the run is
/// stopped.
/// </summary>
/// <param name="units">Where the row lies.</param>
/// <param name="process">Name under which it is renewed.</param>
/// <param name="clock">Time between two beats.</param>
public sealed class RunBeat(IUnitsOfWork units, string process, IClock clock)
{
    /// <summary>How long a worker may be silent.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    /// <param name="table">Where the row lies.</param>
    /// <param name="claim">The row.</param>
    /// <param name="stop">Cancelled where the run is to stop.</param>
    /// <param name="act">The run; it reports each step as it begins it.</param>
    public async Task<T> WhileAsync<TRow, T>(RunTable<TRow> table, RunClaim<TRow> claim, CancellationTokenSource stop, Func<IProgress<string>, Task<T>> act)
        where TRow : RunRow
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(stop);
        ArgumentNullException.ThrowIfNull(act);
        var steps = new Steps();
        using var ended = new CancellationTokenSource();
        var beating = BeatAsync(token => units.RunUpkeepAsync(process, (work, inner) => table.BeatAsync(work, claim, steps.Now, inner), token), stop, ended.Token);
        try
        {
            return await act(steps);
        }
        finally
        {
            await ended.CancelAsync();
            await beating;
        }
    }

    private async Task BeatAsync(Func<CancellationToken, Task<bool>> renew, CancellationTokenSource stop, CancellationToken ended)
    {
        try
        {
            while (await renew(ended))
            {
                await Task.Delay(Every, clock.TimeProvider, ended);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The run ended.
            return;
        }
        catch
        {
            // Without a lease somebody else may end the run: it does not go on.
            await stop.CancelAsync();
            throw;
        }

        await stop.CancelAsync();
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
