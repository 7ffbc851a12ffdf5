using System.Runtime.CompilerServices;
using System.Text;
using Guotu.Database.Files;

namespace Guotu.Audit.Journal;

/// <summary>The folder of the journals of reads (读取日志目录), private to the node's user.</summary>
public sealed class JournalFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int LongestLine = 8192;

    public string PathOf(string file) => Path.Combine(path, file);

    /// <summary>Names of the journals that are there.</summary>
    public IReadOnlyList<string> Files() => Directory.Exists(path)
        ? Directory.GetFiles(path, "reads-*.log").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal).ToList()
        : [];

    public bool Exists(string file) => File.Exists(PathOf(file));

    /// <summary>Makes a new, durable, empty journal that no other process may write.</summary>
    internal FileStream Create(string file)
    {
        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        var stream = new FileStream(PathOf(file), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            UnixCreateMode = OwnerOnly,
            BufferSize = 0,
        });
        stream.Flush(flushToDisk: true);
        SyncedFolder.Sync(path);
        return stream;
    }

    /// <summary>Whether its writer has closed it or is dead.</summary>
    internal bool IsClosed(string file)
    {
        try
        {
            using var alone = new FileStream(PathOf(file), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    internal void Delete(string file)
    {
        File.Delete(PathOf(file));
        if (Directory.Exists(path))
        {
            SyncedFolder.Sync(path);
        }
    }

    /// <summary>The whole lines from a place on, each with the place behind it; a torn last line was never answered and is left out.</summary>
    internal async IAsyncEnumerable<(string Line, long End)> LinesAsync(string file, long from, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var stream = new FileStream(PathOf(file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = Math.Min(from, stream.Length);
        var position = stream.Position;
        var line = new List<byte>(512);
        var block = new byte[64 * 1024];
        for (int read; (read = await stream.ReadAsync(block, ct)) > 0;)
        {
            for (var i = 0; i < read; i++)
            {
                position++;
                if (block[i] == (byte)'\n')
                {
                    yield return (Encoding.UTF8.GetString([.. line]), position);
                    line.Clear();
                }
                else if (line.Count <= LongestLine)
                {
                    line.Add(block[i]);
                }
            }
        }
    }
}
