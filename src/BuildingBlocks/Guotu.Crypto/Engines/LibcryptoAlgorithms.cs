using System.Text;

namespace Guotu.Crypto.Engines;

/// <summary>
/// The algorithms as looked up once. OpenSSL 3 searches its providers at every use of a name that was not fetched,
/// which costs more than hashing a short record does.
/// </summary>
internal sealed unsafe class LibcryptoAlgorithms
{
    /// <summary>NID_sm2, the curve and the key type.</summary>
    public const int Sm2Nid = 1172;

    private readonly delegate* unmanaged<nint, int, int> _setAlias =
        (delegate* unmanaged<nint, int, int>)Libcrypto.Optional("EVP_PKEY_set_alias_type");

    private LibcryptoAlgorithms()
    {
        Sm3 = Fetch("EVP_MD_fetch", "SM3", Libcrypto.DigestByName);
        Ecb = Fetch("EVP_CIPHER_fetch", "SM4-ECB", Libcrypto.CipherByName);
        Cbc = Fetch("EVP_CIPHER_fetch", "SM4-CBC", Libcrypto.CipherByName);
        Ctr = Fetch("EVP_CIPHER_fetch", "SM4-CTR", Libcrypto.CipherByName);
    }

    public nint Sm3 { get; }

    public nint Ecb { get; }

    public nint Cbc { get; }

    public nint Ctr { get; }

    /// <summary>Null, with the Chinese reason, where the library is absent or built without the national algorithms.</summary>
    public static LibcryptoAlgorithms? Find(out string lacking)
    {
        lacking = string.Empty;
        if (Libcrypto.Handle == 0)
        {
            lacking = "没有找到libcrypto.so.3或libcrypto.so.1.1";
            return null;
        }

        var found = new LibcryptoAlgorithms();
        var curve = Libcrypto.NewEcKey(Sm2Nid);
        if (curve != 0)
            Libcrypto.FreeEcKey(curve);

        lacking = string.Join("、", new[] { ("SM2", curve), ("SM3", found.Sm3), ("SM4", found.Ecb), ("SM4", found.Cbc), ("SM4", found.Ctr) }
            .Where(a => a.Item2 == 0).Select(a => a.Item1).Distinct());
        Libcrypto.ClearErrors();
        if (lacking.Length == 0)
            return found;

        lacking = $"该libcrypto不含{lacking}";
        return null;
    }

    /// <summary>OpenSSL 1.1 takes an EC key for ECDSA until told that it is SM2; 3.x sees it by the curve.</summary>
    public void MarkAsSm2(nint key)
    {
        if (_setAlias != null)
            LibcryptoFailure.Check(_setAlias(key, Sm2Nid), "EVP_PKEY_set_alias_type");
    }

    private static nint Fetch(string function, string name, Func<string, nint> byName)
    {
        var fetch = (delegate* unmanaged<nint, byte*, nint, nint>)Libcrypto.Optional(function);
        if (fetch == null)
            return byName(name);

        fixed (byte* text = Encoding.ASCII.GetBytes(name + '\0'))
            return fetch(0, text, 0);
    }
}
