using System.Text;
using System.Text.Json;
using Guotu.Crypto.Engines;
using Guotu.Testing;

namespace Guotu.Crypto.Tests;

/// <summary>The known answers of OpenSSL, Tongsuo and the standards, on both engines.</summary>
public sealed class OutsideKnownAnswerTests
{
    public static TheoryData<string> EngineNames => Engines.Names;

    [Theory]
    [InlineData("managed", "openssl", 8)]
    [InlineData("libcrypto", "openssl", 8)]
    [InlineData("managed", "tongsuo", 8)]
    [InlineData("libcrypto", "tongsuo", 8)]
    public void Every_digest_of_the_outside_files_is_ours(string engineName, string origin, int expected)
    {
        var engine = Engines.Of(engineName);
        var stanzas = EvpVectors.Read(TestData.Path($"crypto/{origin}/evpmd_sm3.txt")).Where(s => s["Digest"] == "SM3").ToList();
        Assert.Equal(expected, stanzas.Count);
        foreach (var stanza in stanzas)
        {
            var digest = new byte[Sm3.Size];
            engine.HashSm3(EvpVectors.Bytes(stanza["Input"]), digest);
            Assert.Equal(EvpVectors.Bytes(stanza["Output"]), digest);
        }
    }

    [Theory]
    [InlineData("managed", "openssl")]
    [InlineData("libcrypto", "openssl")]
    [InlineData("managed", "tongsuo")]
    [InlineData("libcrypto", "tongsuo")]
    public void Every_MAC_of_the_outside_files_is_ours(string engineName, string origin)
    {
        var engine = Engines.Of(engineName);
        var stanzas = EvpVectors.Read(TestData.Path($"crypto/{origin}/evpmac_sm3.txt"));
        Assert.Equal(4, stanzas.Count);
        foreach (var stanza in stanzas)
        {
            var mac = new byte[HmacSm3.Size];
            engine.HmacSm3(EvpVectors.Bytes(stanza["Key"]), EvpVectors.Bytes(stanza["Input"]), mac);
            Assert.Equal(EvpVectors.Bytes(stanza["Output"]), mac);
        }
    }

