using Guotu.Crypto;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Database.Files;

/// <summary>The file store in a folder of the node home: <c>files/ab/cd/abcd…</c>; half-written files stay in <c>files/tmp</c>.</summary>
public sealed class FolderFileStore : IFileStore
{
    private const int BufferSize = 1 << 17;
    private readonly string _root;
    private readonly IIdSource _ids;
    private readonly IFailpoints _failpoints;

    public FolderFileStore(string root, IIdSource ids, IFailpoints failpoints)
    {
        _root = root;
        _ids = ids;
        _failpoints = failpoints;
        Directory.CreateDirectory(Path.Combine(root, "tmp"));
    }

    public async Task<Result<StoredFile>> SaveAsync(Stream content, string mediaType, long limitBytes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(content);
        var temporary = Path.Combine(_root, "tmp", $"{_ids.Next():D}");
        try
        {
            var (digest, size) = await CopyAsync(content, temporary, limitBytes, ct);
            if (digest is null)
            {
                return new Error(DatabaseErrors.FileTooLarge, ("limit", limitBytes >> 20));
            }

            var target = PathOf(digest);
            if (!File.Exists(target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Move(temporary, target, overwrite: true);
                SyncedFolder.Sync(Path.GetDirectoryName(target)!);
            }

            _failpoints.Reach("files.after-sync");
            return new StoredFile(digest, size, mediaType);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public async Task<Result<Stream>> OpenAsync(string digest, CancellationToken ct)
    {
        if (!Contains(digest))
        {
            return new Error(DatabaseErrors.FileMissing, ("digest", digest));
        }

        var stream = new FileStream(PathOf(digest), FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, useAsync: true);
        var actual = await DigestAsync(stream, ct);
        if (actual != digest)
        {
            await stream.DisposeAsync();
            return new Error(DatabaseErrors.FileDamaged, ("digest", digest));
        }

        stream.Position = 0;
        return stream;
    }

    public bool Contains(string digest) => IsDigest(digest) && File.Exists(PathOf(digest));

    public async Task RemoveAsync(string digest, CancellationToken ct)
    {
        if (!Contains(digest))
        {
            return;
        }

        var path = PathOf(digest);
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, BufferSize, useAsync: true))
        {
            var nothing = new byte[BufferSize];
            for (var left = file.Length; left > 0; left -= nothing.Length)
            {
                await file.WriteAsync(nothing.AsMemory(0, (int)Math.Min(left, nothing.Length)), ct);
            }

            await file.FlushAsync(ct);
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
        SyncedFolder.Sync(Path.GetDirectoryName(path)!);
    }

    private static bool IsDigest(string? digest) => digest is { Length: 64 } && digest.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private static async Task<(string? Digest, long Size)> CopyAsync(Stream content, string path, long limitBytes, CancellationToken ct)
    {
        using var hasher = new Sm3Hasher();
        var buffer = new byte[BufferSize];
        long size = 0;
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, useAsync: true);
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
        {
            size += read;
            if (size > limitBytes)
            {
                return (null, size);
            }

            hasher.Append(buffer.AsSpan(0, read));
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        await file.FlushAsync(ct);
        file.Flush(flushToDisk: true);
        return (hasher.Finish().ToString(), size);
    }

    private static async Task<string> DigestAsync(Stream stream, CancellationToken ct)
    {
        using var hasher = new Sm3Hasher();
        var buffer = new byte[BufferSize];
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            hasher.Append(buffer.AsSpan(0, read));
        }

        return hasher.Finish().ToString();
    }

    private string PathOf(string digest) => Path.Combine(_root, digest[..2], digest[2..4], digest);
}
