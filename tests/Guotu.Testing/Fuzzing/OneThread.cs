using System.Collections.Concurrent;

namespace Guotu.Testing.Fuzzing;

/// <summary>Runs asynchronous work on the calling thread alone: what follows an await comes back to it.</summary>
internal sealed class OneThread : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Work, object? State)> _queue = [];

    public static T Run<T>(Func<Task<T>> work)
    {
        var before = Current;
        using var context = new OneThread();
        SetSynchronizationContext(context);
        try
        {
            var task = work();
            task.ContinueWith(_ => context._queue.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            foreach (var (next, state) in context._queue.GetConsumingEnumerable())
            {
                next(state);
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => _queue.Add((d, state));

    public void Dispose() => _queue.Dispose();
}
