using System.Collections.Concurrent;

namespace Guotu.Analysis.Jobs;

/// <summary>Wakes the worker of this node and stops its runs at once; the rows are the truth, and other nodes read them.</summary>
internal sealed class JobBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);
    private readonly ConcurrentDictionary<long, CancellationTokenSource> _running = new();

    public void Ring()
    {
        lock (_rung)
        {
            if (_rung.CurrentCount == 0)
            {
                _rung.Release();
            }
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _rung.WaitAsync(atMost, ct);

    public void Began(long jobId, CancellationTokenSource stop) => _running[jobId] = stop;

    public void Ended(long jobId) => _running.TryRemove(jobId, out _);

    public void Stop(long jobId)
    {
        if (_running.TryGetValue(jobId, out var stop))
        {
            // The run may have ended, and let go of its source, in between.
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                _running.TryRemove(jobId, out _);
            }
        }
    }

    public void Dispose() => _rung.Dispose();
}
