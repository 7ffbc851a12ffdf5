using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Guotu.Kernel.Randomness;
using Guotu.Testing;

namespace Guotu.Crypto.Tests;

/// <summary>The browser's sm-crypto as it is installed for the pages, run beside both engines and the openssl command: everything goes both ways.</summary>
public sealed class BrowserLiveTests : IDisposable
{
    private static readonly string[] Texts = ["a", "审查结论:符合", "𠮷林 № 12 ½ \u0000 end", new('县', 700)];

    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-browser-").FullName;
    private readonly SystemRandomSource _random = new();
    private Process? _browser;

    public static TheoryData<string> EngineNames => Engines.Names;

    public void Dispose()
    {
        _browser?.StandardInput.Close();
        _browser?.WaitForExit();
        _browser?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void SM2_encryption_goes_both_ways_in_the_new_order_and_the_old(string engineName)
    {
        var engine = Engines.Of(engineName);
        using var key = Sm2PrivateKey.Generate(_random);
        var privateKey = Hex(key.Scalar);
        foreach (var text in Texts)
        {
            var theirs = Ask(new { act = "sm2-encrypt", text, publicKey = key.PublicKey.ToHex(), mode = 1 });
            Assert.Equal(text, Encoding.UTF8.GetString(engine.DecryptSm2(key, Sm2Ciphertext.FromRawWithoutPrefix(Convert.FromHexString(theirs)).Value)!));
            var old = Ask(new { act = "sm2-encrypt", text, publicKey = key.PublicKey.ToHex(), mode = 0 });
            Assert.Equal(text, Encoding.UTF8.GetString(engine.DecryptSm2(key, Sm2Ciphertext.FromOldRaw([0x04, .. Convert.FromHexString(old)]).Value)!));

            var ours = engine.EncryptSm2(key.PublicKey, Encoding.UTF8.GetBytes(text));
            Assert.Equal(text, Ask(new { act = "sm2-decrypt", hidden = Hex(ours.ToRawWithoutPrefix()), privateKey, mode = 1 }));
        }
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void SM2_signatures_go_both_ways_raw_and_DER_under_any_user_id(string engineName)
    {
        var engine = Engines.Of(engineName);
        using var key = Sm2PrivateKey.Generate(_random);
        var (privateKey, publicKey) = (Hex(key.Scalar), key.PublicKey.ToHex());
        foreach (var text in Texts)
        {
            foreach (var (userId, der) in new[] { (Sm2.DefaultUserId, false), ("county-610724", true) })
            {
                var (id, message) = (Encoding.UTF8.GetBytes(userId), Encoding.UTF8.GetBytes(text));
                var theirs = Convert.FromHexString(Ask(new { act = "sm2-sign", text, privateKey, publicKey, userId, der }));
                var raw = theirs;
                Assert.True(!der || Sm2Signature.TryFromDer(theirs, out raw!));
                Assert.True(engine.VerifySm2(key.PublicKey, id, message, raw));

                var ours = engine.SignSm2(key, id, message);
                var signature = Hex(der ? Sm2Signature.ToDer(ours) : ours);
                Assert.Equal("true", Ask(new { act = "sm2-verify", text, signature, publicKey, userId, der }));
                Assert.Equal("false", Ask(new { act = "sm2-verify", text = text + "x", signature, publicKey, userId, der }));
            }
        }
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void SM3_its_MAC_and_SM4_are_the_same_on_both_sides(string engineName)
    {
        var engine = Engines.Of(engineName);
        var (key, iv) = ("0123456789abcdeffedcba9876543210", "000102030405060708090a0b0c0d0e0f");
        foreach (var text in Texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var digest = new byte[32];
            engine.HashSm3(bytes, digest);
            Assert.Equal(Hex(digest), Ask(new { act = "sm3", text }));
            engine.HmacSm3(Convert.FromHexString(key), bytes, digest);
            Assert.Equal(Hex(digest), Ask(new { act = "hmac", text, key }));

            using var encryption = engine.StartSm4Encryption(Sm4Mode.CbcPkcs7, Convert.FromHexString(key), Convert.FromHexString(iv));
            var ours = Sm4Runs.Whole(encryption, bytes)!;
            Assert.Equal(Hex(ours), Ask(new { act = "sm4-encrypt", text, key, iv }));
            Assert.Equal(text, Ask(new { act = "sm4-decrypt", hidden = Hex(ours), key, iv }));
        }
    }

    [Fact]
    public void The_browser_and_the_openssl_command_understand_each_other()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "no openssl command here");
        using var key = Sm2PrivateKey.Generate(_random);
        var (privateKey, publicKey) = (Hex(key.Scalar), key.PublicKey.ToHex());
        File.WriteAllText(At("key.pem"), key.ToPkcs8Pem());
        File.WriteAllText(At("public.pem"), key.PublicKey.ToPem());
        var text = Texts[1];
        File.WriteAllText(At("text"), text);
        const string Sign = "-rawin -digest sm3 -pkeyopt distid:1234567812345678 -in text";

        File.WriteAllBytes(At("theirs.sig"), Convert.FromHexString(Ask(new { act = "sm2-sign", text, privateKey, publicKey, userId = Sm2.DefaultUserId, der = true })));
        Openssl($"pkeyutl -verify -pubin -inkey public.pem {Sign} -sigfile theirs.sig");
        Openssl($"pkeyutl -sign -inkey key.pem {Sign} -out openssl.sig");
        var signature = Hex(File.ReadAllBytes(At("openssl.sig")));
        Assert.Equal("true", Ask(new { act = "sm2-verify", text, signature, publicKey, userId = Sm2.DefaultUserId, der = true }));

        var theirs = Convert.FromHexString(Ask(new { act = "sm2-encrypt", text, publicKey, mode = 1 }));
        File.WriteAllBytes(At("theirs.der"), Sm2Ciphertext.FromRawWithoutPrefix(theirs).Value.ToDer());
        Openssl("pkeyutl -decrypt -inkey key.pem -in theirs.der -out plain");
        Assert.Equal(text, File.ReadAllText(At("plain")));
        Openssl("pkeyutl -encrypt -pubin -inkey public.pem -in text -out openssl.der");
        var hidden = Hex(Sm2Ciphertext.FromDer(File.ReadAllBytes(At("openssl.der"))).Value.ToRawWithoutPrefix());
        Assert.Equal(text, Ask(new { act = "sm2-decrypt", hidden, privateKey, mode = 1 }));

        var (sm4Key, iv) = ("0123456789abcdeffedcba9876543210", "000102030405060708090a0b0c0d0e0f");
        Openssl($"enc -sm4-cbc -K {sm4Key} -iv {iv} -in text -out cbc");
        Assert.Equal(Hex(File.ReadAllBytes(At("cbc"))), Ask(new { act = "sm4-encrypt", text, key = sm4Key, iv }));
        Openssl("dgst -sm3 -binary -out digest text");
        Assert.Equal(Hex(File.ReadAllBytes(At("digest"))), Ask(new { act = "sm3", text }));
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    private string At(string name) => Path.Combine(_folder, name);

    private string Ask(object request)
    {
        _browser ??= Start();
        _browser.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        _browser.StandardInput.Flush();
        var line = _browser.StandardOutput.ReadLine();
        Assert.True(line is not null, "the browser's side ended");
        using var answer = JsonDocument.Parse(line!);
        var value = answer.RootElement.GetProperty("answer");
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }

    private static Process Start()
    {
        var modules = Path.Combine(TestData.Checkout, "src", "web", "node_modules");
        Assert.SkipUnless(Directory.Exists(Path.Combine(modules, "sm-crypto")), "the web packages are not installed");
        var script = Path.Combine(TestData.Checkout, "tests", "unit", "Guotu.Crypto.Tests", "sm-crypto-side.cjs");
        return Process.Start(new ProcessStartInfo("node", [script, modules])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;
    }

    private void Openssl(string arguments)
    {
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
