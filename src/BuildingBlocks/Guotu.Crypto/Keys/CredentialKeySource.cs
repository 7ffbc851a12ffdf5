using System.Security.Cryptography;
using Guotu.Kernel.Results;
using Microsoft.Win32.SafeHandles;

namespace Guotu.Crypto.Keys;

/// <summary>
/// The root key as a credential of systemd (LoadCredential= or LoadCredentialEncrypted=): the service manager puts it into memory for this
/// service only, and on disk it may lie sealed to the machine. It is read, never written. The line is <see cref="RootKeyText"/>.
/// </summary>
public sealed class CredentialKeySource : IKeySource
{
    /// <summary>Where systemd says that the credentials of a service are.</summary>
    public const string FolderVariable = "CREDENTIALS_DIRECTORY";

    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode Writable = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly string? _folder;
    private readonly string _name;

    /// <param name="folder">Value of <see cref="FolderVariable"/>; null where it is not set.</param>
    /// <param name="name">Name of the credential in the unit.</param>
    public CredentialKeySource(string? folder, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _folder = folder;
        _name = name == Path.GetFileName(name) ? name : throw new ArgumentException("A credential has a name, not a path", nameof(name));
    }

    public Result<SecretBytes> ReadRootKey()
    {
        if (string.IsNullOrEmpty(_folder))
            return new Error(CryptoErrors.RootKeyMissing, ("path", $"${FolderVariable}/{_name}"));

        var path = Path.Combine(_folder, _name);
        var entry = new FileInfo(path);
        if (!entry.Exists)
            return new Error(CryptoErrors.RootKeyMissing, ("path", path));

        if (entry.LinkTarget is not null)
            return Exposed(path, "它是符号链接");

        try
        {
            using var file = File.OpenHandle(path);
            return FaultOf(file) is { } fault ? Exposed(path, fault) : Read(file, path);
        }
        catch (UnauthorizedAccessException)
        {
            return Exposed(path, "当前用户无权读取");
        }
    }

    // systemd gives the file to the user or, where it sets an access list, to root; the group bits are then the list's mask.
    private static string? FaultOf(SafeFileHandle file)
    {
        var mode = File.GetUnixFileMode(file);
        if ((mode & (Others | Writable)) != 0)
            return "可由他人读取或改写";

        var owner = UnixFiles.OwnerOf(file);
        return owner == 0 || owner == UnixFiles.EffectiveUser ? null : "属于其他用户";
    }

    private static Result<SecretBytes> Read(SafeFileHandle file, string path)
    {
        var content = PinnedBytes.New(RootKeyText.Length + 1);
        var key = RootKeyText.Read(content.AsSpan(0, RandomAccess.Read(file, content, 0)));
        CryptographicOperations.ZeroMemory(content);
        return key is null ? new Error(CryptoErrors.RootKeyDamaged, ("path", path)) : key;
    }

    private static Error Exposed(string path, string reason) => new(CryptoErrors.RootKeyExposed, ("path", path), ("reason", reason));
}
