using Guotu.Kernel.Results;

namespace Guotu.Crypto.Keys;

/// <summary>An SM2 key pair in use (密钥对), owned by the ring: its private key lies in memory or inside a device, and who signs need not know.</summary>
public abstract class VersionedKeyPair
{
    private protected VersionedKeyPair(int version, Sm2PublicKey publicKey) => (Version, PublicKey) = (version, publicKey);

    /// <summary>Stored beside whatever the key signed.</summary>
    public int Version { get; }

    public Sm2PublicKey PublicKey { get; }

    /// <summary>SM2 with SM3 under <see cref="Sm2.DefaultUserId"/>; r ‖ s, 64 bytes.</summary>
    public abstract Result<byte[]> Sign(ReadOnlySpan<byte> message);

    /// <summary>Opens what was encrypted to the public key; a pair inside a device only signs.</summary>
    public abstract Result<byte[]> Decrypt(Sm2Ciphertext ciphertext);

    internal abstract WrappedKeyKind Kind { get; }

    /// <summary>Zeroes what of it lies in memory.</summary>
    internal abstract void Release();
}

/// <summary>A pair whose private key the ring holds.</summary>
internal sealed class HeldKeyPair(int version, Sm2PrivateKey key) : VersionedKeyPair(version, key.PublicKey)
{
    internal override WrappedKeyKind Kind => WrappedKeyKind.KeyPair;

    public override Result<byte[]> Sign(ReadOnlySpan<byte> message) => Sm2.Sign(key, message);

    public override Result<byte[]> Decrypt(Sm2Ciphertext ciphertext) => Sm2.Decrypt(key, ciphertext);

    internal override void Release() => key.Dispose();
}

/// <summary>A pair inside a device. What comes from there counts only if it verifies under the public key that was registered.</summary>
internal sealed class DeviceKeyPair(WrappedKey record, Sm2PublicKey publicKey, uint index, AttachedDevice attached) : VersionedKeyPair(record.Version, publicKey)
{
    internal override WrappedKeyKind Kind => WrappedKeyKind.DeviceKeyPair;

    public override Result<byte[]> Sign(ReadOnlySpan<byte> message)
    {
        if (attached.Device is not { } device)
            return new Error(CryptoErrors.SigningDeviceMissing, ("key", record.Name), ("version", Version));

        var signed = device.Sign(index, message);
        return !signed.IsSuccess || Sm2.Verify(PublicKey, message, signed.Value)
            ? signed
            : new Error(CryptoErrors.DeviceKeyMismatch, ("key", record.Name), ("index", index));
    }

    public override Result<byte[]> Decrypt(Sm2Ciphertext ciphertext) => new Error(CryptoErrors.DeviceKeyOnlySigns, ("key", record.Name));

    internal override void Release()
    {
    }
}

/// <summary>The device of a ring, if it has one; pairs that were loaded before it was attached find it here.</summary>
internal sealed class AttachedDevice
{
    private volatile ISigningDevice? _device;

    public ISigningDevice? Device
    {
        get => _device;
        set => _device = value;
    }
}
