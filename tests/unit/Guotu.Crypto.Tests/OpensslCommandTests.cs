using System.Diagnostics;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

/// <summary>Keys, signatures and ciphertexts go to the openssl command and come back.</summary>
public sealed class OpensslCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-openssl-").FullName;

    public static TheoryData<string> EngineNames => Engines.Names;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("ecparam -name SM2 -genkey -out key.pem")]
    [InlineData("ecparam -name SM2 -genkey -noout -out key.pem")]
    [InlineData("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:SM2 -out key.pem")]
    public void A_key_pair_that_openssl_made_is_read_and_its_public_key_is_the_same(string command)
    {
        Openssl(command);
        Openssl("pkey -in key.pem -pubout -out public.pem");
        using var key = Sm2PrivateKey.FromPem(Read("key.pem")).Value;
        Assert.Equal(key.PublicKey, Sm2PublicKey.FromPem(Read("public.pem")).Value);
        Assert.Equal(Read("public.pem"), key.PublicKey.ToPem());
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void What_we_sign_openssl_verifies_and_the_other_way_round(string engineName)
    {
        var engine = Engines.Of(engineName);
        using var key = OurKey();
        File.WriteAllText(At("message"), "审查结论");
        File.WriteAllBytes(At("ours.sig"), Sm2Signature.ToDer(engine.SignSm2(key, UserId, File.ReadAllBytes(At("message")))));
        Openssl($"pkeyutl -verify -pubin -inkey public.pem -rawin -digest sm3 -pkeyopt distid:{Sm2.DefaultUserId} -in message -sigfile ours.sig");

        Openssl($"pkeyutl -sign -inkey key.pem -rawin -digest sm3 -pkeyopt distid:{Sm2.DefaultUserId} -in message -out theirs.sig");
        Assert.True(Sm2Signature.TryFromDer(File.ReadAllBytes(At("theirs.sig")), out var raw));
        Assert.True(engine.VerifySm2(key.PublicKey, UserId, File.ReadAllBytes(At("message")), raw));
        Assert.True(Sm2.VerifyDer(key.PublicKey, File.ReadAllBytes(At("message")), File.ReadAllBytes(At("theirs.sig"))));
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void What_we_encrypt_openssl_decrypts_and_the_other_way_round(string engineName)
    {
        var engine = Engines.Of(engineName);
        using var key = OurKey();
        File.WriteAllBytes(At("ours.der"), engine.EncryptSm2(key.PublicKey, "口令"u8).ToDer());
        Openssl("pkeyutl -decrypt -inkey key.pem -in ours.der -out plain");
        Assert.Equal("口令"u8.ToArray(), File.ReadAllBytes(At("plain")));

        Openssl("pkeyutl -encrypt -pubin -inkey public.pem -in plain -out theirs.der");
        var theirs = Sm2Ciphertext.FromDer(File.ReadAllBytes(At("theirs.der"))).Value;
        Assert.Equal("口令"u8.ToArray(), engine.DecryptSm2(key, theirs));
        Assert.Equal(theirs.ToDer(), File.ReadAllBytes(At("theirs.der")));
    }

    [Fact]
    public void What_we_encrypt_with_SM4_openssl_decrypts()
    {
        var plaintext = new byte[1000];
        File.WriteAllBytes(At("cbc"), Sm4.Encrypt(Sm4Mode.CbcPkcs7, new byte[16], new byte[16], plaintext));
        Openssl($"enc -d -sm4-cbc -K {new string('0', 32)} -iv {new string('0', 32)} -in cbc -out plain");
        Assert.Equal(plaintext, File.ReadAllBytes(At("plain")));
        Assert.True(Sm4.TryDecrypt(Sm4Mode.CbcPkcs7, new byte[16], new byte[16], File.ReadAllBytes(At("cbc")), out var back));
        Assert.Equal(plaintext, back);
        Assert.False(Sm4.TryDecrypt(Sm4Mode.CbcPkcs7, new byte[16], new byte[16], File.ReadAllBytes(At("cbc")).AsSpan(1), out _));
    }

    [Fact]
    public void A_key_of_another_curve_is_refused()
    {
        Openssl("ecparam -name prime256v1 -genkey -noout -out other.pem");
        Openssl("pkey -in other.pem -pubout -out other-public.pem");
        Assert.Equal(CryptoErrors.KeyUnreadable, Sm2PrivateKey.FromPem(Read("other.pem")).Error!.Code);
        Assert.Equal(CryptoErrors.KeyUnreadable, Sm2PublicKey.FromPem(Read("other-public.pem")).Error!.Code);
    }

    [Fact]
    public void A_key_that_is_cut_or_mismatched_is_refused_with_a_reason()
    {
        using var key = OurKey();
        using var der = key.ToPkcs8();
        for (var length = 0; length < der.Length; length++)
            Assert.False(Sm2PrivateKey.FromPkcs8(der.Span[..length].ToArray()).IsSuccess, $"{length} bytes");

        var mismatched = der.Span.ToArray();
        mismatched[^1] ^= 1;
        Assert.Equal(CryptoErrors.KeyUnreadable, Sm2PrivateKey.FromPkcs8(mismatched).Error!.Code);
        Assert.Equal(CryptoErrors.KeyUnreadable, Sm2PrivateKey.FromPem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----").Error!.Code);
        Assert.Equal(CryptoErrors.KeyUnreadable, Sm2PublicKey.FromPem(string.Empty).Error!.Code);
    }

    private static byte[] UserId => System.Text.Encoding.ASCII.GetBytes(Sm2.DefaultUserId);

    private string At(string name) => Path.Combine(_folder, name);

    private string Read(string name) => File.ReadAllText(At(name));

    private Sm2PrivateKey OurKey()
    {
        var key = Sm2PrivateKey.Generate(new SystemRandomSource());
        File.WriteAllText(At("key.pem"), key.ToPkcs8Pem());
        File.WriteAllText(At("public.pem"), key.PublicKey.ToPem());
        return key;
    }

    private void Openssl(string arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "no openssl command here");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/openssl", arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        process.StandardOutput.ReadToEnd();
        var messages = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"openssl {arguments}: {messages}");
    }
}
