using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.Login;
using Guotu.Identity.Sessions;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

public sealed class LoginTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_clerk_signs_in_with_the_first_password_and_must_change_it(string provider)
    {
        await using var office = await Office.OpenAsync(provider);

        var signedIn = await office.SignInAsync("wangxy", office.Passwords["wangxy"]);
        var caller = (await office.CallerAsync(signedIn.Value.Token)).Value;

        Assert.Equal(("王秀英", "政务服务窗口"), (caller.Name, caller.OrganisationName));
        Assert.True(caller.MustChangePassword);
        Assert.Contains("window-clerk", caller.Posts);
        Assert.Contains("wangxy identity.login", office.Audit.Lines);
    }

    [Theory]
    [BothDatabases]
    public async Task The_first_passwords_are_in_a_file_that_only_its_owner_reads(string provider)
    {
        await using var office = await Office.OpenAsync(provider);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(office.Node.FirstPasswordFile));
        Assert.Equal(5, office.Passwords.Values.Distinct().Count());
    }

    [Theory]
    [BothDatabases]
    public async Task Wrong_password_and_unknown_account_get_the_same_answer(string provider)
    {
        await using var office = await Office.OpenAsync(provider);

        var wrong = (await office.SignInAsync("wangxy", "Not-The-One-1")).Error!;
        var unknown = (await office.SignInAsync("nobody", "Not-The-One-1")).Error!;

        Assert.Equal(wrong.Text, unknown.Text);
        Assert.Equal("账号或口令不对。还可再试 4 次,之后锁定 20 分钟。", wrong.Text);
        Assert.Contains("wangxy identity.login refused SEC-0001", office.Audit.Lines);
        Assert.Contains("nobody identity.login refused SEC-0001", office.Audit.Lines);
    }

    [Theory]
    [BothDatabases]
    public async Task Five_wrong_passwords_lock_the_account_for_twenty_minutes_even_against_the_right_one(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        for (var i = 0; i < LoginAttempts.Most; i++)
        {
            Assert.Equal(IdentityErrors.LoginWrong, (await office.SignInAsync("wangxy", "wrong")).Error!.Code);
        }

        Assert.Equal(IdentityErrors.LoginLocked, (await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Error!.Code);
        office.Clock.Advance(TimeSpan.FromMinutes(19));
        Assert.Equal(IdentityErrors.LoginLocked, (await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Error!.Code);
        office.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await office.SignInAsync("wangxy", office.Passwords["wangxy"])).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task Fifty_guesses_at_once_get_no_more_than_five_looks(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var looks = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, 50), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            if ((await office.SignInAsync("wangxy", "guess" + i)).Error!.Code == IdentityErrors.LoginWrong)
            {
                Interlocked.Increment(ref looks);
            }
        });

        Assert.Equal(LoginAttempts.Most, looks);
    }

    [Theory]
    [BothDatabases]
    public async Task A_recorded_login_can_not_be_sent_again(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var cipher = office.Seal(nonce => new { nonce, password = office.Passwords["wangxy"] });

        Assert.True((await office.Get<SignIn>().RunAsync("wangxy", cipher, "10.1.3.7", Never)).IsSuccess);
        Assert.Equal(IdentityErrors.ChallengeUnusable, (await office.Get<SignIn>().RunAsync("wangxy", cipher, "10.1.3.7", Never)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_login_page_left_open_too_long_is_refused_and_so_is_nonsense(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var cipher = office.Seal(nonce => new { nonce, password = office.Passwords["wangxy"] });
        office.Clock.Advance(TimeSpan.FromMinutes(6));

        foreach (var bad in new[] { cipher, string.Empty, "zz", new string('a', 400), cipher[..40] })
        {
            Assert.Equal(IdentityErrors.ChallengeUnusable, (await office.Get<SignIn>().RunAsync("wangxy", bad, "10.1.3.7", Never)).Error!.Code);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task A_session_ends_by_idleness_by_length_and_by_logout(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var idle = (await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Value.Token;
        office.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(AccessErrors.NotSignedIn, (await office.CallerAsync(idle)).Error!.Code);

        var busy = (await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Value.Token;
        for (var i = 0; i < 59; i++)
        {
            office.Clock.Advance(TimeSpan.FromMinutes(10));
            Assert.True((await office.CallerAsync(busy)).IsSuccess);
        }

        office.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(AccessErrors.NotSignedIn, (await office.CallerAsync(busy)).Error!.Code);

        var left = (await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Value.Token;
        var caller = (await office.CallerAsync(left)).Value;
        var digest = office.Get<SessionTokens>().DigestOf(left).Value;
        Assert.True((await office.Get<SignOut>().RunAsync(office.As(caller, "identity.logout"), digest, Never)).IsSuccess);
        Assert.Equal(AccessErrors.NotSignedIn, (await office.CallerAsync(left)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_changed_password_counts_at_once_and_the_last_five_are_not_taken_again(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var first = office.Passwords["wangxy"];

        Assert.True((await ChangeAsync(office, first, "Qinling-Bashan-26")).IsSuccess);
        Assert.True((await office.SignInAsync("wangxy", "Qinling-Bashan-26")).IsSuccess);
        Assert.Equal(IdentityErrors.LoginWrong, (await office.SignInAsync("wangxy", first)).Error!.Code);
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(IdentityErrors.PasswordTooWeak, (await ChangeAsync(office, "Qinling-Bashan-26", first)).Error!.Code);
        Assert.False((await office.CallerAsync((await office.SignInAsync("wangxy", "Qinling-Bashan-26")).Value.Token)).Value.MustChangePassword);
    }

    [Theory]
    [BothDatabases]
    public async Task A_password_older_than_ninety_days_must_be_changed(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        Assert.True((await ChangeAsync(office, office.Passwords["wangxy"], "Qinling-Bashan-26")).IsSuccess);
        office.Clock.Advance(TimeSpan.FromDays(91));

        var caller = (await office.CallerAsync((await office.SignInAsync("wangxy", "Qinling-Bashan-26")).Value.Token)).Value;

        Assert.True(caller.MustChangePassword);
    }

    [Theory]
    [BothDatabases]
    public async Task The_command_line_signs_in_by_the_same_count(string provider)
    {
        await using var office = await Office.OpenAsync(provider);

        Assert.Equal(IdentityErrors.LoginWrong, (await office.Get<ICliLogin>().SignInAsync(new LoginProof("auditor", "wrong", null), Never)).Error!.Code);
        var caller = await office.Get<ICliLogin>().SignInAsync(new LoginProof("auditor", office.Passwords["auditor"], null), Never);

        Assert.Equal(("cli", "高洁"), (caller.Value.Channel, caller.Value.Name));
    }

    private static Task<Result> ChangeAsync(Office office, string oldPassword, string newPassword) => office.ChangeAsync("wangxy", oldPassword, newPassword);
}