    [Theory]
    [InlineData("managed", "openssl", 3)]
    [InlineData("libcrypto", "openssl", 3)]
    [InlineData("managed", "tongsuo", 6)]
    [InlineData("libcrypto", "tongsuo", 6)]
    public void Every_SM4_answer_in_a_mode_of_ours_holds_both_ways(string engineName, string origin, int expected)
    {
        var engine = Engines.Of(engineName);
        var applied = 0;
        foreach (var stanza in EvpVectors.Read(TestData.Path($"crypto/{origin}/evpciph_sm4.txt")))
        {
            Sm4Mode? mode = stanza["Cipher"] switch
            {
                "SM4-ECB" => Sm4Mode.Ecb,
                "SM4-CBC" => Sm4Mode.Cbc,
                "SM4-CTR" => Sm4Mode.Ctr,
                _ => null,
            };
            if (mode is { } ours)
                CheckBlockMode(engine, ours, stanza);
            else if (stanza["Cipher"] == "SM4-GCM")
                CheckGcm(engine, stanza);
            else
                continue;

            applied++;
        }

        Assert.Equal(expected, applied);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void A_million_SM4_encryptions_end_at_the_standards_answer(string engineName)
    {
        var vector = Kat().GetProperty("sm4_million");
        var key = Hex(vector, "key");

        // A chain of E(E(…)) is what CBC makes of a plaintext of zeros.
        using var context = Engines.Of(engineName).StartSm4Encryption(Sm4Mode.Cbc, key, Hex(vector, "pt"));
        var zeros = new byte[16_000];
        var output = new byte[zeros.Length + Sm4.BlockSize];
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(zeros.Length, context.Update(zeros, output));
            if (i == 0)
                Assert.Equal(Hex(vector, "ct1"), output[..16]);
        }

        Assert.Equal(Hex(vector, "ct1000000"), output[(zeros.Length - 16)..zeros.Length]);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void The_standards_SM2_signatures_verify(string engineName)
    {
        var engine = Engines.Of(engineName);
        foreach (var vector in StandardSignatures())
        {
            using var key = Sm2PrivateKey.FromScalar(Hex(vector, "d")).Value;
            byte[] signature = [.. Hex(vector, "r"), .. Hex(vector, "s")];
            Assert.True(engine.VerifySm2(key.PublicKey, Text(vector, "id"), Text(vector, "msg"), signature));
            Assert.False(engine.VerifySm2(key.PublicKey, "someone else"u8, Text(vector, "msg"), signature));
        }
    }

    [Fact]
    public void With_the_standards_k_the_managed_engine_signs_as_the_standard_does()
    {
        foreach (var vector in StandardSignatures())
        {
            using var key = Sm2PrivateKey.FromScalar(Hex(vector, "d")).Value;
            var engine = new ManagedEngine(new FixedRandomSource(Hex(vector, "k")));
            byte[] expected = [.. Hex(vector, "r"), .. Hex(vector, "s")];
            Assert.Equal(expected, engine.SignSm2(key, Text(vector, "id"), Text(vector, "msg")));
        }
    }

    [Fact]
    public void With_the_standards_k_the_managed_engine_encrypts_as_the_standard_does()
    {
        var vector = Kat().GetProperty("encrypt")[0];
        using var key = Sm2PrivateKey.FromScalar(Hex(vector, "d")).Value;
        var engine = new ManagedEngine(new FixedRandomSource(Hex(vector, "k")));
        Assert.Equal(Hex(vector, "der"), engine.EncryptSm2(key.PublicKey, Text(vector, "pt")).ToDer());
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void The_standards_SM2_ciphertext_opens(string engineName)
    {
        var vector = Kat().GetProperty("encrypt")[0];
        using var key = Sm2PrivateKey.FromScalar(Hex(vector, "d")).Value;
        var ciphertext = Sm2Ciphertext.FromDer(Hex(vector, "der")).Value;
        Assert.Equal(Text(vector, "pt"), Engines.Of(engineName).DecryptSm2(key, ciphertext));
    }

    private static void CheckBlockMode(ICryptoEngine engine, Sm4Mode mode, IReadOnlyDictionary<string, string> stanza)
    {
        var key = EvpVectors.Bytes(stanza["Key"]);
        var iv = stanza.TryGetValue("IV", out var text) ? EvpVectors.Bytes(text) : [];
        var plaintext = EvpVectors.Bytes(stanza["Plaintext"]);
        var ciphertext = EvpVectors.Bytes(stanza["Ciphertext"]);
        using var encryption = engine.StartSm4Encryption(mode, key, iv);
        using var decryption = engine.StartSm4Decryption(mode, key, iv);
        Assert.Equal(ciphertext, Sm4Runs.Whole(encryption, plaintext));
        Assert.Equal(plaintext, Sm4Runs.Whole(decryption, ciphertext));
    }

    private static void CheckGcm(ICryptoEngine engine, IReadOnlyDictionary<string, string> stanza)
    {
        var (key, nonce, associated) = (EvpVectors.Bytes(stanza["Key"]), EvpVectors.Bytes(stanza["IV"]), EvpVectors.Bytes(stanza["AAD"]));
        var plaintext = EvpVectors.Bytes(stanza["Plaintext"]);
        byte[] expected = [.. EvpVectors.Bytes(stanza["Ciphertext"]), .. EvpVectors.Bytes(stanza["Tag"])];
        var output = new byte[expected.Length];
        engine.SealSm4Gcm(key, nonce, associated, plaintext, output);
        Assert.Equal(expected, output);
        var opened = new byte[plaintext.Length];
        Assert.True(engine.TryOpenSm4Gcm(key, nonce, associated, output, opened));
        Assert.Equal(plaintext, opened);
    }

    private static JsonElement Kat() => JsonDocument.Parse(File.ReadAllBytes(TestData.Path("crypto/sm2_kat.json"))).RootElement;

    private static List<JsonElement> StandardSignatures()
    {
        var ours = Kat().GetProperty("sign").EnumerateArray().Where(v => v.GetProperty("curve").GetString() == "sm2p256v1").ToList();
        Assert.Equal(2, ours.Count);
        return ours;
    }

    private static byte[] Hex(JsonElement vector, string name) => Convert.FromHexString(vector.GetProperty(name).GetString()!);

    private static byte[] Text(JsonElement vector, string name) => Encoding.ASCII.GetBytes(vector.GetProperty(name).GetString()!);
}
