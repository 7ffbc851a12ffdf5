using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Audit.ExportTrail;

/// <summary>
/// Writes the trail out as JSON lines (审计导出): every checkpoint in its order, then every record in the order of its id, each with MAC and
/// batch. Format: <c>docs/formats/audit-trail.md</c>. Streaming, row by row.
/// </summary>
public sealed class AuditExport(IUnitsOfWork units)
{
    private const string BatchesSql = $"SELECT {BatchTable.Columns} FROM au_batch b ORDER BY b.batch_no";

    private const string RecordsSql = $"SELECT {RecordTable.Columns} FROM au_record r ORDER BY r.record_id";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Records the act first, so that no trail leaves the node unrecorded, then writes; answers how many records were written.</summary>
    public async Task<Result<long>> RunAsync(CommandContext context, TextWriter output, CancellationToken ct)
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
    public async Task<long> WriteAsync(TextWriter output, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(output);
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        await foreach (var batch in session.StreamAsync<Checkpoint>(BatchesSql, null, ct))
        {
            await output.WriteLineAsync($$"""{"checkpoint":{{batch.ToLine()}}}""".AsMemory(), ct);
        }

        var count = 0L;
        await foreach (var record in session.StreamAsync<AuditRecord>(RecordsSql, null, ct))
        {
            await output.WriteLineAsync($$"""{"record":{{JsonSerializer.Serialize(record, Json)}}}""".AsMemory(), ct);
            count++;
        }

        return count;
    }
}
