using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;

namespace Guotu.Audit.Archiving;

/// <summary>A line of an archive file: exactly one of its parts is there.</summary>
internal sealed record ArchiveLine
{
    public Checkpoint? Checkpoint { get; init; }

    public Epoch? Epoch { get; init; }

    public AuditRecord? Record { get; init; }

    public ArchiveEnd? End { get; init; }

    public bool IsHeader { get; init; }
}

/// <summary>The last line of an archive file.</summary>
internal sealed record ArchiveEnd(long Batches, long Records, string? Index);

/// <summary>
/// Reads an archive file, or one member of it, line by line (归档文件读取). The file is outside the database and may be anything by now: a line longer
/// than what the platform writes, or one of another form, ends the reading with <see cref="InvalidDataException"/>.
/// </summary>
internal static class ArchiveLines
{
    private const int LongestLine = 16 << 20;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly byte[] RecordMark = Encoding.ASCII.GetBytes("{\"record\":");

    public static async IAsyncEnumerable<ArchiveLine> ReadAsync(Stream packed, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
        var pipe = PipeReader.Create(unpacked, new StreamPipeReaderOptions(bufferSize: 1 << 16));
        while (true)
        {
            var read = await pipe.ReadAsync(ct);
            var rest = read.Buffer;
            while (TakeLine(ref rest) is { } line)
            {
                yield return Parse(line);
            }

            if (rest.Length > LongestLine || (read.IsCompleted && rest.Length > 0))
            {
                throw new InvalidDataException("The line has no end");
            }

            pipe.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        await pipe.CompleteAsync();
    }

    private static byte[]? TakeLine(ref ReadOnlySequence<byte> rest)
    {
        if (rest.PositionOf((byte)'\n') is not { } end)
        {
            return null;
        }

        var line = rest.Slice(0, end).ToArray();
        rest = rest.Slice(rest.GetPosition(1, end));
        return line;
    }

    private static ArchiveLine Parse(byte[] line)
    {
        try
        {
            if (line.AsSpan().StartsWith(RecordMark))
            {
                return new ArchiveLine { Record = JsonSerializer.Deserialize<RecordLine>(line, Json)?.Record ?? throw Strange() };
            }

            var text = Encoding.UTF8.GetString(line);
            return text switch
            {
                _ when text.StartsWith("{\"guotuAuditExport\":2,\"kind\":\"archive\",", StringComparison.Ordinal) => new ArchiveLine { IsHeader = true },
                _ when text.StartsWith("{\"checkpoint\":", StringComparison.Ordinal) => new ArchiveLine { Checkpoint = Checkpoint.FromLine(text[14..^1]) ?? throw Strange() },
                _ when text.StartsWith("{\"epoch\":", StringComparison.Ordinal) => new ArchiveLine { Epoch = Epoch.FromLine(text[9..^1]) ?? throw Strange() },
                _ when text.StartsWith("{\"end\":", StringComparison.Ordinal) => new ArchiveLine { End = JsonSerializer.Deserialize<EndLine>(line, Json)?.End ?? throw Strange() },
                _ => throw Strange(),
            };
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or NullReferenceException or FormatException)
        {
            throw new InvalidDataException("The line cannot be read", broken);
        }
    }

    private static InvalidDataException Strange() => new("The line is not of the format");

    private sealed record RecordLine(AuditRecord Record);

    private sealed record EndLine(ArchiveEnd End);
}
