using System.Buffers.Binary;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Keys;

/// <summary>What the record of a key pair inside a device seals: where it lies there, four bytes, big-endian (设备内密钥索引).</summary>
internal static class DeviceKeyIndex
{
    private const int Size = 4;
    private const int TrialSize = 32;

    public static byte[] Written(uint index)
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, index);
        return bytes;
    }

    /// <summary>Null where it is no index.</summary>
    public static uint? Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size && BinaryPrimitives.ReadUInt32BigEndian(bytes) is > 0 and var index ? index : null;

    /// <summary>The public key at that place, once a signature over random bytes has shown that the node may use the private one.</summary>
    public static Result<Sm2PublicKey> Try(ISigningDevice device, string name, uint index, IRandomSource random)
    {
        var key = device.PublicKey(index);
        if (!key.IsSuccess)
            return key;

        var trial = new byte[TrialSize];
        random.Fill(trial);
        var signed = device.Sign(index, trial);
        if (!signed.IsSuccess)
            return signed.Error!;

        return Sm2.Verify(key.Value, trial, signed.Value) ? key : new Error(CryptoErrors.DeviceKeyMismatch, ("key", name), ("index", index));
    }
}
