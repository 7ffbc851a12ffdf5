using System.Security.Cryptography;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Hardware;

/// <summary>The word that lets a private key inside a device be used (私钥访问控制码): one line of a file that only its owner reads.</summary>
internal static class SdfWord
{
    private const int Longest = 256;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static Result<SecretBytes> Read(string path)
    {
        if (!File.Exists(path))
            return new Error(CryptoErrors.RootKeyMissing, ("path", path));

        using var handle = File.OpenHandle(path);
        if ((File.GetUnixFileMode(handle) & Others) != 0)
            return new Error(CryptoErrors.RootKeyExposed, ("path", path), ("reason", "权限不是0600"));

        var owner = UnixFiles.OwnerOf(handle);
        if (owner != 0 && owner != UnixFiles.EffectiveUser)
            return new Error(CryptoErrors.RootKeyExposed, ("path", path), ("reason", "属主不是运行本系统的用户"));

        var buffer = new byte[Longest];
        try
        {
            return SecretBytes.CopyOf(buffer.AsSpan(0, RandomAccess.Read(handle, buffer, 0)).TrimEnd("\r\n"u8));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }
}
