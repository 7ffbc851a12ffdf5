namespace Guotu.Crypto.Hardware;

/// <summary>A private key inside a device and the word that lets it be used (私钥访问控制码).</summary>
/// <param name="Index">Where it lies, counted from 1.</param>
/// <param name="Password">The word; stays the caller's.</param>
public sealed record SdfKey(uint Index, SecretBytes Password);

/// <summary>What a device says of itself (设备信息).</summary>
/// <param name="Maker">Name of the maker.</param>
/// <param name="Name">Model.</param>
/// <param name="Serial">Serial number.</param>
/// <param name="StandardVersion">Version of the interface that it keeps.</param>
public sealed record SdfDeviceInfo(string Maker, string Name, string Serial, uint StandardVersion);

/// <summary>Data under a key that only the device can unwrap (设备封装的数据).</summary>
/// <param name="Key">The SM4 key under the device's encryption key.</param>
/// <param name="Iv">16 bytes.</param>
/// <param name="Hidden">SM4-CBC without padding.</param>
public sealed record SdfSealed(Sm2Ciphertext Key, byte[] Iv, byte[] Hidden);
