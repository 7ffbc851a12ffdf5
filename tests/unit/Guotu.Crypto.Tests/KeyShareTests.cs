using FsCheck;
using FsCheck.Fluent;
using Guotu.Crypto.Keys;
using Guotu.Crypto.Keys.Shares;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

/// <summary>The root key in the hands of three administrators: any two have it, one knows nothing.</summary>
public sealed class KeyShareTests
{
    private static readonly string[] Holders = ["sysadmin", "secadmin", "auditor"];

    private readonly SystemRandomSource _random = new();

    [Fact]
    public void Any_two_shares_have_the_root_key_in_either_order() => Prop.ForAll<byte>(fill =>
    {
        using var root = SecretBytes.Take([.. Enumerable.Range(0, RootKey.Size).Select(i => (byte)(fill + (i * 7)))]);
        var shares = KeyShare.Split(root, Holders, _random);
        return (from a in shares
                from b in shares
                where a.Label.Number != b.Label.Number
                select KeyShare.Join(a, b).Value.FixedTimeEquals(root)).All(same => same);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_share_says_nothing_each_secret_fits_it_equally_well()
    {
        // For a share of one byte, every secret is made by exactly one slope: the share rules none out and favours none.
        for (var x = 1; x <= 3; x++)
        {
            for (var share = 0; share < 256; share++)
            {
                var secrets = Enumerable.Range(0, 256).Select(slope => share ^ SecretSharing.Product((byte)slope, (byte)x)).ToHashSet();
                Assert.Equal(256, secrets.Count);
            }
        }
    }

    [Fact]
    public void Shares_of_the_same_root_are_new_each_time_and_do_not_mix()
    {
        using var root = SecretBytes.Random(_random, RootKey.Size);
        var (first, second) = (KeyShare.Split(root, Holders, _random), KeyShare.Split(root, Holders, _random));
        Assert.All(first.Zip(second), pair => Assert.False(pair.First.Secret.FixedTimeEquals(pair.Second.Secret)));
        Assert.Equal(CryptoErrors.KeyShareUnreadable, KeyShare.Join(first[0], second[1]).Error!.Code);
        Assert.Equal(CryptoErrors.KeyShareUnreadable, KeyShare.Join(first[0], first[0]).Error!.Code);

        var relabelled = first[1] with { Label = first[1].Label with { Number = 3 } };
        Assert.Equal(CryptoErrors.KeyShareUnreadable, KeyShare.Join(first[0], relabelled).Error!.Code);
    }

    [Fact]
    public void The_field_multiplies_as_that_of_AES_and_every_value_but_zero_has_its_inverse()
    {
        Assert.Equal(0xC1, SecretSharing.Product(0x57, 0x83));
        Assert.Equal(0xFE, SecretSharing.Product(0x57, 0x13));
        Assert.All(Enumerable.Range(1, 255), v => Assert.Equal(1, SecretSharing.Product((byte)v, SecretSharing.Inverse((byte)v))));
    }

    [Fact]
    public void A_share_under_a_password_comes_back_from_its_file_with_that_password_only()
    {
        using var root = SecretBytes.Random(_random, RootKey.Size);
        var share = KeyShare.Split(root, Holders, _random)[1];
        var text = SealedKeyShare.UnderPassword(share, "一个够长的分片口令 2026", _random).ToText();
        var read = SealedKeyShare.Read(text).Value;
        using var opened = read.OpenWithPassword("一个够长的分片口令 2026").Value;
        Assert.True(opened.Secret.FixedTimeEquals(share.Secret));
        Assert.Equal(share.Label, opened.Label);
        Assert.DoesNotContain(Convert.ToHexString(share.Secret.Span), text, StringComparison.OrdinalIgnoreCase);

        Refused(read.OpenWithPassword("另一个口令"));
        Refused((read with { Label = read.Label with { Holder = "someone" } }).OpenWithPassword("一个够长的分片口令 2026"));
        Refused((read with { Rounds = 1 }).OpenWithPassword("一个够长的分片口令 2026"));
        using var key = Sm2PrivateKey.Generate(_random);
        Refused(read.OpenWithKey(key));
    }

    [Fact]
    public void A_share_sealed_to_a_certificates_key_opens_with_its_private_key_only()
    {
        using var root = SecretBytes.Random(_random, RootKey.Size);
        using var holder = Sm2PrivateKey.Generate(_random);
        using var stranger = Sm2PrivateKey.Generate(_random);
        var share = KeyShare.Split(root, Holders, _random)[2];
        var read = SealedKeyShare.Read(SealedKeyShare.ToKey(share, holder.PublicKey).ToText()).Value;
        using var opened = read.OpenWithKey(holder).Value;
        Assert.True(opened.Secret.FixedTimeEquals(share.Secret));

        Refused(read.OpenWithKey(stranger));
        Refused((read with { PublicKey = stranger.PublicKey.ToHex() }).OpenWithKey(stranger));
        Refused((read with { Label = read.Label with { Number = 1 } }).OpenWithKey(holder));
        Refused(read.OpenWithPassword("x"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"format":"guotu-key-share 2","label":{"number":1,"holder":"a","rootId":"0011223344556677","setId":"0011223344556677"},"sealed":""}""")]
    [InlineData("""{"format":"guotu-key-share 1","label":{"number":4,"holder":"a","rootId":"0011223344556677","setId":"0011223344556677"},"sealed":""}""")]
    [InlineData("""{"format":"guotu-key-share 1","label":{"number":1,"holder":"a","rootId":"00","setId":"0011223344556677"},"sealed":""}""")]
    [InlineData("""{"format":"guotu-key-share 1","label":null,"sealed":""}""")]
    public void A_file_that_is_no_share_is_refused(string text) => Refused(SealedKeyShare.Read(text));

    private static void Refused<T>(Kernel.Results.Result<T> result)
    {
        Assert.Equal(CryptoErrors.KeyShareUnreadable, result.Error!.Code);
        Assert.NotEmpty(result.Error.Text);
    }
}
