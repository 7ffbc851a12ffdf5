using System.Security.Cryptography;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.KeyExchange;

/// <summary>A key that both sides have, once the other one's hash has confirmed it (已协商密钥).</summary>
public sealed class AgreedKey : IDisposable
{
    private readonly SecretBytes _key;
    private readonly byte[] _own;
    private readonly byte[] _expected;

    internal AgreedKey(SecretBytes key, byte[] own, byte[] expected)
    {
        _key = key;
        _own = own;
        _expected = expected;
    }

    /// <summary>The hash to send to the other side: SA of the initiator, SB of the responder; 32 bytes.</summary>
    public ReadOnlySpan<byte> Confirmation => _own;

    /// <summary>The key, if the hash is the one that only the right other side can make; the caller disposes it.</summary>
    public Result<SecretBytes> Confirm(ReadOnlySpan<byte> theirs) => CryptographicOperations.FixedTimeEquals(theirs, _expected)
        ? _key.Clone()
        : new Error(CryptoErrors.KeyAgreementFailed, ("reason", "对方的确认值不符,密钥不一致或对方身份不对"));

    public void Dispose() => _key.Dispose();
}
