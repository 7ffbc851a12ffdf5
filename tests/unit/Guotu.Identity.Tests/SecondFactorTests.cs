using Guotu.Database;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.Login;
using Guotu.Identity.SecondFactor;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

public sealed class SecondFactorTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task An_administrator_binds_a_token_and_from_then_on_needs_its_password_at_each_login(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var seed = await BindAsync(office, "auditor");
        var password = office.Passwords["auditor"];

        Assert.Equal(IdentityErrors.SecondFactorWanted, (await office.SignInAsync("auditor", password)).Error!.Code);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await SignInAsync(office, "auditor", CodeAt(office, seed, 0))).IsSuccess);
        Assert.Contains("auditor identity.factor.bind", office.Audit.Lines);
        Assert.Equal(IdentityErrors.SecondFactorWanted, (await office.Get<ICliLogin>().SignInAsync(new LoginProof("auditor", password, null), Never)).Error!.Code);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await office.Get<ICliLogin>().SignInAsync(new LoginProof("auditor", password, CodeAt(office, seed, 0)), Never)).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task A_clock_that_is_two_steps_off_is_taken_and_three_are_not(string provider)
    {
        foreach (var (drift, right) in new[] { (-3, false), (-2, true), (-1, true), (1, true), (2, true), (3, false) })
        {
            await using var office = await Office.OpenAsync(provider);
            var seed = await BindAsync(office, "auditor");
            office.Clock.Advance(TimeSpan.FromMinutes(10));

            Assert.Equal((drift, right), (drift, (await SignInAsync(office, "auditor", CodeAt(office, seed, drift))).IsSuccess));
        }
    }

    [Theory]
    [BothDatabases]
    public async Task A_password_is_good_once_also_for_two_at_the_same_time_and_none_before_it_afterwards(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var seed = await BindAsync(office, "auditor");
        office.Clock.Advance(TimeSpan.FromMinutes(10));
        var (before, code) = (CodeAt(office, seed, -1), CodeAt(office, seed, 0));

        var both = await Task.WhenAll(SignInAsync(office, "auditor", code), SignInAsync(office, "auditor", code));

        Assert.Single(both, r => r.IsSuccess);
        Assert.Equal(IdentityErrors.SecondFactorWrong, both.Single(r => !r.IsSuccess).Error!.Code);
        Assert.Equal(IdentityErrors.SecondFactorWrong, (await SignInAsync(office, "auditor", code)).Error!.Code);
        Assert.Equal(IdentityErrors.SecondFactorWrong, (await SignInAsync(office, "auditor", before)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task Wrong_passwords_of_the_token_lock_the_account_and_the_question_for_one_costs_no_attempt(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await BindAsync(office, "auditor");
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(IdentityErrors.SecondFactorWanted, (await office.SignInAsync("auditor", office.Passwords["auditor"])).Error!.Code);
        }

        for (var i = 0; i < LoginAttempts.Most; i++)
        {
            Assert.Equal(IdentityErrors.SecondFactorWrong, (await SignInAsync(office, "auditor", "not-it")).Error!.Code);
        }

        Assert.Equal(IdentityErrors.LoginLocked, (await office.SignInAsync("auditor", office.Passwords["auditor"])).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_role_that_needs_one_lets_nothing_be_done_before_it_is_bound(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var security = office.As(await office.SignedInAsync("secadmin"), FactorAdministration.RoleKind);
        Assert.False((await office.SignedInAsync("wangxy")).MustBindSecondFactor);

        Assert.True((await office.Get<FactorAdministration>().SetRoleAsync(security, "window", RoleFactor.Required, Never)).IsSuccess);

        Assert.True((await office.SignedInAsync("wangxy")).MustBindSecondFactor);
        var seed = await BindAsync(office, "wangxy");
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        var signedIn = await SignInAsync(office, "wangxy", CodeAt(office, seed, 0));
        Assert.False((await office.CallerAsync(signedIn.Value.Token)).Value.MustBindSecondFactor);
    }

    [Theory]
    [BothDatabases]
    public async Task On_a_real_node_the_three_administrators_need_one_and_no_one_can_say_otherwise(string provider)
    {
        await using var office = await Office.OpenAsync(provider, demonstration: false);
        var security = office.As(await office.SignedInAsync("secadmin"), FactorAdministration.RoleKind);

        foreach (var account in new[] { "sysadmin", "secadmin", "auditor" })
        {
            Assert.True((await office.SignedInAsync(account)).MustBindSecondFactor, account);
        }

        Assert.False((await office.SignedInAsync("lijg")).MustBindSecondFactor);
        Assert.Equal(IdentityErrors.AdministratorsNeedSecond, (await office.Get<FactorAdministration>().SetRoleAsync(security, "audit", RoleFactor.Optional, Never)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task An_administrators_lost_token_is_taken_off_by_two_others_and_ends_the_sessions(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var seed = await BindAsync(office, "auditor");
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        var token = (await SignInAsync(office, "auditor", CodeAt(office, seed, 0))).Value.Token;
        var factors = office.Get<FactorAdministration>();
        var security = office.As(await office.SignedInAsync("secadmin"), FactorAdministration.ResetKind);
        Assert.Equal(["auditor"], (await factors.ReadAsync(Never)).Value.Accounts.Select(a => a.Account));

        Assert.Equal(IdentityErrors.OwnFactor, (await factors.ResetAsync(security, "secadmin", Never)).Error!.Code);
        Assert.Equal(ControlErrors.SecondPersonNeeded, (await factors.ResetAsync(security, "auditor", Never)).Error!.Code);
        var two = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        Assert.True((await office.TogetherAsync(two, "factor.administrator-off", new() { ["account"] = "auditor" })).IsSuccess);

        Assert.Equal(AccessErrors.NotSignedIn, (await office.CallerAsync(token)).Error!.Code);
        Assert.True((await office.SignInAsync("auditor", office.Passwords["auditor"])).IsSuccess);
        Assert.Contains("sysadmin identity.factor.reset", office.Audit.Lines);
        Assert.Empty((await factors.ReadAsync(Never)).Value.Accounts);
    }

    [Theory]
    [BothDatabases]
    public async Task A_seed_is_not_in_the_database_as_it_is_and_a_row_put_under_another_account_is_refused(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var seed = await BindAsync(office, "auditor");
        await BindAsync(office, "sysadmin");
        office.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(0, await office.TamperAsync($"DELETE FROM id_otp WHERE secret_text LIKE '%{Convert.ToHexString(seed)}%'"));
        const string Swap =
            """
            UPDATE id_otp SET secret_text = (SELECT o.secret_text FROM id_otp o JOIN id_user u ON u.user_id = o.user_id WHERE u.account_name = 'sysadmin')
            WHERE user_id = (SELECT u.user_id FROM id_user u WHERE u.account_name = 'auditor')
            """;
        Assert.Equal(1, await office.TamperAsync(Swap));

        Assert.False((await SignInAsync(office, "auditor", CodeAt(office, seed, 0))).IsSuccess);
        Assert.Equal(1, await office.TamperAsync("UPDATE id_otp SET is_confirmed = 0 WHERE user_id = (SELECT u.user_id FROM id_user u WHERE u.account_name = 'sysadmin')"));
        Assert.Equal(DatabaseErrors.RowTampered, (await office.SignInAsync("sysadmin", office.Passwords["sysadmin"])).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_seed_counts_only_when_confirmed_and_a_bound_one_is_not_replaced_by_its_holder(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var caller = await office.SignedInAsync("auditor");
        var bind = office.Get<BindOtp>();
        Assert.Equal(IdentityErrors.OtpNotStarted, (await bind.ConfirmAsync(office.As(caller, BindOtp.BindKind), "none", "000000", Never)).Error!.Code);
        Assert.True((await bind.StartAsync(office.As(caller, BindOtp.StartKind), Never)).IsSuccess);
        Assert.Equal(IdentityErrors.OtpNotRight, (await bind.ConfirmAsync(office.As(caller, BindOtp.BindKind), "none", "abc", Never)).Error!.Code);
        Assert.True((await office.SignInAsync("auditor", office.Passwords["auditor"])).IsSuccess);

        await BindAsync(office, "auditor");

        Assert.Equal(IdentityErrors.OtpBound, (await bind.StartAsync(office.As(caller, BindOtp.StartKind), Never)).Error!.Code);
        Assert.True((await bind.ReadAsync(caller, Never)).Value.Bound);
    }

    [Theory]
    [BothDatabases]
    public async Task A_session_that_was_opened_without_a_code_ends_when_its_owner_binds(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var thief = (await office.SignInAsync("auditor", office.Passwords["auditor"])).Value.Token;
        Assert.True((await office.CallerAsync(thief)).IsSuccess);

        await BindAsync(office, "auditor");

        Assert.False((await office.CallerAsync(thief)).IsSuccess);
    }

    /// <summary>As the page does it: a seed from the answer, confirmed by the password of the moment.</summary>
    private static async Task<byte[]> BindAsync(Office office, string account)
    {
        var caller = await office.SignedInAsync(account);
        var bind = office.Get<BindOtp>();
        var offer = await bind.StartAsync(office.As(caller, BindOtp.StartKind), Never);
        Assert.True(offer.IsSuccess, offer.Error?.Text);
        var seed = SeedReader.Read(offer.Value.Address);
        var bound = await bind.ConfirmAsync(office.As(caller, BindOtp.BindKind), "none", CodeAt(office, seed, 0), Never);
        Assert.True(bound.IsSuccess, bound.Error?.Text);
        return seed;
    }

    private static string CodeAt(Office office, byte[] seed, int drift) =>
        PeerToken.At(seed, (office.Clock.Now.UnixMicroseconds / 60_000_000) + drift);

    private static Task<Result<SignedIn>> SignInAsync(Office office, string account, string code) =>
        office.Get<SignIn>().RunAsync(account, office.SealLogin(office.Passwords[account], code), "10.1.3.7", Never);
}
