using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;

namespace Guotu.Audit.ExportTrail;

/// <summary>
/// Writes the trail as JSON lines (审计导出格式), whole or a part: header with the public keys, each statement followed by its records in the order
/// of their leaves, what is not sealed yet, and an end with the counts, so that a cut file is known as one.
/// </summary>
internal sealed class TrailWriter(Stream output)
{
    public const int Version = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Stream _output = output;
    private long _batches;

    /// <summary>Records written so far.</summary>
    public long Records { get; private set; }

    public Task HeaderAsync(TrailHeader header, CancellationToken ct) => LineAsync(JsonSerializer.SerializeToUtf8Bytes(header, Json), ct);

    public Task StatementAsync(ITrailStatement statement, CancellationToken ct)
    {
        if (statement is Checkpoint)
        {
            _batches++;
        }

        var kind = statement is Epoch ? "epoch" : "checkpoint";
        return LineAsync(Encoding.ASCII.GetBytes($$"""{"{{kind}}":{{statement.ToLine()}}}"""), ct);
    }

    public Task RecordAsync(AuditRecord record, CancellationToken ct)
    {
        Records++;
        return LineAsync(JsonSerializer.SerializeToUtf8Bytes(new { record }, Json), ct);
    }

    public Task UnsealedAsync(AuditRecord record, CancellationToken ct)
    {
        Records++;
        return LineAsync(JsonSerializer.SerializeToUtf8Bytes(new { unsealed = record }, Json), ct);
    }

    public Task EndAsync(CancellationToken ct) =>
        LineAsync(JsonSerializer.SerializeToUtf8Bytes(new { end = new { batches = _batches, records = Records } }, Json), ct);

    /// <summary>The end of an archive, which names the digest of its index.</summary>
    public Task EndAsync(string index, CancellationToken ct) =>
        LineAsync(JsonSerializer.SerializeToUtf8Bytes(new { end = new { batches = _batches, records = Records, index } }, Json), ct);

    /// <summary>Further lines go into another stream.</summary>
    public void ContinueIn(Stream next) => _output = next;

    private async Task LineAsync(byte[] line, CancellationToken ct)
    {
        await _output.WriteAsync(line, ct);
        _output.WriteByte((byte)'\n');
    }
}

/// <summary>First line of an export.</summary>
/// <param name="GuotuAuditExport">Version of the format.</param>
/// <param name="Kind"><c>trail</c> or <c>archive</c>.</param>
/// <param name="At">When it was written, ISO 8601 in UTC.</param>
/// <param name="Keys">Public keys of the statements' signatures; whoever verifies compares them with what was handed over on paper.</param>
/// <param name="Archived">Batches that are held by archive files, and not here.</param>
internal sealed record TrailHeader(int GuotuAuditExport, string Kind, string At, IReadOnlyList<TrailKey> Keys, IReadOnlyList<ArchivedPart> Archived);

/// <summary>A public key, 04 ‖ x ‖ y in hexadecimal.</summary>
internal sealed record TrailKey(int Version, string PublicKey);

/// <summary>Batches in an archive file.</summary>
internal sealed record ArchivedPart(long Archive, long First, long Last, long Records, string File, string Sm3);
