using System.Text;
using Guotu.Crypto;
using Guotu.Crypto.Certificates;

namespace Guotu.FileKeyAgent;

/// <summary>A key and its certificate, as a UKey holds them.</summary>
public sealed record FileKey(Sm2PrivateKey Key, Sm2Certificate Certificate)
{
    public static FileKey Read(string keyFile, string certificateFile)
    {
        var key = Sm2PrivateKey.FromPem(File.ReadAllText(keyFile)).Value;
        var certificate = Sm2Certificate.Read(File.ReadAllBytes(certificateFile)).Value;
        return certificate.PublicKey.Equals(key.PublicKey) ? new FileKey(key, certificate) : throw new InvalidDataException($"{certificateFile} is of another key than {keyFile}");
    }

    /// <summary>r ‖ s over the statement, 128 lower-case hexadecimal digits.</summary>
    public string Sign(string statement) => Convert.ToHexString(Sm2.Sign(Key, Encoding.UTF8.GetBytes(statement))).ToLowerInvariant();
}
