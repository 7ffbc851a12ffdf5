using System.Security.Cryptography;
using Guotu.Crypto.Engines;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC.Multiplier;

namespace Guotu.Crypto;

/// <summary>An SM2 private key (私钥) with its public key: 1 ≤ d ≤ n − 2. Zeroed when disposed.</summary>
public sealed class Sm2PrivateKey : IDisposable
{
    private readonly SecretBytes _scalar;

    private Sm2PrivateKey(ReadOnlySpan<byte> scalar)
    {
        _scalar = SecretBytes.CopyOf(scalar);
        var point = new FixedPointCombMultiplier().Multiply(Sm2Curve.Domain.G, ScalarNumber());
        PublicKey = new Sm2PublicKey(point);
    }

    public Sm2PublicKey PublicKey { get; }

    /// <summary>d, 32 bytes big-endian.</summary>
    public ReadOnlySpan<byte> Scalar => _scalar.Span;

    internal NativeKeySlot Native { get; } = new();

    public static Sm2PrivateKey Generate(IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> scalar = stackalloc byte[Sm2Curve.FieldSize];
        do
        {
            random.Fill(scalar);
        }
        while (!IsScalar(scalar));

        try
        {
            return new Sm2PrivateKey(scalar);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
        }
    }

    public static Result<Sm2PrivateKey> FromScalar(ReadOnlySpan<byte> scalar) =>
        scalar.Length == Sm2Curve.FieldSize && IsScalar(scalar)
            ? new Sm2PrivateKey(scalar)
            : new Error(CryptoErrors.KeyUnreadable, ("what", "私钥"), ("reason", "私钥应为32字节,且在1至n-2之间"));

    /// <summary>Reads a PEM <c>PRIVATE KEY</c> (PKCS #8) or <c>EC PRIVATE KEY</c> (RFC 5915).</summary>
    public static Result<Sm2PrivateKey> FromPem(string pem) => Sm2KeyEncoding.ReadPrivatePem(pem);

    /// <summary>Reads an unencrypted DER PKCS #8 PrivateKeyInfo.</summary>
    public static Result<Sm2PrivateKey> FromPkcs8(ReadOnlyMemory<byte> der) => Sm2KeyEncoding.ReadPkcs8(der);

    /// <summary>Unencrypted PKCS #8: for files of mode 0600 and for wrapping, never for the database.</summary>
    public SecretBytes ToPkcs8() => Sm2KeyEncoding.WritePkcs8(this);

    /// <summary>Unencrypted PEM PKCS #8: for files of mode 0600 only.</summary>
    public string ToPkcs8Pem() => Sm2KeyEncoding.WritePkcs8Pem(this);

    public override string ToString() => "[secret]";

    public void Dispose()
    {
        Native.Free();
        _scalar.Dispose();
    }

    internal ECPrivateKeyParameters ToManaged() => new(ScalarNumber(), Sm2Curve.Domain);

    private static bool IsScalar(ReadOnlySpan<byte> scalar)
    {
        var copy = scalar.ToArray();
        var number = new BigInteger(1, copy);
        CryptographicOperations.ZeroMemory(copy);
        return number.SignValue > 0 && number.CompareTo(Sm2Curve.Order.Subtract(BigInteger.One)) < 0;
    }

    private BigInteger ScalarNumber()
    {
        var copy = _scalar.Span.ToArray();
        var number = new BigInteger(1, copy);
        CryptographicOperations.ZeroMemory(copy);
        return number;
    }
}
