using System.Collections.Concurrent;
using System.Threading.Channels;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Database.Scope;
using Guotu.Database.Work;

namespace Guotu.Audit.Verification;

/// <summary>
/// Checks batches on several processors (并行批次校验), each with a session of its own and one batch in memory. Findings come out in the order of
/// the batches, however the workers ran.
/// </summary>
internal sealed class BatchWorkers
{
    private const int Most = 8;

    private readonly Channel<(Checkpoint Batch, bool Archived)> _waiting = Channel.CreateBounded<(Checkpoint, bool)>(2 * Most);
    private readonly ConcurrentBag<(long BatchNo, FindingList Findings)> _found = [];
    private readonly CancellationTokenSource _stop;
    private readonly IReadOnlyList<Task> _workers;
    private long _records;

    public BatchWorkers(IUnitsOfWork units, RecordSeal seal, CancellationToken ct)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _workers = Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 1, Most)).Select(_ => Task.Run(() => WorkAsync(units, seal), ct)).ToList();
    }

    public async Task GiveAsync(Checkpoint batch, bool archived)
    {
        try
        {
            await _waiting.Writer.WriteAsync((batch, archived), _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // A worker failed, or the caller gave up: its exception is the one to show.
            await Task.WhenAll(_workers);
            throw;
        }
    }

    /// <summary>Waits for every batch and answers how many records were checked.</summary>
    public async Task<long> FinishAsync(FindingList findings)
    {
        _waiting.Writer.Complete();
        await Task.WhenAll(_workers);
        foreach (var (_, found) in _found.OrderBy(f => f.BatchNo))
        {
            findings.AddAll(found);
        }

        _stop.Dispose();
        return _records;
    }

    private async Task WorkAsync(IUnitsOfWork units, RecordSeal seal)
    {
        try
        {
            await using var session = await units.ReadAsync(DataScope.WholeNode, _stop.Token);
            await foreach (var (batch, archived) in _waiting.Reader.ReadAllAsync(_stop.Token))
            {
                var findings = new FindingList();
                var verification = new BatchVerification(seal, findings);
                await verification.CheckAsync(session, batch, archived, _stop.Token);
                Interlocked.Add(ref _records, verification.Records);
                if (findings.Count > 0)
                {
                    _found.Add((batch.BatchNo, findings));
                }
            }
        }
        catch
        {
            await _stop.CancelAsync();
            throw;
        }
    }
}
