using System.Globalization;
using System.Text;
using Guotu.Audit.Records;
using Guotu.Crypto.Keys;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Reading;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Journal;

/// <summary>
/// The local journal of reads (读取日志): a line is synced before the answer is sent, without waiting for the database. Reads that come
/// together share one sync. Each process writes a file of its own, and a new one after <see cref="RotateAt"/>.
/// </summary>
public sealed class ReadJournal(JournalFolder folder, JournalTable table, IUnitsOfWork units, KeyRing keys, IIdSource ids, IClock clock)
    : IReadJournal, IAsyncDisposable
{
    private const int RotateAt = 1 << 20;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly object _queueGate = new();
    private List<Waiting> _queue = [];
    private FileStream? _stream;
    private string _file = string.Empty;
    private string _lastMac = JournalLine.NoMac;
    private long _lines;

    public async Task RecordAsync(Actor actor, string objectType, string objectId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var read = new JournalledRead(
            ids.Next(),
            clock.Now,
            actor.UserId,
            StorableText.Of(actor.Account, 60),
            StorableText.Of(actor.Name, 60),
            actor.OrganisationId,
            StorableText.Of(actor.Channel, 16),
            StorableText.Of(actor.Address, 64),
            StorableText.Of(objectType, 60),
            StorableText.Of(objectId, 200));
        var waiting = new Waiting(read, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_queueGate)
        {
            _queue.Add(waiting);
        }

        await DrainAsync();
        await waiting.Written.Task.WaitAsync(ct);
    }

    /// <summary>Closes the file, so that it can be taken in to its end and deleted.</summary>
    public async Task CloseAsync()
    {
        await _gate.WaitAsync();
        try
        {
            await CloseFileAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _gate.Dispose();
    }

    /// <summary>Whoever has the gate writes what everyone queued meanwhile; not cancelled, because the lines are not the caller's alone.</summary>
    private async Task DrainAsync()
    {
        await _gate.WaitAsync();
        try
        {
            List<Waiting> batch;
            lock (_queueGate)
            {
                (batch, _queue) = (_queue, []);
            }

            if (batch.Count > 0)
            {
                await WriteAsync(batch);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task WriteAsync(List<Waiting> batch)
    {
        try
        {
            await OpenWhenNeededAsync();
            var text = new StringBuilder();
            var (mac, lines) = (_lastMac, _lines);
            foreach (var waiting in batch)
            {
                var line = JournalLine.Of(_file, ++lines, mac, waiting.Read, keys);
                mac = line.Mac;
                text.Append(line.Text).Append('\n');
            }

            await _stream!.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
            _stream.Flush(flushToDisk: true);
            (_lastMac, _lines) = (mac, lines);
            batch.ForEach(w => w.Written.SetResult());
        }
        catch (Exception exception)
        {
            // What is in the file now is not known: it is left to the intake, and the next read begins another. Nobody gets an answer.
            await CloseFileAsync();
            batch.ForEach(w => w.Written.SetException(exception));
            throw;
        }
    }

    /// <summary>The file is durable, then its row, then its first line: a kill between leaves an empty file that no one misses.</summary>
    private async Task OpenWhenNeededAsync()
    {
        if (_stream is not null && _stream.Length < RotateAt)
        {
            return;
        }

        await CloseFileAsync();
        var file = string.Create(CultureInfo.InvariantCulture, $"reads-{ids.Next()}.log");
        var stream = folder.Create(file);
        try
        {
            await units.RunUpkeepAsync(
                "read-journal",
                async (work, token) =>
                {
                    await table.InsertAsync(work, new JournalRow { FileName = file }, token);
                    return 0;
                },
                CancellationToken.None);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }

        (_stream, _file, _lastMac, _lines) = (stream, file, JournalLine.NoMac, 0);
    }

    private async Task CloseFileAsync()
    {
        if (_stream is { } stream)
        {
            _stream = null;
            await stream.DisposeAsync();
        }
    }

    private sealed record Waiting(JournalledRead Read, TaskCompletionSource Written);
}
