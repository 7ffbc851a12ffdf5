using System.Runtime.CompilerServices;
using System.Text;
using Guotu.Database.Files;

namespace Guotu.Audit.Sealing;

/// <summary>
/// The append-only file of checkpoints beside the database (检查点文件): one line a batch, synced. It trails the database by at most one
/// batch, which a kill between commit and append leaves behind; the sealer appends that one before it seals the next.
/// </summary>
public sealed class CheckpointFile(string path)
{
    private const int LongestLine = 1024;

    public string Path => path;

    /// <summary>The last whole line; null in an empty or absent file.</summary>
    public async Task<string?> LastLineAsync(CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Max(0, file.Length - (2 * LongestLine));
        var tail = new byte[2 * LongestLine];
        var length = await file.ReadAtLeastAsync(tail, tail.Length, throwOnEndOfStream: false, ct);
        var end = tail.AsSpan(0, length).LastIndexOf((byte)'\n');
        if (end < 0)
        {
            return null;
        }

        var start = tail.AsSpan(0, end).LastIndexOf((byte)'\n') + 1;
        return Encoding.UTF8.GetString(tail, start, end - start);
    }

    /// <summary>Appends and syncs. What a kill left of a torn last line is cut off first: it was never whole.</summary>
    public async Task AppendAsync(ITrailStatement statement, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var isNew = !File.Exists(path);
        await using (var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            await CutTornLineAsync(file, ct);
            file.Position = file.Length;
            await file.WriteAsync(Encoding.UTF8.GetBytes(statement.ToLine() + "\n"), ct);
            await file.FlushAsync(ct);
            file.Flush(flushToDisk: true);
        }

        if (isNew)
        {
            SyncedFolder.Sync(System.IO.Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>All lines in their order; the last one may be torn.</summary>
    public async IAsyncEnumerable<CheckpointLine> LinesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var buffer = new List<byte>(LongestLine);
        var block = new byte[64 * 1024];
        var number = 1L;
        for (int read; (read = await file.ReadAsync(block, ct)) > 0;)
        {
            for (var i = 0; i < read; i++)
            {
                if (block[i] == (byte)'\n')
                {
                    yield return new CheckpointLine(number++, Encoding.UTF8.GetString([.. buffer]), Torn: false);
                    buffer.Clear();
                }
                else if (buffer.Count <= LongestLine)
                {
                    buffer.Add(block[i]);
                }
            }
        }

        if (buffer.Count > 0)
        {
            yield return new CheckpointLine(number, Encoding.UTF8.GetString([.. buffer]), Torn: true);
        }
    }

    private static async Task CutTornLineAsync(FileStream file, CancellationToken ct)
    {
        file.Position = Math.Max(0, file.Length - LongestLine);
        var from = file.Position;
        var tail = new byte[LongestLine];
        var length = await file.ReadAtLeastAsync(tail, tail.Length, throwOnEndOfStream: false, ct);
        var whole = from + tail.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
        if (whole < file.Length)
        {
            file.SetLength(whole);
        }
    }
}

/// <summary>A line of the checkpoint file.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Text">Without its end.</param>
/// <param name="Torn">Whether the end is missing.</param>
public sealed record CheckpointLine(long Number, string Text, bool Torn);
