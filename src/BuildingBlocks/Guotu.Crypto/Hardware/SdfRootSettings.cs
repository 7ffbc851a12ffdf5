using Guotu.Kernel.Results;

namespace Guotu.Crypto.Hardware;

/// <summary>Which device holds what opens the root key (密码设备配置).</summary>
/// <param name="Library">Absolute path of the vendor's library.</param>
/// <param name="KeyIndex">The encryption key inside, counted from 1.</param>
/// <param name="PasswordFile">A file of mode 0600 with the word that lets the key be used, one line.</param>
/// <param name="File">The root key under that key.</param>
public sealed record SdfRootSettings(string Library, uint KeyIndex, string PasswordFile, string File)
{
    internal Result<SecretBytes> ReadPassword() => SdfWord.Read(PasswordFile);
}

/// <summary>Which device signs for the node (签名设备配置); which key serves which purpose stands in the node's key table.</summary>
/// <param name="Library">Absolute path of the vendor's library.</param>
/// <param name="PasswordFile">A file of mode 0600 with the word that lets its signing keys be used, one line.</param>
/// <param name="Sessions">Most sessions at a time; what the device allows this node.</param>
public sealed record SdfSigningSettings(string Library, string PasswordFile, int Sessions = 4);
