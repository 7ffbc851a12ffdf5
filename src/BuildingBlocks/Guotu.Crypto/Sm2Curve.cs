using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;

namespace Guotu.Crypto;

/// <summary>The one curve of SM2, sm2p256v1 (GB/T 32918.5-2017), as BouncyCastle knows it.</summary>
internal static class Sm2Curve
{
    public const string Oid = "1.2.156.10197.1.301";

    public const int FieldSize = 32;

    private static readonly X9ECParameters Named = GMNamedCurves.GetByName("sm2p256v1");

    public static ECDomainParameters Domain { get; } = new(Named.Curve, Named.G, Named.N, Named.H);

    public static BigInteger Order => Domain.N;

    public static byte[] ToFixed(BigInteger value)
    {
        var output = new byte[FieldSize];
        WriteFixed(value, output);
        return output;
    }

    public static void WriteFixed(BigInteger value, Span<byte> output)
    {
        var bytes = value.ToByteArrayUnsigned();
        output[..FieldSize].Clear();
        bytes.CopyTo(output[(FieldSize - bytes.Length)..FieldSize]);
    }
}
