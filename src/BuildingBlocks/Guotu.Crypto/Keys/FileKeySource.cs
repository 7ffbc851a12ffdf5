using System.Security.Cryptography;
using System.Text;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Microsoft.Win32.SafeHandles;

namespace Guotu.Crypto.Keys;

/// <summary>
/// The root key in a file of mode 0600 outside the node home (根密钥文件): a backup of the home does not carry it. One line
/// <c>guotu-root-key 1 HEX64 CHECK8</c>; CHECK8 is the start of SM3 over the key, so that a bad copy is noticed.
/// </summary>
public sealed class FileKeySource : IKeySource
{
    private const string Prefix = "guotu-root-key 1 ";
    private const int CheckDigits = 8;
    private const int FileLength = 17 + (2 * RootKey.Size) + 1 + CheckDigits + 1;
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

    /// <summary>Makes the file of a new node; an existing one is never overwritten.</summary>
    public Result Create(IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var folder = Path.GetDirectoryName(_path)!;
        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        if (FirstFaultOfPlace() is { } fault)
            return fault;

        using var key = SecretBytes.Random(random, RootKey.Size);
        var content = Encode(key);
        try
        {
            using var file = new FileStream(_path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                UnixCreateMode = OwnerOnly,
            });
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(_path))
        {
            return new Error(CryptoErrors.RootKeyExists, ("path", _path));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }

        // Keys wrapped under a root key whose file a power cut took away would be lost for good.
        UnixFiles.SyncFolder(folder);
        return Result.Done;
    }

    public Result<SecretBytes> ReadRootKey()
    {
        var entry = new FileInfo(_path);
        if (entry.LinkTarget is not null)
            return Exposed("它是符号链接");

        if (!entry.Exists)
            return new Error(CryptoErrors.RootKeyMissing, ("path", _path));

        if (FirstFaultOfPlace() is { } fault)
            return fault;

        try
        {
            using var file = File.OpenHandle(_path);
            return FirstFaultOfFile(file) is { } exposed ? exposed : Read(file);
        }
        catch (UnauthorizedAccessException)
        {
            return Exposed("当前用户无权读取");
        }
    }

    private static byte[] Encode(SecretBytes key)
    {
        var text = $"{Prefix}{Convert.ToHexString(key.Span).ToLowerInvariant()} {CheckOf(key)}\n";
        return Encoding.ASCII.GetBytes(text);
    }

    private static string CheckOf(SecretBytes key) => Sm3.Digest(key.Span).ToString()[..CheckDigits];

    private Result<SecretBytes> Read(SafeFileHandle file)
    {
        var content = new byte[FileLength + 1];
        var length = RandomAccess.Read(file, content, 0);
        var text = Encoding.ASCII.GetString(content, 0, length);
        CryptographicOperations.ZeroMemory(content);
        var damaged = new Error(CryptoErrors.RootKeyDamaged, ("path", _path));
        if (length != FileLength || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return damaged;

        var hex = text.Substring(Prefix.Length, 2 * RootKey.Size);
        if (!Sm3Digest.TryParse(hex, out _))
            return damaged;

        var key = SecretBytes.Take(Convert.FromHexString(hex));
        if (text[(Prefix.Length + hex.Length)..] == $" {CheckOf(key)}\n")
            return key;

        key.Dispose();
        return damaged;
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
