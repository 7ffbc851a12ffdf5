using System.Text;

namespace Guotu.Crypto.Tests;

/// <summary>Vectors of the standards and their drafts that no outside file here carries, on both engines.</summary>
public sealed class StandardVectorTests
{
    private const string Key = "0123456789ABCDEFFEDCBA9876543210";
    private const string Iv = "000102030405060708090A0B0C0D0E0F";
    private const string TwoBlocks = "AAAAAAAABBBBBBBBCCCCCCCCDDDDDDDDEEEEEEEEFFFFFFFFAAAAAAAABBBBBBBB";

    public static TheoryData<string> EngineNames => Engines.Names;

    [Theory]
    [InlineData("managed", Sm4Mode.Ecb, "5EC8143DE509CFF7B5179F8F474B86192F1D305A7FB17DF985F81C8482192304")]
    [InlineData("libcrypto", Sm4Mode.Ecb, "5EC8143DE509CFF7B5179F8F474B86192F1D305A7FB17DF985F81C8482192304")]
    [InlineData("managed", Sm4Mode.Cbc, "78EBB11CC40B0A48312AAEB2040244CB4CB7016951909226979B0D15DC6A8F6D")]
    [InlineData("libcrypto", Sm4Mode.Cbc, "78EBB11CC40B0A48312AAEB2040244CB4CB7016951909226979B0D15DC6A8F6D")]
    [InlineData("managed", Sm4Mode.Ctr, "AC3236CB861DD316E6413B4E3C7524B781E9E3A5BF5C03FE703BB94F3ABB16A1")]
    [InlineData("libcrypto", Sm4Mode.Ctr, "AC3236CB861DD316E6413B4E3C7524B781E9E3A5BF5C03FE703BB94F3ABB16A1")]
    public void Two_blocks_of_SM4_are_as_published(string engineName, Sm4Mode mode, string expected)
    {
        var iv = mode == Sm4Mode.Ecb ? [] : Convert.FromHexString(Iv);
        using var context = Engines.Of(engineName).StartSm4Encryption(mode, Convert.FromHexString(Key), iv);
        Assert.Equal(Convert.FromHexString(expected), Sm4Runs.Whole(context, Convert.FromHexString(TwoBlocks)));
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void The_digest_of_nothing_and_the_MAC_of_abc_are_as_published(string engineName)
    {
        var engine = Engines.Of(engineName);
        var output = new byte[32];
        engine.HashSm3([], output);
        Assert.Equal(Convert.FromHexString("1AB21D8355CFA17F8E61194831E81A8F22BEC8C728FEFB747ED035EB5082AA2B"), output);
        engine.HmacSm3(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray(), "abc"u8, output);
        Assert.Equal(Convert.FromHexString("44809D3FF5336F44071BE1917887380730AE145F940A53819279801784C65E17"), output);
    }

    [Fact]
    public void The_public_key_of_the_standards_example_is_computed()
    {
        using var key = Sm2PrivateKey.FromScalar(Convert.FromHexString("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")).Value;
        Assert.Equal(
            "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
            key.PublicKey.ToHex());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(100)]
    public void The_derivation_is_SM3_of_the_value_and_a_counter(int length)
    {
        byte[] whole = [.. Enumerable.Range(1, 4).SelectMany(i => Sm3.Hash([.. "shared"u8, 0, 0, 0, (byte)i]))];
        Assert.Equal(whole[..length], Sm3Kdf.Derive("shared"u8, length));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54122")]
    [InlineData("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123")]
    [InlineData("00")]
    public void A_private_key_outside_1_to_n_minus_2_is_refused(string scalar) =>
        Assert.Equal(CryptoErrors.KeyUnreadable, Sm2PrivateKey.FromScalar(Convert.FromHexString(scalar)).Error!.Code);

    [Fact]
    public void A_point_off_the_curve_is_no_public_key()
    {
        using var key = Sm2PrivateKey.Generate(new Guotu.Kernel.Randomness.SystemRandomSource());
        var point = key.PublicKey.Encoded.ToArray();
        Assert.Equal(key.PublicKey, Sm2PublicKey.FromPoint(point.AsSpan(1)).Value);
        point[40] ^= 1;
        Assert.Equal(CryptoErrors.KeyUnreadable, Sm2PublicKey.FromPoint(point).Error!.Code);
        Assert.Equal(CryptoErrors.KeyUnreadable, Sm2PublicKey.FromPoint([]).Error!.Code);
        Assert.Equal(CryptoErrors.KeyUnreadable, Sm2PublicKey.FromPoint(Enumerable.Repeat((byte)0xFF, 64).ToArray()).Error!.Code);
    }

    [Fact]
    public async Task A_stream_is_hashed_as_its_bytes_are()
    {
        var bytes = Encoding.ASCII.GetBytes(new string('x', 300_001));
        Assert.Equal(Sm3.Digest(bytes), await Sm3.HashStreamAsync(new MemoryStream(bytes), default));
    }

    [Fact]
    public void A_digest_has_one_text_form_and_sorts_as_it()
    {
        var digests = Enumerable.Range(0, 50).Select(i => Sm3.Digest([(byte)i])).ToList();
        Assert.Equal(digests.Order().Select(d => d.ToString()), digests.Select(d => d.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(digests[7], Sm3Digest.Parse(digests[7].ToString()));
        Assert.False(Sm3Digest.TryParse(digests[7].ToString().ToUpperInvariant(), out _));
        Assert.False(Sm3Digest.TryParse("66c7", out _));
        Assert.False(Sm3Digest.TryParse(null, out _));
    }
}
