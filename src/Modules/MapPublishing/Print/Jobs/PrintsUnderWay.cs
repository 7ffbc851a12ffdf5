using System.Collections.Concurrent;

namespace Guotu.MapPublishing.Print.Jobs;

/// <summary>Drawings of this process (进行中的出图), so that a cancellation reaches them at once, and the bell that wakes the drawer.</summary>
internal sealed class PrintsUnderWay : IDisposable
{
    private readonly ConcurrentDictionary<long, CancellationTokenSource> _drawings = new();
    private readonly SemaphoreSlim _bell = new(0, 1);

    public void Begin(long id, CancellationTokenSource stop) => _drawings[id] = stop;

    public void End(long id) => _drawings.TryRemove(id, out _);

    public void Cancel(long id)
    {
        if (_drawings.TryGetValue(id, out var stop))
        {
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended in this very moment.
            }
        }
    }

    public void Ring()
    {
        try
        {
            _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    /// <summary>Waits for the bell, at most so long.</summary>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => _bell.WaitAsync(atMost, ct);

    public void Dispose() => _bell.Dispose();
}
