using Guotu.Crypto.Keys;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Hardware;

/// <summary>Which device holds what opens the root key (密码设备配置).</summary>
/// <param name="Library">Absolute path of the vendor's library.</param>
/// <param name="KeyIndex">The encryption key inside, counted from 1.</param>
/// <param name="PasswordFile">A file of mode 0600 with the word that lets the key be used, one line.</param>
/// <param name="File">The root key under that key.</param>
public sealed record SdfRootSettings(string Library, uint KeyIndex, string PasswordFile, string File)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    internal Result<SecretBytes> ReadPassword()
    {
        if (!System.IO.File.Exists(PasswordFile))
            return new Error(CryptoErrors.RootKeyMissing, ("path", PasswordFile));

        using var handle = System.IO.File.OpenHandle(PasswordFile);
        if ((System.IO.File.GetUnixFileMode(handle) & Others) != 0)
            return new Error(CryptoErrors.RootKeyExposed, ("path", PasswordFile), ("reason", "权限不是0600"));

        var owner = UnixFiles.OwnerOf(handle);
        if (owner != 0 && owner != UnixFiles.EffectiveUser)
            return new Error(CryptoErrors.RootKeyExposed, ("path", PasswordFile), ("reason", "属主不是运行本系统的用户"));

        var buffer = new byte[256];
        var text = buffer.AsSpan(0, RandomAccess.Read(handle, buffer, 0)).TrimEnd("\r\n"u8);
        var password = SecretBytes.CopyOf(text);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(buffer);
        return password;
    }
}
