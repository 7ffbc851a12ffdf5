using Guotu.Crypto.Engines;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

public sealed class PasswordTests
{
    [Fact]
    public void A_password_is_recognised_and_another_is_not()
    {
        var record = PasswordKdf.Hash("西乡Xx#2026", new SystemRandomSource());
        Assert.StartsWith("$pbkdf2-sm3$i=", record, StringComparison.Ordinal);
        Assert.Equal(PasswordCheck.Right, PasswordKdf.Check("西乡Xx#2026", record));
        Assert.Equal(PasswordCheck.Wrong, PasswordKdf.Check("西乡Xx#2027", record));
        Assert.Equal(PasswordCheck.Wrong, PasswordKdf.Check("x", PasswordKdf.Decoy(new SystemRandomSource())));
    }

    [Fact]
    public void A_record_with_fewer_iterations_still_logs_in_and_asks_to_be_hashed_anew()
    {
        var salt = new byte[16];
        var hash = new byte[32];
        CryptoEngines.Shared.Pbkdf2Sm3("abc"u8, salt, 20_000, hash);
        var record = $"$pbkdf2-sm3$i=20000${Base64Url.Encode(salt)}${Base64Url.Encode(hash)}";
        Assert.Equal(PasswordCheck.RightButOutdated, PasswordKdf.Check("abc", record));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("$pbkdf2-sm3$i=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("$pbkdf2-sm3$i=2000000000$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("$pbkdf2-sm3$i=100000$AAAA$AAAA")]
    public void A_damaged_record_is_told_from_a_wrong_password(string record) =>
        Assert.Equal(PasswordCheck.RecordDamaged, PasswordKdf.Check("abc", record));
}
