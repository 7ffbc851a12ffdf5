using System.Security.Cryptography;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Microsoft.Win32.SafeHandles;

namespace Guotu.Crypto.Keys;

/// <summary>
/// The root key in a file of mode 0600 outside the node home (根密钥文件): a backup of the home does not carry it. Beside it lie, while
/// a change goes on, the next one (<c>.next</c>) and afterwards the former ones by their id. The line is <see cref="RootKeyText"/>.
/// </summary>
public sealed class FileKeySource : IChangeableKeySource
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly string _path;
    private readonly string _home;

    /// <param name="path">The key file.</param>
    /// <param name="nodeHome">The node home, inside which the file must not lie.</param>
    public FileKeySource(string path, string nodeHome)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(nodeHome);
        _path = Path.GetFullPath(path);
        _home = Path.GetFullPath(nodeHome);
    }

    private string NextPath => _path + ".next";

    /// <summary>Makes the file of a new node; an existing one is never overwritten.</summary>
    public Result Create(IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        using var key = SecretBytes.Random(random, RootKey.Size);
        return Store(key);
    }

    /// <summary>Writes a root key that came from elsewhere, such as two shares; an existing file is never overwritten.</summary>
    public Result Store(SecretBytes key) => Store(key, _path);

    public Result PrepareNext(IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (File.Exists(NextPath))
            return Result.Done;

        using var key = SecretBytes.Random(random, RootKey.Size);
        return Store(key, NextPath);
    }

    public Result<SecretBytes> ReadNext() => Read(NextPath);

    public Result AdoptNext()
    {
        var folder = Path.GetDirectoryName(_path)!;
        if (!File.Exists(NextPath))
        {
            // Somebody else took it up: the present file is the next one already, and must not be put aside.
            return Result.Done;
        }

        // Cut off between the two moves, the stored keys name the next one: it is found by its id, and this is taken up again.
        if (File.Exists(_path))
        {
            var read = ReadRootKey();
            if (!read.IsSuccess)
                return read.Error!;

            using var former = read.Value;
            File.Move(_path, Path.Combine(folder, $"root-{Convert.ToHexString(RootKey.IdOf(former)).ToLowerInvariant()}.key"), overwrite: true);
        }

        File.Move(NextPath, _path);
        UnixFiles.SyncFolder(folder);
        return Result.Done;
    }

    public Result<SecretBytes> ReadRootKey(ReadOnlySpan<byte> rootId)
    {
        var present = ReadRootKey();
        if ((present.IsSuccess && HasId(present.Value, rootId)) || !File.Exists(NextPath))
            return present;

        var next = ReadNext();
        if (next.IsSuccess && HasId(next.Value, rootId))
        {
            if (present.IsSuccess)
                present.Value.Dispose();

            return next;
        }

        if (next.IsSuccess)
            next.Value.Dispose();

        return present;
    }

    private Result Store(SecretBytes key, string path)
    {
        ArgumentNullException.ThrowIfNull(key);
        var folder = Path.GetDirectoryName(_path)!;
        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        if (FirstFaultOfPlace() is { } fault)
            return fault;

        var content = RootKeyText.Write(key);
        try
        {
            using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                UnixCreateMode = OwnerOnly,
            });
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(path))
        {
            return new Error(CryptoErrors.RootKeyExists, ("path", path));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }

        // Keys wrapped under a root key whose file a power cut took away would be lost for good.
        UnixFiles.SyncFolder(folder);
        return Result.Done;
    }

    public Result<SecretBytes> ReadRootKey() => Read(_path);

    private static bool HasId(SecretBytes key, ReadOnlySpan<byte> rootId) => CryptographicOperations.FixedTimeEquals(RootKey.IdOf(key), rootId);

    private Result<SecretBytes> Read(string path)
    {
        var entry = new FileInfo(path);
        if (entry.LinkTarget is not null)
            return Exposed("它是符号链接");

        if (!entry.Exists)
            return new Error(CryptoErrors.RootKeyMissing, ("path", path));

        if (FirstFaultOfPlace() is { } fault)
            return fault;

        try
        {
            using var file = File.OpenHandle(path);
            return FirstFaultOfFile(file) is { } exposed ? exposed : Read(file, path);
        }
        catch (UnauthorizedAccessException)
        {
            return Exposed("当前用户无权读取");
        }
    }

    private static Result<SecretBytes> Read(SafeFileHandle file, string path)
    {
        var content = PinnedBytes.New(RootKeyText.Length + 1);
        var length = RandomAccess.Read(file, content, 0);
        var key = RootKeyText.Read(content.AsSpan(0, length));
        CryptographicOperations.ZeroMemory(content);
        return key is null ? new Error(CryptoErrors.RootKeyDamaged, ("path", path)) : key;
    }

    private Error? FirstFaultOfFile(SafeFileHandle file)
    {
        if ((File.GetUnixFileMode(file) & ~OwnerOnly) != 0)
            return Exposed("权限不是0600");

        return UnixFiles.OwnerOf(file) == UnixFiles.EffectiveUser ? null : Exposed("属主不是运行本系统的用户");
    }

    private Error? FirstFaultOfPlace()
    {
        var folder = UnixFiles.RealPath(Path.GetDirectoryName(_path)!);
        if (folder is null)
            return new Error(CryptoErrors.RootKeyMissing, ("path", _path));

        var home = UnixFiles.RealPath(_home) ?? _home;
        if (folder == home || folder.StartsWith(home.TrimEnd('/') + "/", StringComparison.Ordinal))
            return new Error(CryptoErrors.RootKeyInsideHome, ("path", _path), ("home", _home));

        if ((File.GetUnixFileMode(folder) & OthersWrite) != 0)
            return Exposed("所在目录可由他人写入");

        var owner = UnixFiles.OwnerOfFolder(folder);
        return owner == 0 || owner == UnixFiles.EffectiveUser ? null : Exposed("所在目录属于其他用户");
    }

    private Error Exposed(string reason) => new(CryptoErrors.RootKeyExposed, ("path", _path), ("reason", reason));
}
