using FsCheck;
using FsCheck.Fluent;
using Guotu.Crypto.Fields;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Randomness;
using Guotu.Testing;

namespace Guotu.Crypto.Tests;

public sealed class FieldProtectorTests : IAsyncLifetime
{
    private static readonly FieldAddress Address = new("application_case", "applicant_id_number", 4711);

    private KeyRing _ring = null!;
    private FieldProtector _protector = null!;

    public async ValueTask InitializeAsync()
    {
        _ring = (await KeyRing.OpenAsync(new FixedKeySource(3), new KeyStoreInMemory(), new SystemRandomSource(), new FixedClock(), default)).Value;
        await _ring.CreateMissingAsync(KeyPurpose.All, [], default);
        _protector = new FieldProtector(_ring, new SystemRandomSource());
    }

    public ValueTask DisposeAsync()
    {
        _ring.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void An_applicants_number_is_hidden_and_comes_back()
    {
        var hidden = _protector.EncryptText(Address, "610724197001010018").Value;
        Assert.StartsWith("g1.1.", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("610724", hidden, StringComparison.Ordinal);
        Assert.NotEqual(hidden, _protector.EncryptText(Address, "610724197001010018").Value);
        Assert.Equal("610724197001010018", _protector.DecryptText(Address, hidden).Value);
        Assert.True(hidden.Length <= FieldProtector.MaximumTextLength(18));
    }

    [Fact]
    public void A_field_copied_to_another_table_column_or_row_does_not_open_there()
    {
        var hidden = _protector.EncryptText(Address, "610724197001010018").Value;
        FieldAddress[] others = [Address with { Table = "person" }, Address with { Column = "agent_id_number" }, Address with { RowId = 4712 }];
        foreach (var other in others)
        {
            var refused = _protector.DecryptText(other, hidden).Error!;
            Assert.Equal(CryptoErrors.FieldDamaged, refused.Code);
            Assert.Contains(other.ToString(), refused.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_field_with_any_character_changed_is_refused()
    {
        var hidden = _protector.EncryptText(Address, "张三").Value;
        for (var at = 0; at < hidden.Length; at++)
        {
            var changed = hidden.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            Assert.False(_protector.Decrypt(Address, new string(changed)).IsSuccess, $"character {at}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("张三")]
    [InlineData("g1..")]
    [InlineData("g1.01.AAAA")]
    [InlineData("g1.-1.AAAA")]
    [InlineData("g1.1.AAAA")]
    [InlineData("g2.1.AAAA")]
    public void Plaintext_or_nonsense_in_an_encrypted_column_is_refused(string stored) =>
        Assert.Equal(CryptoErrors.FieldDamaged, _protector.Decrypt(Address, stored).Error!.Code);

    [Fact]
    public async Task After_a_rotation_old_fields_and_rows_still_read()
    {
        var hidden = _protector.EncryptText(Address, "甲").Value;
        var mac = _protector.Mac("row", 1, [FieldValue.Of("a", 1L)]).Value;
        await _ring.RotateAsync(KeyPurpose.FieldEncryption, TimeSpan.Zero, default);
        await _ring.RotateAsync(KeyPurpose.FieldMac, TimeSpan.Zero, default);
        Assert.Equal("甲", _protector.DecryptText(Address, hidden).Value);
        Assert.StartsWith("g1.2.", _protector.EncryptText(Address, "甲").Value, StringComparison.Ordinal);
        Assert.True(_protector.Verify("row", 1, [FieldValue.Of("a", 1L)], mac).IsSuccess);
        Assert.False(_protector.Decrypt(Address, hidden.Replace("g1.1.", "g1.2.", StringComparison.Ordinal)).IsSuccess);
    }

    [Fact]
    public void A_row_changed_behind_the_applications_back_is_named()
    {
        FieldValue[] values = [FieldValue.Of("amount", 120_00L), FieldValue.Of("payee", "西乡县财政局"), FieldValue.Of("note", (string?)null)];
        var mac = _protector.Mac("fee", 9, values).Value;
        Assert.Equal(FieldProtector.MacSize, mac.Length);
        Assert.True(_protector.Verify("fee", 9, values, mac).IsSuccess);
        Assert.Contains("fee#10", _protector.Verify("fee", 10, values, mac).Error!.Text, StringComparison.Ordinal);
        FieldValue[][] changed =
        [
            [FieldValue.Of("amount", 12_00L), values[1], values[2]],
            [values[1], values[0], values[2]],
            [values[0], values[1]],
            [FieldValue.Of("amount", "12000"), values[1], values[2]],
            [values[0], FieldValue.Of("payee2", "西乡县财政局"), values[2]],
        ];
        Assert.All(changed, v => Assert.Equal(CryptoErrors.RowDamaged, _protector.Verify("fee", 9, v, mac).Error!.Code));
        Assert.Equal(CryptoErrors.RowDamaged, _protector.Verify("fee", 9, values, mac.AsSpan(0, 35)).Error!.Code);
        Assert.Equal(CryptoErrors.RowDamaged, _protector.Verify("fee", 9, values, []).Error!.Code);
    }

    [Fact]
    public void An_empty_text_and_no_text_are_the_same_row_because_some_databases_store_one_for_the_other()
    {
        var mac = _protector.Mac("fee", 9, [FieldValue.Of("note", string.Empty)]).Value;
        Assert.True(_protector.Verify("fee", 9, [FieldValue.Of("note", (string?)null)], mac).IsSuccess);
    }

    [Fact]
    public void Two_lists_of_values_never_share_a_MAC() => FsCheck.Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(
            ArbMap.Default.ArbFor<NonNull<string>[]>(),
            ArbMap.Default.ArbFor<NonNull<string>[]>(),
            (a, b) =>
            {
                var (left, right) = (Values(a), Values(b));
                var same = a.Select(s => s.Get).SequenceEqual(b.Select(s => s.Get));
                return _protector.Verify("t", 1, right, _protector.Mac("t", 1, left).Value).IsSuccess == same;
            }));

    private static FieldValue[] Values(NonNull<string>[] texts) =>
        texts.Select(t => FieldValue.Of("c", System.Text.Encoding.Unicode.GetBytes(t.Get))).ToArray();
}
