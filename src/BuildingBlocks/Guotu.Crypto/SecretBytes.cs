using System.Security.Cryptography;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto;

/// <summary>
/// Secret material (敏感密钥数据) in pinned memory that is zeroed when disposed. It never prints itself, and compares
/// in constant time only.
/// </summary>
public sealed class SecretBytes : IDisposable
{
    private readonly byte[] _bytes;
    private bool _disposed;

    private SecretBytes(int length) => _bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);

    public int Length => _bytes.Length;

    /// <summary>The bytes; valid until disposal, after which reading throws.</summary>
    public ReadOnlySpan<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes;
        }
    }

    public static SecretBytes CopyOf(ReadOnlySpan<byte> bytes)
    {
        var secret = new SecretBytes(bytes.Length);
        bytes.CopyTo(secret._bytes);
        return secret;
    }

    /// <summary>Takes the bytes over: the array given is zeroed.</summary>
    public static SecretBytes Take(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var secret = CopyOf(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return secret;
    }

    public static SecretBytes Random(IRandomSource random, int length)
    {
        ArgumentNullException.ThrowIfNull(random);
        var secret = new SecretBytes(length);
        random.Fill(secret._bytes);
        return secret;
    }

    public SecretBytes Clone() => CopyOf(Span);

    public bool FixedTimeEquals(SecretBytes other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(Span, other.Span);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _disposed = true;
    }

    public override string ToString() => "[secret]";
}
