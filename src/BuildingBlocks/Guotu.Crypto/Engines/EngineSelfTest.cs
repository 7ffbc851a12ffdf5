using System.Security.Cryptography;
using System.Text;

namespace Guotu.Crypto.Engines;

/// <summary>
/// Known answers asked of an engine at start (启动自检, GM/T 0028-2014, 7.10): those of GB/T 32905, 32907, 32918 and RFC 8998.
/// A few milliseconds.
/// </summary>
internal static class EngineSelfTest
{
    private static readonly byte[] BlockKey = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");

    private static readonly byte[] SealNonce = Convert.FromHexString("00001234567800000000ABCD");

    private static readonly byte[] SealAssociated = Convert.FromHexString("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");

    private static readonly byte[] SealText = Convert.FromHexString(
        "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
        + "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA");

    private static readonly (string Name, Func<ICryptoEngine, bool> Passes)[] Checks =
    [
        ("SM3", DigestIsRight),
        ("HMAC-SM3", MacIsRight),
        ("SM4", BlockIsRight),
        ("SM4-CBC", ChainIsRight),
        ("SM4-GCM", SealIsRight),
        ("SM4-CCM", CountedSealIsRight),
        ("SM2验签", VerificationIsRight),
        ("SM2签名", SignatureVerifies),
        ("SM2解密", DecryptionIsRight),
    ];

    /// <summary>Name of the first check that fails, or null. A check that throws has failed.</summary>
    public static string? FirstFailure(ICryptoEngine engine)
    {
        foreach (var (name, passes) in Checks)
        {
            if (!Try(passes, engine))
                return name;
        }

        return null;
    }

    /// <summary>Every check by its name, and whether the engine passes it.</summary>
    public static IReadOnlyList<KnownAnswer> All(ICryptoEngine engine) => [.. Checks.Select(c => new KnownAnswer(engine.Name, c.Name, Try(c.Passes, engine)))];

    private static bool Try(Func<ICryptoEngine, bool> passes, ICryptoEngine engine)
    {
        try
        {
            return passes(engine);
        }
        catch (Exception failure) when (failure is CryptographicException or InvalidOperationException or ArgumentException
            or Org.BouncyCastle.Crypto.CryptoException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    private static bool DigestIsRight(ICryptoEngine engine)
    {
        var digest = new byte[Sm3.Size];
        engine.HashSm3("abc"u8, digest);
        return Same(digest, "66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0");
    }

    private static bool MacIsRight(ICryptoEngine engine)
    {
        var mac = new byte[Sm3.Size];
        engine.HmacSm3("Jefe"u8, "what do ya want for nothing?"u8, mac);
        return Same(mac, "2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882");
    }

    private static bool BlockIsRight(ICryptoEngine engine)
    {
        using var encryption = engine.StartSm4Encryption(Sm4Mode.Ecb, BlockKey, []);
        using var decryption = engine.StartSm4Decryption(Sm4Mode.Ecb, BlockKey, []);
        var hidden = new byte[2 * Sm4.BlockSize];
        var shown = new byte[2 * Sm4.BlockSize];
        return encryption.Update(BlockKey, hidden) == Sm4.BlockSize
            && Same(hidden.AsSpan(0, Sm4.BlockSize), "681EDF34D206965E86B3E94F536E4246")
            && decryption.Update(hidden.AsSpan(0, Sm4.BlockSize), shown) == Sm4.BlockSize
            && shown.AsSpan(0, Sm4.BlockSize).SequenceEqual(BlockKey);
    }

    private static bool ChainIsRight(ICryptoEngine engine)
    {
        using var encryption = engine.StartSm4Encryption(Sm4Mode.Cbc, BlockKey, BlockKey);
        var hidden = new byte[3 * Sm4.BlockSize];
        return encryption.Update([.. BlockKey, .. BlockKey], hidden) == 2 * Sm4.BlockSize
            && Same(hidden.AsSpan(0, 32), "2677F46B09C122CC975533105BD4A22AF6125F7275CE552C3A2BBCF533DE8A3B");
    }

    private static bool SealIsRight(ICryptoEngine engine)
    {
        var hidden = new byte[SealText.Length + Sm4Gcm.TagSize];
        var shown = new byte[SealText.Length];
        engine.SealSm4Gcm(BlockKey, SealNonce, SealAssociated, SealText, hidden);
        var right = Same(
            hidden,
            "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735D82710CA5C22F0CCFA7CBF93D496AC15"
            + "A56834CBCF98C397B4024A2691233B8D83DE3541E4C2B58177E065A9BF7B62EC");
        right &= engine.TryOpenSm4Gcm(BlockKey, SealNonce, SealAssociated, hidden, shown) && shown.AsSpan().SequenceEqual(SealText);
        hidden[^1] ^= 1;
        return right && !engine.TryOpenSm4Gcm(BlockKey, SealNonce, SealAssociated, hidden, shown);
    }

    private static bool CountedSealIsRight(ICryptoEngine engine)
    {
        var hidden = new byte[SealText.Length + Sm4Ccm.TagSize];
        var shown = new byte[SealText.Length];
        engine.SealSm4Ccm(BlockKey, SealNonce, SealAssociated, SealText, hidden);
        var right = Same(
            hidden,
            "48AF93501FA62ADBCD414CCE6034D895DDA1BF8F132F042098661572E7483094FD12E518CE062C98ACEE28D95DF4416B"
            + "ED31A2F04476C18BB40C84A74B97DC5B16842D4FA186F56AB33256971FA110F4");
        right &= engine.TryOpenSm4Ccm(BlockKey, SealNonce, SealAssociated, hidden, shown) && shown.AsSpan().SequenceEqual(SealText);
        hidden[^1] ^= 1;
        return right && !engine.TryOpenSm4Ccm(BlockKey, SealNonce, SealAssociated, hidden, shown);
    }

    private static bool VerificationIsRight(ICryptoEngine engine)
    {
        using var key = StandardKey();
        var signature = Convert.FromHexString(
            "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
            + "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA");
        return engine.VerifySm2(key.PublicKey, UserId, "message digest"u8, signature)
            && !engine.VerifySm2(key.PublicKey, UserId, "message digesu"u8, signature);
    }

    private static bool SignatureVerifies(ICryptoEngine engine)
    {
        using var key = StandardKey();
        return engine.VerifySm2(key.PublicKey, UserId, "guotu"u8, engine.SignSm2(key, UserId, "guotu"u8));
    }

    private static bool DecryptionIsRight(ICryptoEngine engine)
    {
        using var key = StandardKey();
        // The x of this point begins with 04 by chance; the form is without the prefix.
        var ciphertext = Sm2Ciphertext.FromRawWithoutPrefix(Convert.FromHexString(
            "04EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73"
            + "E858F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124DF0"
            + "59983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766"
            + "21886CA989CA9C7D58087307CA93092D651EFA"));
        return engine.DecryptSm2(key, ciphertext.Value)?.AsSpan().SequenceEqual("encryption standard"u8) == true
            && engine.DecryptSm2(key, engine.EncryptSm2(key.PublicKey, "guotu"u8))?.AsSpan().SequenceEqual("guotu"u8) == true;
    }

    private static byte[] UserId => Encoding.ASCII.GetBytes(Sm2.DefaultUserId);

    private static Sm2PrivateKey StandardKey() =>
        Sm2PrivateKey.FromScalar(Convert.FromHexString("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")).Value;

    private static bool Same(ReadOnlySpan<byte> bytes, string hex) => bytes.SequenceEqual(Convert.FromHexString(hex));
}
