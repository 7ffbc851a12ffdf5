using System.Security.Cryptography;
using Guotu.Crypto.Engines;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Org.BouncyCastle.Math;

namespace Guotu.Crypto.KeyExchange;

/// <summary>
/// SM2 key exchange with confirmation (密钥交换, GB/T 32918.3-2016, GM/T 0003.3): each side sends a temporary public key, both compute the same
/// key from lasting and temporary ones, and each proves by a hash that it has it. One object serves one exchange.
/// </summary>
public sealed class Sm2KeyExchange : IDisposable
{
    // w = ⌈⌈log2 n⌉ / 2⌉ − 1: x̄ = 2^w + (x mod 2^w).
    private const int HalfBits = 127;

    private static readonly BigInteger HalfBit = BigInteger.One.ShiftLeft(HalfBits);

    private readonly KeyExchangeSide _side;
    private readonly Sm2PrivateKey _own;
    private readonly byte[] _ownId;
    private readonly Sm2PrivateKey _temporary;

    /// <param name="side">Whether this side began.</param>
    /// <param name="own">The lasting key; stays the caller's.</param>
    /// <param name="ownId">The own id.</param>
    /// <param name="random">Gives the temporary key.</param>
    public Sm2KeyExchange(KeyExchangeSide side, Sm2PrivateKey own, string ownId, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(own);
        _side = side;
        _own = own;
        _ownId = Sm2.IdBytes(ownId);
        _temporary = Sm2PrivateKey.Generate(random);
    }

    /// <summary>R, to be sent to the other side.</summary>
    public Sm2PublicKey Temporary => _temporary.PublicKey;

    /// <summary>Computes the key; it is handed out by <see cref="AgreedKey.Confirm"/> only.</summary>
    /// <param name="peer">The other side. Its public keys have been proved to lie on the curve by their type.</param>
    /// <param name="length">Bytes of the key.</param>
    public Result<AgreedKey> Agree(KeyExchangePeer peer, int length)
    {
        ArgumentNullException.ThrowIfNull(peer);
        var shared = SharedPoint(peer);
        if (shared.IsInfinity)
            return new Error(CryptoErrors.KeyAgreementFailed, ("reason", "对方的临时公钥使共享点成为无穷远点"));

        var x = shared.AffineXCoord.GetEncoded();
        var y = shared.AffineYCoord.GetEncoded();
        var identities = Identities(peer);
        byte[] secret = [.. x, .. y, .. identities];
        try
        {
            var key = SecretBytes.Take(Sm3Kdf.Derive(secret, length));
            var inner = Sm3.Hash([.. x, .. identities, .. TemporaryPoints(peer)]);
            var ofResponder = Sm3.Hash([0x02, .. y, .. inner]);
            var ofInitiator = Sm3.Hash([0x03, .. y, .. inner]);
            return _side == KeyExchangeSide.Initiator
                ? new AgreedKey(key, ofInitiator, ofResponder)
                : new AgreedKey(key, ofResponder, ofInitiator);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(x);
            CryptographicOperations.ZeroMemory(y);
        }
    }

    public void Dispose() => _temporary.Dispose();

    // V = [h·t](P + [x̄]R) of the peer's, t = d + x̄·r of the own; the cofactor h is 1.
    private Org.BouncyCastle.Math.EC.ECPoint SharedPoint(KeyExchangePeer peer)
    {
        var factor = Number(_own).Add(Halved(_temporary.PublicKey).Multiply(Number(_temporary))).Mod(Sm2Curve.Order);
        var theirs = peer.Key.Managed.Q.Add(peer.Temporary.Managed.Q.Multiply(Halved(peer.Temporary)));
        return theirs.Multiply(factor).Normalize();
    }

    private byte[] Identities(KeyExchangePeer peer)
    {
        var (own, theirs) = (new byte[Sm3.Size], new byte[Sm3.Size]);
        Sm2Preamble.Identity(CryptoEngines.Shared, _own.PublicKey, _ownId, own);
        Sm2Preamble.Identity(CryptoEngines.Shared, peer.Key, Sm2.IdBytes(peer.UserId), theirs);
        return InOrder(own, theirs);
    }

    private byte[] TemporaryPoints(KeyExchangePeer peer) =>
        InOrder(_temporary.PublicKey.Encoded[1..].ToArray(), peer.Temporary.Encoded[1..].ToArray());

    private byte[] InOrder(byte[] own, byte[] theirs) => _side == KeyExchangeSide.Initiator ? [.. own, .. theirs] : [.. theirs, .. own];

    private static BigInteger Halved(Sm2PublicKey point) =>
        new BigInteger(1, point.Encoded.Slice(1, Sm2Curve.FieldSize).ToArray()).Mod(HalfBit).Add(HalfBit);

    private static BigInteger Number(Sm2PrivateKey key) => key.ToManaged().D;
}
