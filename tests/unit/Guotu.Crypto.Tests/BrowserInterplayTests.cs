using System.Text;

namespace Guotu.Crypto.Tests;

/// <summary>What the browser's sm-crypto 0.5.8 made with the standard's example key.</summary>
public sealed class BrowserInterplayTests
{
    private const string UserMessage = "审查结论";

    public static TheoryData<string> EngineNames => Engines.Names;

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void A_password_that_the_browser_encrypted_opens(string engineName)
    {
        var hidden = Sm2Ciphertext.FromRawWithoutPrefix(Convert.FromHexString(
            "97f6aa2ad2f0fbc9632d5d230abe72f77b13ea06f9231da0cd817494422d1da5bea707eb98ea6a0ae69c8c368f31a1b05c2a0fbdba4f4201a97da8138457c88d"
            + "a71df68ef0c6a7f8b4000a4eb74ca7c034edf6f03cb38c1a1f0f1edf66e85163fae9e4fd0d16aeb3068177c04f")).Value;
        using var key = ExampleKey();
        Assert.Equal("西乡Xx#2026", Encoding.UTF8.GetString(Engines.Of(engineName).DecryptSm2(key, hidden)!));
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void A_signature_of_the_browser_verifies_raw_and_as_DER(string engineName)
    {
        using var key = ExampleKey();
        var raw = Convert.FromHexString(
            "ea7887d82e1facfe73957bc75d7f19baf71165c749aed650fc69917b57d21a5a63a89acbd9207b376b30db7108dd3b9a310a7bc9b30592bb537644efcc143cc6");
        Assert.True(Sm2Signature.TryFromDer(
            Convert.FromHexString(
                "3045022100bf02957c020c4bcfee82a37537d9388b4a0ad03b2582a24aab77e19aab2562c2"
                + "02201e27d761946935bb7e928f78ff2bf24e80df3c51d74a22f8d2b8277f4d19017b"),
            out var fromDer));
        var (id, message) = (Encoding.ASCII.GetBytes(Sm2.DefaultUserId), Encoding.UTF8.GetBytes(UserMessage));
        Assert.True(Engines.Of(engineName).VerifySm2(key.PublicKey, id, message, raw));
        Assert.True(Engines.Of(engineName).VerifySm2(key.PublicKey, id, message, fromDer));
    }

    private static Sm2PrivateKey ExampleKey() =>
        Sm2PrivateKey.FromScalar(Convert.FromHexString("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")).Value;
}
