using System.Text;
using Guotu.Crypto;
using Guotu.Database;
using Guotu.Identity.Certificates;
using Guotu.Identity.Contracts;
using Guotu.Identity.Login;
using Guotu.Identity.ManageAccounts;
using Guotu.Identity.OpenId.Upstream;
using Guotu.Identity.OpenId.Upstream.Manage;
using Guotu.Identity.OpenId.Upstream.SignIn;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;
using static Guotu.Identity.Tests.CityDoor;

namespace Guotu.Identity.Tests;

/// <summary>Whom the city proves and who yet does not come in, rows that were altered, and a city that does not answer.</summary>
public sealed class UpstreamStandingTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task Who_is_locked_expired_or_disabled_here_does_not_come_in_by_the_city_either(string provider)
    {
        await using var city = await StandInCity.StartAsync();
        await using var office = await OpenBoundAsync(provider, city);
        var accounts = office.Get<IAccountAdministration>();
        var system = office.As(await office.SignedInAsync("sysadmin"), AccountCommands.ExpiryKind);

        for (var i = 0; i < LoginAttempts.Most; i++)
        {
            await office.SignInAsync("lijg", "Wrong-2026-xx");
        }

        Assert.Equal(IdentityErrors.LoginLocked, await RefusalAsync(office, city));
        Assert.Contains($"? identity.upstream.login refused {IdentityErrors.LoginLocked}", office.Audit.Lines);
        Assert.True((await accounts.UnlockAsync(system, "lijg", Never)).IsSuccess);
        Assert.Null(await RefusalAsync(office, city));

        var today = office.Clock.Now.LocalDate;
        Assert.True((await accounts.SetExpiryAsync(system, "lijg", today, Never)).IsSuccess);
        Assert.Null(await RefusalAsync(office, city));
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(UpstreamErrors.NotBound, await RefusalAsync(office, city));
        Assert.True((await accounts.SetExpiryAsync(system, "lijg", null, Never)).IsSuccess);
        Assert.Null(await RefusalAsync(office, city));

        Assert.True((await accounts.DisableAsync(system, "lijg", Never)).IsSuccess);
        Assert.Equal(UpstreamErrors.NotBound, await RefusalAsync(office, city));
        Assert.Contains($"? identity.upstream.login refused {UpstreamErrors.NotBound}", office.Audit.Lines);
    }

    [Theory]
    [BothDatabases]
    public async Task Who_is_disabled_between_the_citys_answer_and_the_own_code_does_not_come_in(string provider)
    {
        await using var city = await StandInCity.StartAsync();
        await using var office = await OpenBoundAsync(provider, city);
        var seed = await BindTokenAsync(office, "lijg");
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        var login = await BeginAsync(office, city);
        Assert.Equal(IdentityErrors.SecondFactorWanted, (await CompleteAsync(office, login, login.Answer(city))).Error!.Code);

        var system = office.As(await office.SignedInAsync("sysadmin"), AccountCommands.ExpiryKind);
        Assert.True((await office.Get<IAccountAdministration>().DisableAsync(system, "lijg", Never)).IsSuccess);

        Assert.Equal(UpstreamErrors.NotBound, (await CompleteAsync(office, login, login.Answer(city), CodeAt(office, seed))).Error!.Code);
        Assert.Contains(office.Audit.Lines, l => l == $"? identity.upstream.login refused {UpstreamErrors.NotBound}");
    }

    [Theory]
    [BothDatabases]
    public async Task A_login_by_the_city_is_use_of_the_account_and_an_unused_one_that_was_disabled_stays_out(string provider)
    {
        await using var city = await StandInCity.StartAsync();
        await using var office = await OpenBoundAsync(provider, city);
        office.Clock.Advance(TimeSpan.FromDays(200));
        var accounts = office.Get<IAccountAdministration>();
        Assert.True((await accounts.ListAsync(Never)).Single(a => a.Account == "lijg").Inactive);

        Assert.Null(await RefusalAsync(office, city));
        var listed = (await accounts.ListAsync(Never)).ToDictionary(a => a.Account);
        Assert.Equal((false, true), (listed["lijg"].Inactive, listed["wangxy"].Inactive));

        office.Clock.Advance(TimeSpan.FromDays(200));
        var system = office.As(await office.SignedInAsync("sysadmin"), AccountCommands.InactiveKind);
        Assert.Equal(["lijg", "wangxy"], (await accounts.DisableInactiveAsync(system, Never)).Value.Order(StringComparer.Ordinal));
        Assert.Equal(UpstreamErrors.NotBound, await RefusalAsync(office, city));
    }

    [Theory]
    [BothDatabases]
    public async Task Who_has_a_certificate_only_is_sent_to_the_own_login_and_loses_no_attempt(string provider)
    {
        await using var city = await StandInCity.StartAsync();
        await using var office = await OpenBoundAsync(provider, city);
        await using var county = await CertifiedOffice.OverAsync(office);
        var ukey = await county.BoundAsync("lijg");

        for (var i = 0; i < LoginAttempts.Most + 1; i++)
        {
            Assert.Equal(CertificateErrors.Wanted, await RefusalAsync(office, city));
        }

        Assert.True((await county.SignInAsync(ukey, "lijg")).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task A_row_that_somebody_wrote_a_person_into_or_set_back_lets_nobody_in(string provider)
    {
        await using var city = await StandInCity.StartAsync();
        await using var office = await OpenBoundAsync(provider, city);

        var forged = await BeginAsync(office, city);
        Assert.Equal(1, await office.TamperAsync("UPDATE id_upstream_login SET user_id = (SELECT u.user_id FROM id_user u WHERE u.account_name = 'wangxy')"));
        Assert.Equal(DatabaseErrors.RowTampered, (await CompleteAsync(office, forged, forged.Answer(city))).Error!.Code);
        Assert.Empty(city.Redeemed);

        await office.TamperAsync("DELETE FROM id_upstream_login");
        var used = await BeginAsync(office, city);
        Assert.True((await CompleteAsync(office, used, used.Answer(city))).IsSuccess);
        Assert.Equal(1, await office.TamperAsync("UPDATE id_upstream_login SET ended_utc = NULL"));
        Assert.Equal(DatabaseErrors.RowTampered, (await CompleteAsync(office, used, used.Answer(city))).Error!.Code);

        await office.TamperAsync("DELETE FROM id_upstream_login");
        var old = await BeginAsync(office, city);
        Assert.Equal(1, await office.TamperAsync("UPDATE id_upstream_login SET login_mac = NULL"));
        Assert.Equal(DatabaseErrors.RowTampered, (await CompleteAsync(office, old, old.Answer(city))).Error!.Code);

        // Who reads the database finds no login by its state: the digest is keyed.
        var plain = Sm3.Digest(new BoundText("guotu upstream login 1").Add(Encoding.UTF8.GetBytes(old.State)).ToArray());
        Assert.Equal(0, await office.TamperAsync($"UPDATE id_upstream_login SET used_utc = NULL WHERE state_digest IN ('{plain}', '{Sm3.Digest(Encoding.UTF8.GetBytes(old.State))}')"));
    }

    [Theory]
    [BothDatabases]
    public async Task Of_two_who_bring_one_answer_at_once_one_comes_in(string provider)
    {
        await using var city = await StandInCity.StartAsync();
        await using var office = await OpenBoundAsync(provider, city);
        var login = await BeginAsync(office, city);

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => CompleteAsync(office, login, login.Answer(city)))));

        Assert.InRange(both.Count(r => r.IsSuccess), 0, 1);
        Assert.Single(city.Redeemed);
        Assert.All(both.Where(r => !r.IsSuccess), r => Assert.Equal(UpstreamErrors.Doubtful, r.Error!.Code));
    }

    [Fact]
    public async Task A_flood_of_logins_asks_a_city_that_is_away_once_in_a_quarter_of_a_minute()
    {
        await using var city = await StandInCity.StartAsync();
        await using var office = await OpenAsync("sqlite", city);
        city.Description = "<html>";
        var start = office.Get<StartUpstream>();

        var flood = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => start.RunAsync(Never))));
        Assert.All(flood, r => Assert.Equal(UpstreamErrors.Away, r.Error!.Code));
        Assert.Equal(1, city.Described);

        // The administrator who tries it asks now; when it answers again people come in a moment later.
        Assert.Equal(UpstreamErrors.Away, (await office.Get<UpstreamList>().TryAsync(Never)).Error!.Code);
        Assert.Equal(2, city.Described);
        city.Description = null;
        Assert.Equal(UpstreamErrors.Away, (await start.RunAsync(Never)).Error!.Code);
        office.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.True((await start.RunAsync(Never)).IsSuccess);
        Assert.Equal(3, city.Described);

        var found = (await office.Get<UpstreamList>().TryAsync(Never)).Value;
        Assert.Equal((city.Issuer, "c1", 2048), (found.Issuer, found.Keys.Single().Name, found.Keys.Single().Bits));
    }

    [Fact]
    public async Task A_provider_that_was_removed_lets_nobody_in_and_its_secret_is_gone()
    {
        await using var city = await StandInCity.StartAsync();
        await using var office = await OpenBoundAsync("sqlite", city);
        var begun = await BeginAsync(office, city);
        var all = office.Get<IUpstreamAdministration>();
        var security = office.As(await office.SignedInAsync("secadmin"), UpstreamKinds.Remove);

        Assert.True((await all.RemoveAsync(security, Never)).IsSuccess);

        Assert.Equal(UpstreamErrors.NotOffered, (await CompleteAsync(office, begun, begun.Answer(city))).Error!.Code);
        Assert.Equal(UpstreamErrors.NotOffered, (await all.RemoveAsync(security, Never)).Error!.Code);
        var left = (await all.ReadAsync(Never)).Value;
        Assert.Null(left.Settings);
        Assert.Single(left.Bindings);
        Assert.Contains("secadmin identity.upstream.remove", office.Audit.Lines);
        var without = await all.SetAsync(security, Settings(city) with { Secret = null }, Never);
        Assert.Equal((UpstreamErrors.SettingsInvalid, "secret"), (without.Error!.Code, without.Error.Field));
    }

    /// <summary>Null where the person comes in.</summary>
    private static async Task<ErrorCode?> RefusalAsync(Office office, StandInCity city)
    {
        var login = await BeginAsync(office, city);
        return (await CompleteAsync(office, login, login.Answer(city))).Error?.Code;
    }
}
