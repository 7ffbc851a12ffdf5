using Guotu.Crypto;
using Guotu.Database.Files;
using Guotu.Kernel.Results;

namespace Guotu.Audit.Archiving;

/// <summary>The folder of archive files (归档文件夹) in the node's home. The platform writes there and never deletes.</summary>
public sealed class ArchiveFolder(string path)
{
    public string Path => path;

    public FileStream Open(string name) =>
        new(System.IO.Path.Combine(path, name), FileMode.Open, FileAccess.Read, FileShare.Read);

    /// <summary>Name of the index that belongs to an archive file.</summary>
    public static string IndexOf(string archiveName)
    {
        ArgumentNullException.ThrowIfNull(archiveName);
        return archiveName.Replace(".jsonl.gz", ".index", StringComparison.Ordinal);
    }

    public bool Holds(string name) => File.Exists(System.IO.Path.Combine(path, name));

    /// <summary>Keeps every other archiving of this node out until it is disposed; null where one is running.</summary>
    public IDisposable? TryLock()
    {
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            return new FileStream(System.IO.Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Writes a file under a passing name, syncs it, gives it its name and answers its SM3; where writing is refused nothing is left. A file that a kill
    /// left under the same name, and that no row of the database names, is put aside and never destroyed.
    /// </summary>
    public async Task<Result<Sm3Digest>> WriteAsync(string name, Func<Stream, Task<Result>> write, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        var target = System.IO.Path.Combine(path, name);
        var part = target + ".part";
        try
        {
            var digest = await WritePartAsync(part, write, ct);
            if (digest.IsSuccess)
            {
                PutAside(target);
                File.Move(part, target, overwrite: false);
                SyncedFolder.Sync(path);
            }

            return digest;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static void PutAside(string target)
    {
        for (var number = 1; File.Exists(target); number++)
        {
            var aside = FormattableString.Invariant($"{target}.left-{number}");
            if (!File.Exists(aside))
            {
                File.Move(target, aside, overwrite: false);
            }
        }
    }

    private static async Task<Result<Sm3Digest>> WritePartAsync(string part, Func<Stream, Task<Result>> write, CancellationToken ct)
    {
        await using var file = new FileStream(part, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        if ((await write(file)).Error is { } refused)
        {
            return refused;
        }

        await file.FlushAsync(ct);
        file.Flush(flushToDisk: true);
        file.Position = 0;
        return await Sm3.HashStreamAsync(file, ct);
    }
}
