using System.Globalization;
using System.Text;
using Guotu.Audit.Sealing;
using Guotu.Database.Files;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Collecting;

/// <summary>
/// Sends what the checkpoint file has beyond what was sent (检查点外送), in its order. How far it came stands in a small file beside it, so that a restart
/// goes on there. A log server does not say what it stored: after every new connection the last <see cref="SentAgain"/> lines go once more, and whoever
/// compares passes over what came twice. Cost: the lines that are new.
/// </summary>
public sealed class CheckpointSending(CheckpointFile file, CollectorAddress? address, string node) : IAsyncDisposable
{
    /// <summary>Lines that are sent once more on a new connection.</summary>
    public const int SentAgain = 16;

    private const int LongestLine = 1024;

    /// <summary>Bytes after which the place is kept on the way.</summary>
    private const int KeptAfter = 64 * 1024;

    private CollectorConnection? _connection;

    public bool IsConfigured => address is not null;

    public string Where => address?.ToString() ?? string.Empty;

    private string PositionFile => file.Path + ".sent";

    /// <summary>Sends what is new and answers how many lines; none where there is no log server.</summary>
    /// <exception cref="IOException">The server is away: what was not sent waits.</exception>
    public async Task<int> SendAsync(CancellationToken ct)
    {
        if (address is null || !File.Exists(file.Path))
        {
            return 0;
        }

        var sent = Position();
        if (_connection is not null && Length() == sent)
        {
            return 0;
        }

        try
        {
            return await SendFromAsync(await ConnectedAsync(sent, ct), sent, ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await LetGoAsync();
            throw fault as IOException ?? new IOException(fault.Message, fault);
        }
    }

    /// <summary>Bytes of the checkpoint file that were not sent yet.</summary>
    public long Waiting() => address is null || !File.Exists(file.Path) ? 0 : Length() - Position();

    /// <summary>When something was sent last; null where nothing ever was.</summary>
    public Instant? LastSentUtc() => File.Exists(PositionFile) ? Instant.FromUtc(File.GetLastWriteTimeUtc(PositionFile)) : null;

    public async ValueTask DisposeAsync() => await LetGoAsync();

    private long Length() => new FileInfo(file.Path).Length;

    private async Task<long> ConnectedAsync(long sent, CancellationToken ct)
    {
        if (_connection is { } open && !open.IsClosedByServer())
        {
            return sent;
        }

        await LetGoAsync();
        _connection = await CollectorConnection.OpenAsync(address!, ct);
        return await BeforeAsync(sent, ct);
    }

    private async Task<int> SendFromAsync(long from, long sent, CancellationToken ct)
    {
        var (count, kept) = (0, sent);
        await foreach (var (line, end) in LinesAsync(from, ct))
        {
            if (TrailStatement.FromLine(line) is { } statement)
            {
                await _connection!.SendAsync(SyslogFrame.Of(statement, node), ct);
                count++;
            }

            sent = Math.Max(sent, end);
            if (sent - kept > KeptAfter)
            {
                Keep(kept = sent);
            }
        }

        if (sent > kept)
        {
            Keep(sent);
        }

        return count;
    }

    /// <summary>A file that is shorter than what was sent is another one: it is sent from its start.</summary>
    private long Position()
    {
        var kept = File.Exists(PositionFile) && long.TryParse(File.ReadAllText(PositionFile), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;
        return kept <= Length() ? kept : 0;
    }

    private void Keep(long sent)
    {
        var passing = PositionFile + ".partial";
        File.WriteAllText(passing, sent.ToString(CultureInfo.InvariantCulture));
        File.SetUnixFileMode(passing, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(passing, PositionFile, overwrite: true);
        SyncedFolder.Sync(Path.GetDirectoryName(PositionFile)!);
    }

    /// <summary>Where the lines begin that are sent once more.</summary>
    private async Task<long> BeforeAsync(long sent, CancellationToken ct)
    {
        await using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var from = Math.Max(0, sent - (SentAgain * LongestLine));
        stream.Position = from;
        var tail = new byte[sent - from];
        await stream.ReadExactlyAsync(tail, ct);
        var start = tail.Length;
        for (var lines = 0; lines <= SentAgain && start >= 0; lines++)
        {
            start = start == 0 ? -1 : tail.AsSpan(0, start).LastIndexOf((byte)'\n');
        }

        // Before the oldest of them ends the line that is not sent; without one the file is that short.
        return start < 0 && from == 0 ? 0 : from + start + 1;
    }

    private async IAsyncEnumerable<(string Line, long End)> LinesAsync(long from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = from;
        var (block, held, at) = (new byte[64 * LongestLine], 0, from);
        for (int read; (read = await stream.ReadAsync(block.AsMemory(held), ct)) > 0;)
        {
            held += read;
            var start = 0;
            while (block.AsSpan(start, held - start).IndexOf((byte)'\n') is var length and >= 0)
            {
                at += length + 1;
                yield return (Encoding.UTF8.GetString(block, start, length), at);
                start += length + 1;
            }

            // A line that fills the block is none of ours: the verification names it, and it is not sent.
            held = start == 0 && held == block.Length ? 0 : held - start;
            block.AsSpan(start, held).CopyTo(block);
        }
    }

    private async Task LetGoAsync()
    {
        if (_connection is { } open)
        {
            _connection = null;
            await open.DisposeAsync();
        }
    }
}
