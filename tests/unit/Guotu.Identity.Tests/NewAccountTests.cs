using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>The system administrator makes an account for a newcomer.</summary>
public sealed class NewAccountTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly NewAccount Wanted = new("qianl", " 钱亮 ", "ytgz", ["handler", "handler"]) { Contact = "0916-6212345", ExpiresOn = new DateOnly(2099, 12, 31) };

    [Theory]
    [BothDatabases]
    public async Task A_newcomer_changes_the_first_password_before_anything_else_and_is_listed_with_office_post_and_contact(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var system = office.As(await office.SignedInAsync("sysadmin"), "identity.account.create");
        var administration = office.Get<IAccountAdministration>();

        var file = await administration.CreateAsync(system, Wanted, Never);
        Assert.True(file.IsSuccess, file.Error?.Text);

        var first = File.ReadLines(file.Value).Last().Split('\t')[^1];
        office.Passwords["qianl"] = first;
        Assert.True((await office.SignedInAsync("qianl")).MustChangePassword);
        Assert.True((await office.ChangeAsync("qianl", first, "Qinling-Bashan-26")).IsSuccess);
        office.Passwords["qianl"] = "Qinling-Bashan-26";
        Assert.False((await office.SignedInAsync("qianl")).MustChangePassword);
        var line = (await administration.ListAsync(Never)).Single(a => a.Account == "qianl");
        Assert.Equal(("钱亮", "用途管制股", "0916-6212345", new DateOnly(2099, 12, 31)), (line.Name, line.Organisation, line.Contact, line.ExpiresOn));
        Assert.Equal(["经办人"], line.PostNames);
        Assert.DoesNotContain(office.Audit.Summaries, s => s.Contains("6212345", StringComparison.Ordinal));
    }

    [Theory]
    [BothDatabases]
    public async Task A_contact_is_changed_and_taken_away_stored_encrypted_and_not_believed_when_it_was_edited(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var system = office.As(await office.SignedInAsync("sysadmin"), "identity.account.contact");
        var administration = office.Get<IAccountAdministration>();
        foreach (var (account, contact) in ((string, string)[])[("lijg", "6212345"), ("wangxy", "6219999"), ("lijg", "13800000000")])
        {
            Assert.True((await administration.SetContactAsync(system, account, contact, Never)).IsSuccess);
        }

        Assert.Equal(0, await office.TamperAsync("UPDATE id_user_contact SET row_mac = row_mac WHERE contact_text LIKE '%62%' AND contact_text LIKE '%12345%'"));
        Assert.Equal("13800000000", await ContactAsync(office, "lijg"));
        Assert.Equal("contact", (await administration.SetContactAsync(system, "lijg", new string('1', 31), Never)).Error!.Field);
        Assert.True((await administration.SetContactAsync(system, "wangxy", " ", Never)).IsSuccess);
        Assert.Equal(string.Empty, await ContactAsync(office, "wangxy"));

        Assert.Equal(1, await office.TamperAsync("UPDATE id_user_contact SET contact_text = 'g1.1.AAAA'"));
        Assert.Null(await ContactAsync(office, "lijg"));
    }

    [Theory]
    [InlineData("Qianl", "钱亮", "ytgz", "handler", "", "account")]
    [InlineData("qianl", " ", "ytgz", "handler", "", "name")]
    [InlineData("qianl", "钱\t亮", "ytgz", "handler", "", "name")]
    [InlineData("qianl", "钱亮", "none", "handler", "", "organisation")]
    [InlineData("qianl", "钱亮", "ytgz", "king", "", "posts")]
    [InlineData("qianl", "钱亮", "ytgz", "handler", "0123456789012345678901234567890", "contact")]
    [InlineData("lijg", "钱亮", "ytgz", "handler", "", "account")]
    public async Task What_is_wrong_is_named_by_its_field_and_nothing_is_made(string account, string name, string organisation, string post, string contact, string field)
    {
        await using var office = await Office.OpenAsync("sqlite");
        var system = office.As(await office.SignedInAsync("sysadmin"), "identity.account.create");
        var administration = office.Get<IAccountAdministration>();
        var before = (await administration.ListAsync(Never)).Count;

        var refused = await administration.CreateAsync(system, new NewAccount(account, name, organisation, [post]) { Contact = contact }, Never);

        Assert.Equal(field, refused.Error!.Field);
        Assert.Equal(before, (await administration.ListAsync(Never)).Count);
    }

    [Fact]
    public async Task A_last_day_in_the_past_is_refused()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var system = office.As(await office.SignedInAsync("sysadmin"), "identity.account.create");

        var refused = await office.Get<IAccountAdministration>().CreateAsync(system, Wanted with { ExpiresOn = office.Clock.Now.LocalDate.AddDays(-1) }, Never);

        Assert.Equal((KernelErrors.FieldInvalid, "expiresOn"), (refused.Error!.Code, refused.Error.Field));
    }

    private static async Task<string?> ContactAsync(Office office, string account) =>
        (await office.Get<IAccountAdministration>().ListAsync(Never)).Single(a => a.Account == account).Contact;
}
