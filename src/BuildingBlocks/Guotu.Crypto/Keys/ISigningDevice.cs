using Guotu.Kernel.Results;

namespace Guotu.Crypto.Keys;

/// <summary>A device that holds key pairs and signs inside (签名设备); their private keys never leave it.</summary>
public interface ISigningDevice
{
    /// <summary>The public key of a signing key inside.</summary>
    /// <param name="index">Where it lies, counted from 1.</param>
    Result<Sm2PublicKey> PublicKey(uint index);

    /// <summary>SM2 with SM3 under <see cref="Sm2.DefaultUserId"/>; r ‖ s, 64 bytes.</summary>
    Result<byte[]> Sign(uint index, ReadOnlySpan<byte> message);
}
