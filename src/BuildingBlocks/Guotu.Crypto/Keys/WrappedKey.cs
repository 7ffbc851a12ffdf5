using Guotu.Kernel.Time;

namespace Guotu.Crypto.Keys;

/// <summary>What a wrapped key holds.</summary>
public enum WrappedKeyKind
{
    /// <summary>A symmetric key (对称密钥).</summary>
    Symmetric = 1,

    /// <summary>An SM2 key pair (密钥对).</summary>
    KeyPair = 2,

    /// <summary>The place of an SM2 key pair inside a device, which signs there (设备内密钥对).</summary>
    DeviceKeyPair = 3,
}

/// <summary>
/// A key as it is stored (被保护的密钥): sealed under the root key, with everything about it bound into the seal.
/// The format is in <c>docs/formats/wrapped-key.md</c>.
/// </summary>
/// <param name="Name">Name of the purpose, at most 40 ASCII characters.</param>
/// <param name="Version">Counted from 1; name and version are unique.</param>
/// <param name="Kind">What is inside.</param>
/// <param name="ActiveFrom">From when it is the one to write with, so that every node knows it by then; UTC.</param>
/// <param name="RootId">8 bytes that tell which root key wrapped it, without telling anything of that key.</param>
/// <param name="PublicKey">04 ‖ x ‖ y of a key pair, one inside a device too (65 bytes); empty for a symmetric key.</param>
/// <param name="Sealed">Nonce ‖ ciphertext ‖ tag, at most 60 bytes.</param>
public sealed record WrappedKey(
    string Name,
    int Version,
    WrappedKeyKind Kind,
    Instant ActiveFrom,
    ReadOnlyMemory<byte> RootId,
    ReadOnlyMemory<byte> PublicKey,
    ReadOnlyMemory<byte> Sealed);
