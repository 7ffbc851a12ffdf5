using System.Globalization;
using Guotu.Crypto;
using Guotu.Database.Files;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;

namespace Guotu.MapPublishing.Print.Jobs;

/// <summary>
/// Results of prints until they expire (出图结果): <c>prints/ID</c> in the node home, readable by the node alone. They are no records and so not in the
/// file store, whose files stay.
/// </summary>
internal sealed class PrintFolder(NodeSettings node)
{
    private readonly string _folder = Path.Combine(node.Home, "prints");

    /// <summary>Writes, syncs, renames; answers the SM3 digest.</summary>
    public async Task<string> SaveAsync(long id, byte[] content, CancellationToken ct)
    {
        Directory.CreateDirectory(_folder);
        var temporary = PathOf(id) + ".part";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using (var file = new FileStream(temporary, options))
        {
            await file.WriteAsync(content, ct);
            await file.FlushAsync(ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, PathOf(id), overwrite: true);
        SyncedFolder.Sync(_folder);
        return Sm3.Digest(content).ToString();
    }

    /// <summary>The result as it was drawn; refused where it is gone or another.</summary>
    public async Task<Result<byte[]>> ReadAsync(long id, string digest, CancellationToken ct)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(PathOf(id), ct);
            return Sm3.Digest(content).ToString() == digest ? content : new Error(PublishingErrors.PrintFileDamaged);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Error(PublishingErrors.PrintFileDamaged);
        }
    }

    public void Delete(long id)
    {
        if (Directory.Exists(_folder))
        {
            File.Delete(PathOf(id));
            File.Delete(PathOf(id) + ".part");
        }
    }

    private string PathOf(long id) => Path.Combine(_folder, id.ToString(CultureInfo.InvariantCulture));
}
