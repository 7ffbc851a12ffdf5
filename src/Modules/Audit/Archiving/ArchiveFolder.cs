using Guotu.Crypto;
using Guotu.Database.Files;

namespace Guotu.Audit.Archiving;

/// <summary>The folder of archive files (归档文件夹) in the node's home. The platform writes there and never deletes.</summary>
public sealed class ArchiveFolder(string path)
{
    public string Path => path;

    public FileStream Open(string name) =>
        new(System.IO.Path.Combine(path, name), FileMode.Open, FileAccess.Read, FileShare.Read);

    /// <summary>
    /// Writes a file under a passing name, syncs it, gives it its name and answers its SM3. A file that a kill left under the same name, and that no
    /// row of the database names, is replaced.
    /// </summary>
    public async Task<Sm3Digest> WriteAsync(string name, Func<Stream, Task> write, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var part = System.IO.Path.Combine(path, name + ".part");
        try
        {
            var digest = await WritePartAsync(part, write, ct);
            File.Move(part, System.IO.Path.Combine(path, name), overwrite: true);
            SyncedFolder.Sync(path);
            return digest;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task<Sm3Digest> WritePartAsync(string part, Func<Stream, Task> write, CancellationToken ct)
    {
        await using var file = new FileStream(part, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        await write(file);
        await file.FlushAsync(ct);
        file.Flush(flushToDisk: true);
        file.Position = 0;
        return await Sm3.HashStreamAsync(file, ct);
    }
}
