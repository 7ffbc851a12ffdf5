using System.Text.Json;
using Guotu.Crypto.Fields;
using Guotu.Database.Files;
using Guotu.Kernel.Time;

namespace Guotu.Database.Rows;

/// <summary>
/// The tables in a file of the node's home (入账的表), a line each with its MAC. It is written whole under a passing name, synced and renamed, so that a kill
/// leaves the old one or the new one. Format: <c>docs/formats/row-integrity.md</c>.
/// </summary>
public sealed class TallyMemoryFile(string path, FieldProtector protector, IClock clock) : ITallyMemory
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static int _written;

    public async Task<IReadOnlySet<string>?> KnownAsync(CancellationToken ct) =>
        (await LinesAsync(ct))?.Select(l => l.Table).ToHashSet(StringComparer.Ordinal);

    public async Task AddAsync(IReadOnlyCollection<string> tables, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(tables);
        if (await LinesAsync(ct) is not { } lines)
        {
            return;
        }

        var added = tables.Except(lines.Select(l => l.Table), StringComparer.Ordinal).Select(Of).ToList();
        if (added.Count > 0)
        {
            await WriteAsync([.. lines, .. added], ct);
        }
    }

    /// <summary>Null where a line is not as the platform wrote it.</summary>
    private async Task<IReadOnlyList<Line>?> LinesAsync(CancellationToken ct)
    {
        try
        {
            var lines = (await File.ReadAllLinesAsync(path, ct)).Select(l => JsonSerializer.Deserialize<Line>(l, Json)).ToList();
            return lines.TrueForAll(l => l is { Table: not null, At: not null, Mac: not null } && IsGenuine(l)) ? [.. lines.OfType<Line>()] : null;
        }
        catch (Exception away) when (away is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception broken) when (broken is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task WriteAsync(IReadOnlyList<Line> lines, CancellationToken ct)
    {
        var part = FormattableString.Invariant($"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref _written)}.part");
        await using (var file = new FileStream(part, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            foreach (var line in lines)
            {
                await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, Json), ct);
                file.WriteByte((byte)'\n');
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
        SyncedFolder.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private Line Of(string table)
    {
        var at = clock.Now.ToString();
        var mac = protector.Mac(ITallyMemory.Name, RowTally.IdOf(table), Values(table, at));
        return new Line(table, at, Convert.ToHexString(mac.Value).ToLowerInvariant());
    }

    private bool IsGenuine(Line line)
    {
        try
        {
            return protector.Verify(ITallyMemory.Name, RowTally.IdOf(line.Table), Values(line.Table, line.At), Convert.FromHexString(line.Mac)).IsSuccess;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static List<FieldValue> Values(string table, string at) => [FieldValue.Of("table_name", table), FieldValue.Of("taken_at", at)];

    private sealed record Line(string Table, string At, string Mac);
}
