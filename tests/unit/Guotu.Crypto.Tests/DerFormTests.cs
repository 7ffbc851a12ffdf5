using FsCheck;
using FsCheck.Fluent;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

/// <summary>DER has one form for a value; whatever is not it is refused, so that a signature has one text.</summary>
public sealed class DerFormTests
{
    [Fact]
    public void A_signature_goes_to_DER_and_back_also_with_leading_zeros() => FsCheck.Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i), 64).ToArbitrary(), Gen.Choose(0, 31).ToArbitrary(), (raw, zeros) =>
        {
            raw.AsSpan(0, zeros).Clear();
            raw.AsSpan(32, 31 - zeros).Clear();
            return Sm2Signature.TryFromDer(Sm2Signature.ToDer(raw), out var back) && back.SequenceEqual(raw);
        }));

    [Theory]
    [InlineData("")]
    [InlineData("3006020101")]
    [InlineData("300602010102010200")]
    [InlineData("3007020101020200 01")]
    [InlineData("30060201FF020101")]
    [InlineData("3081060201010201 01")]
    [InlineData("3009020101020101020101")]
    [InlineData("3003020101")]
    public void What_is_not_the_one_DER_form_is_no_signature(string hex) =>
        Assert.False(Sm2Signature.TryFromDer(Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal)), out _));

    [Fact]
    public void A_signature_of_wrong_length_or_of_zeros_is_simply_wrong()
    {
        using var key = Sm2PrivateKey.Generate(new SystemRandomSource());
        var signature = Sm2.Sign(key, "m"u8);
        Assert.True(Sm2.Verify(key.PublicKey, "m"u8, signature));
        Assert.False(Sm2.Verify(key.PublicKey, "m"u8, signature.AsSpan(1)));
        Assert.False(Sm2.Verify(key.PublicKey, "m"u8, []));
        foreach (var engine in new[] { "managed", "libcrypto" })
        {
            Assert.False(Engines.Of(engine).VerifySm2(key.PublicKey, [], "m"u8, new byte[64]));
            Assert.False(Engines.Of(engine).VerifySm2(key.PublicKey, [], "m"u8, Enumerable.Repeat((byte)0xFF, 64).ToArray()));
        }
    }

    [Fact]
    public void A_ciphertext_keeps_its_parts_in_every_form()
    {
        using var key = Sm2PrivateKey.Generate(new SystemRandomSource());
        for (var i = 0; i < 300; i++)
        {
            var hidden = Sm2.Encrypt(key.PublicKey, "password"u8);
            Assert.Equal(hidden.ToRaw(), Sm2Ciphertext.FromDer(hidden.ToDer()).Value.ToRaw());
            Assert.Equal(hidden.ToRaw(), Sm2Ciphertext.FromRaw(hidden.ToRaw()).Value.ToRaw());
            Assert.Equal(hidden.ToRaw(), Sm2Ciphertext.FromRawWithoutPrefix(hidden.ToRawWithoutPrefix()).Value.ToRaw());
        }
    }

    [Fact]
    public void A_ciphertext_that_is_no_ciphertext_is_refused_with_its_reason()
    {
        using var key = Sm2PrivateKey.Generate(new SystemRandomSource());
        var hidden = Sm2.Encrypt(key.PublicKey, "password"u8);
        Assert.Equal(CryptoErrors.CiphertextUnreadable, Sm2Ciphertext.FromRaw([]).Error!.Code);
        Assert.Equal(CryptoErrors.CiphertextUnreadable, Sm2Ciphertext.FromRaw(hidden.ToRaw().AsSpan(0, 97)).Error!.Code);
        Assert.Equal(CryptoErrors.CiphertextUnreadable, Sm2Ciphertext.FromDer(hidden.ToRaw()).Error!.Code);
        using var other = Sm2PrivateKey.Generate(new SystemRandomSource());
        var refused = Sm2.Decrypt(other, hidden).Error!;
        Assert.Equal(CryptoErrors.CiphertextUnreadable, refused.Code);
        Assert.Contains("密钥不符", refused.Text, StringComparison.Ordinal);
    }
}
