using System.Collections.Concurrent;
using System.Threading.Channels;
using Guotu.Hosting.Callers;

namespace Guotu.OneMap.FileImports;

/// <summary>An import to be run, in the name of the person who asked for it.</summary>
internal sealed record ImportOrder(ImportRow Row, Caller Caller);

/// <summary>Imports of this process (进行中的入库): the queue, how far each is, and the way to stop one at once. The rows are the truth.</summary>
internal sealed class ImportsUnderWay
{
    private readonly Channel<ImportOrder> _orders = Channel.CreateUnbounded<ImportOrder>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<long, (CancellationTokenSource Stop, ImportProgress Progress)> _running = new();

    public void Ask(ImportOrder order) => _orders.Writer.TryWrite(order);

    public IAsyncEnumerable<ImportOrder> TakeAsync(CancellationToken ct) => _orders.Reader.ReadAllAsync(ct);

    public void Begin(long id, CancellationTokenSource stop, ImportProgress progress) => _running[id] = (stop, progress);

    public void End(long id) => _running.TryRemove(id, out _);

    public ImportProgressView? ProgressOf(long id) => _running.TryGetValue(id, out var running) ? running.Progress.View : null;

    public void Stop(long id)
    {
        if (_running.TryGetValue(id, out var running))
        {
            try
            {
                running.Stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended in this very moment.
            }
        }
    }
}

/// <summary>How far an import is, in features; written by its run, read by whoever asks.</summary>
internal sealed class ImportProgress(int? expected)
{
    private readonly int? _expected = expected;
    private volatile ImportProgressView _view = new("checking", 0, expected);

    public ImportProgressView View => _view;

    public IProgress<int> Checking => new Step(this, "checking", () => _expected);

    /// <param name="total">Known once every feature was checked.</param>
    public IProgress<int> Storing(Func<int> total) => new Step(this, "storing", () => total());

    private sealed class Step(ImportProgress of, string name, Func<int?> total) : IProgress<int>
    {
        public void Report(int value)
        {
            var all = total();
            of._view = name == "storing" && value == all ? new ImportProgressView("closing", value, all) : new ImportProgressView(name, value, all);
        }
    }
}
