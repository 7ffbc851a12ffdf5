using Guotu.Audit.Archiving;
using Guotu.Audit.Sealing;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Audit.ExportTrail;

/// <summary>
/// Writes the whole trail out (审计导出) in the format that the independent verifier reads: <c>docs/formats/audit-trail.md</c>. Streaming, row by
/// row. The node seals on meanwhile: what is sealed after the start may stand both as not sealed and in its batch.
/// </summary>
public sealed class AuditExport(IUnitsOfWork units, CheckpointSigning signing, IClock clock)
{
    /// <summary>Records the act first, so that no trail leaves the node unrecorded, then writes; answers how many records were written.</summary>
    public async Task<Result<long>> RunAsync(CommandContext context, Stream output, CancellationToken ct)
    {
        var recorded = await units.RunAsync(
            context,
            (work, _) =>
            {
                work.Audit(new AuditEntry("audit.export", "audit", "trail", "导出全部审计记录"));
                return Task.FromResult(Result.Done);
            },
            ct);
        return recorded.Error is { } refused ? refused : await WriteAsync(output, ct);
    }

    /// <summary>Answers how many records were written.</summary>
    public async Task<long> WriteAsync(Stream output, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(output);
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        await using var rows = await units.ReadAsync(DataScope.WholeNode, ct);
        var writer = new TrailWriter(output);
        var keys = await TrailReading.KeysAsync(session, signing, ct);
        var archived = (await ArchiveTable.AllAsync(session, ct))
            .Select(a => new ArchivedPart(a.ArchiveNo, a.FirstBatch, a.LastBatch, a.RecordCount, a.FileName, a.FileHex)).ToList();
        await writer.HeaderAsync(new TrailHeader(TrailWriter.Version, "trail", clock.Now.ToString(), keys, archived), ct);
        var epochs = new Queue<Epoch>(await EpochTable.AllAsync(session, ct));
        var written = await BatchesAsync(session, rows, writer, new Part(0, epochs, archived.Count == 0 ? 0 : archived[^1].Last), ct);
        await foreach (var record in TrailReading.UnsealedAsync(rows, ct))
        {
            await writer.UnsealedAsync(record, ct);
        }

        await BatchesAsync(session, rows, writer, new Part(written, epochs, 0), ct);
        await PassEpochsAsync(writer, epochs, long.MaxValue, ct);
        await writer.EndAsync(ct);
        await output.FlushAsync(ct);
        return writer.Records;
    }

    private static async Task<long> BatchesAsync(IReadSession session, IReadSession rows, TrailWriter writer, Part part, CancellationToken ct)
    {
        var last = await TrailReading.LastBatchAsync(rows, ct);
        await foreach (var batch in TrailReading.BatchesAsync(session, part.After, last, ct))
        {
            await PassEpochsAsync(writer, part.Epochs, batch.BatchNo, ct);
            await writer.StatementAsync(batch, ct);
            if (batch.BatchNo <= part.ArchivedTo)
            {
                continue;
            }

            await foreach (var record in TrailReading.RecordsAsync(rows, batch.BatchNo, ct))
            {
                await writer.RecordAsync(record, ct);
            }
        }

        return last;
    }

    private static async Task PassEpochsAsync(TrailWriter writer, Queue<Epoch> epochs, long before, CancellationToken ct)
    {
        while (epochs.TryPeek(out var epoch) && epoch.AfterBatch < before)
        {
            await writer.StatementAsync(epochs.Dequeue(), ct);
        }
    }

    /// <param name="After">Batches up to here are written already.</param>
    /// <param name="Epochs">Those that are not written yet.</param>
    /// <param name="ArchivedTo">The records of batches up to here are in archive files.</param>
    private sealed record Part(long After, Queue<Epoch> Epochs, long ArchivedTo);
}
