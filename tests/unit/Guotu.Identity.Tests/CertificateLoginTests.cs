using Guotu.Crypto;
using Guotu.Crypto.Certificates;
using Guotu.Database;
using Guotu.Identity.Certificates;
using Guotu.Identity.Contracts;
using Guotu.Identity.Login;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

public sealed class CertificateLoginTests
{
    private const string Guess = "Wrong-2026-xx";
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task Whose_certificate_is_bound_needs_it_beside_the_password_and_the_trail_names_it(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var thief = (await county.Office.SignInAsync("lijg", county.Office.Passwords["lijg"])).Value.Token;
        var ukey = await county.BoundAsync("lijg");
        Assert.False((await county.Office.CallerAsync(thief)).IsSuccess);

        for (var i = 0; i < LoginAttempts.Most + 2; i++)
        {
            Assert.Equal(CertificateErrors.Wanted, (await county.Office.SignInAsync("lijg", county.Office.Passwords["lijg"])).Error!.Code);
        }

        var signedIn = await county.SignInAsync(ukey, "lijg");
        Assert.True(signedIn.IsSuccess, signedIn.Error?.Text);
        Assert.True((await county.Office.CallerAsync(signedIn.Value.Token)).Value.RecentlyProved);
        Assert.Contains(county.Office.Audit.Summaries, s => s.StartsWith("登录(口令加证书", StringComparison.Ordinal) && s.Contains(ukey.Certificate.SerialNumber, StringComparison.Ordinal));
        Assert.All(county.Office.Audit.Summaries, s => Assert.DoesNotContain(ukey.Certificate.PublicKey.ToHex(), s, StringComparison.Ordinal));
        Assert.Equal(CertificateErrors.Wanted, (await county.Office.Get<ICliLogin>().SignInAsync(new LoginProof("lijg", county.Office.Passwords["lijg"], null), Never)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task Whatever_is_wrong_the_text_is_one_each_counts_and_only_the_auditor_reads_why(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var ukey = await county.BoundAsync("lijg");
        var colleague = await county.BoundAsync("wangxy");
        using var stranger = Sm2PrivateKey.Generate(new SystemRandomSource());
        (string Reason, Func<Task<Result<SignedIn>>> Try)[] attempts =
        [
            ("签名与证书", () => county.SignInAsync(ukey, "lijg", purpose: "proof")),
            ("签名与证书", () => county.SignInAsync(ukey, "lijg", wrong: new() { Account = "wangxy" })),
            ("签名与证书", () => county.SignInAsync(ukey, "lijg", wrong: new() { Node = "610725 勉县自然资源局" })),
            ("签名与证书", () => county.SignInAsync(ukey, "lijg", wrong: new() { Challenge = new string('0', 112) })),
            ("签名与证书", () => county.SignInAsync(ukey, "lijg", wrong: new() { Key = stranger })),
            ("签名与证书", () => county.SignInAsync(ukey, "lijg", wrong: new() { UserId = "lijg" })),
            ("签名与证书", () => county.SignInAsync(ukey, "lijg", wrong: new() { Signature = new string('0', 128) })),
            ("签名与证书", () => county.SignInAsync(ukey, "lijg", wrong: new() { Signature = "not a signature" })),
            ("签名与证书", () => county.SignInAsync(ukey, "lijg", wrong: new() { Signature = string.Empty })),
            ("来源不在允许之列", () => county.SignInAsync(ukey, "lijg", wrong: new() { Origin = "https://guotu.xixiang.example" })),
            ("没有绑定到这个账号", () => county.SignInAsync(colleague, "lijg")),
            ("没有绑定到这个账号", () => county.SignInAsync(county.Issue("lijg"), "lijg")),
            ("没有绑定到这个账号", () => county.SignInAsync(ukey, "sysadmin")),
        ];
        foreach (var (reason, attempt) in attempts)
        {
            county.Office.Audit.Notes.Clear();
            var refused = await attempt();
            Assert.Equal((reason, CertificateErrors.LoginWrong), (reason, refused.Error!.Code));
            Assert.Equal("4", refused.Error.Arguments["left"]);
            Assert.Contains(county.Office.Audit.Notes, n => n.Contains(reason, StringComparison.Ordinal));
            await ForgetAsync(county);
        }

        // A wrong password and an account that does not exist read the same, and nothing was looked at.
        county.Office.Audit.Notes.Clear();
        Assert.Equal(CertificateErrors.LoginWrong, (await county.SignInAsync(ukey, "lijg", password: Guess)).Error!.Code);
        Assert.Equal(CertificateErrors.LoginWrong, (await county.SignInAsync(ukey, "nobody", password: Guess)).Error!.Code);
        Assert.Empty(county.Office.Audit.Notes);
        Assert.True((await county.SignInAsync(ukey, "lijg")).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task A_signature_is_looked_at_once_also_by_two_at_the_same_time_and_after_a_failure(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var ukey = await county.BoundAsync("lijg");
        var cipher = county.Office.Seal(ukey.Answer("lijg", county.Office.Passwords["lijg"]));

        var both = await Task.WhenAll(county.SendAsync("lijg", cipher), county.SendAsync("lijg", cipher));
        Assert.Single(both, r => r.IsSuccess);
        Assert.Equal(CertificateErrors.LoginWrong, (await county.SendAsync("lijg", cipher)).Error!.Code);

        var old = county.Office.Seal(ukey.Answer("lijg", county.Office.Passwords["lijg"]));
        county.Office.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(IdentityErrors.ChallengeUnusable, (await county.SendAsync("lijg", old)).Error!.Code);

        await ForgetAsync(county);

        // The challenge of a failed look is gone too: the same challenge, rightly signed this time, comes too late.
        object? first = null;
        county.Office.Seal(nonce => first = nonce);
        var nonce = (string)first!;
        var wrong = Reseal(county, ukey.Answer("lijg", county.Office.Passwords["lijg"], wrong: new() { Signature = new string('1', 128) })(nonce));
        var right = Reseal(county, ukey.Answer("lijg", county.Office.Passwords["lijg"])(nonce));
        Assert.Equal(CertificateErrors.LoginWrong, (await county.SendAsync("lijg", wrong)).Error!.Code);
        Assert.Equal(CertificateErrors.LoginWrong, (await county.SendAsync("lijg", right)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task What_was_good_when_it_was_bound_is_judged_anew_at_each_login(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var ukey = await county.BoundAsync("lijg");
        var brief = county.Issue("lijg", until: TimeSpan.FromDays(2));
        Assert.True((await county.BindAsync("lijg", brief.Certificate.Der)).IsSuccess);
        Assert.True((await county.SignInAsync(brief, "lijg")).IsSuccess);

        county.Office.Clock.Advance(TimeSpan.FromDays(3));
        await RefusedAsync(county, brief, "已过有效期");
        county.Office.Clock.Advance(TimeSpan.FromDays(30));
        await RefusedAsync(county, ukey, "撤销列表已过期");
        await county.ListsAsync();
        Assert.True((await county.SignInAsync(ukey, "lijg")).IsSuccess);
        await county.ListsAsync(new RevokedCertificate(ukey.Certificate.SerialNumber, county.Office.Clock.Now, RevocationReason.KeyCompromise));
        await RefusedAsync(county, ukey, "已被撤销");
        Assert.Equal(
            [CertificateStanding.Refused, CertificateStanding.Refused],
            (await county.Certificates.ListAsync(Never)).Value.Certificates.Select(c => c.Standing));
    }

    [Theory]
    [BothDatabases]
    public async Task Five_wrong_answers_lock_the_account_for_certificate_and_password_alike(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var ukey = await county.BoundAsync("lijg");
        for (var i = 0; i < LoginAttempts.Most; i++)
        {
            var cipher = Reseal(county, WithImage(county, nonce => ukey.Answer("lijg", county.Office.Passwords["lijg"], wrong: new() { Signature = new string('1', 128) })(nonce)));
            Assert.Equal(CertificateErrors.LoginWrong, (await county.SendAsync("lijg", cipher)).Error!.Code);
        }

        var right = Reseal(county, WithImage(county, ukey.Answer("lijg", county.Office.Passwords["lijg"])));
        Assert.Equal(IdentityErrors.LoginLocked, (await county.SendAsync("lijg", right)).Error!.Code);
        Assert.Equal(IdentityErrors.LoginLocked, (await county.Office.SignInAsync("lijg", county.Office.Passwords["lijg"])).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_certificate_proves_the_person_again_and_the_signature_of_a_login_does_not(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var ukey = await county.BoundAsync("lijg");
        var token = (await county.SignInAsync(ukey, "lijg")).Value.Token;
        county.Office.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.False((await county.Office.CallerAsync(token)).Value.RecentlyProved);

        Assert.Equal(CertificateErrors.LoginWrong, (await county.ProveAsync(token, ukey, "lijg", purpose: "login")).Error!.Code);
        Assert.True((await county.ProveAsync(token, ukey, "lijg")).IsSuccess);

        Assert.True((await county.Office.CallerAsync(token)).Value.RecentlyProved);
        Assert.Contains(county.Office.Audit.Summaries, s => s.StartsWith("再次证明身份(口令加证书", StringComparison.Ordinal));
    }

    [Theory]
    [BothDatabases]
    public async Task An_administrator_with_a_certificate_has_a_second_factor_and_two_others_take_it_off(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider, demonstration: false);
        Assert.True((await county.Office.SignedInAsync("auditor")).MustBindSecondFactor);
        var ukey = await county.BoundByTwoAsync("auditor", "sysadmin");
        var token = (await county.SignInAsync(ukey, "auditor")).Value.Token;
        Assert.False((await county.Office.CallerAsync(token)).Value.MustBindSecondFactor);

        Assert.Equal(ControlErrors.SecondPersonNeeded, (await county.Certificates.UnbindAsync(county.Security, "auditor", ukey.Certificate.SerialNumber, Never)).Error!.Code);
        var own = await county.BoundByTwoAsync("secadmin", "sysadmin");
        Assert.Equal(IdentityErrors.OwnFactor, (await county.Certificates.UnbindAsync(county.Security, "secadmin", own.Certificate.Digest, Never)).Error!.Code);
        var security = (await county.Office.CallerAsync((await county.SignInAsync(own, "secadmin")).Value.Token)).Value;
        var two = (security, await county.Office.SignedInAsync("sysadmin"));
        var taken = await county.Office.TogetherAsync(two, "certificate.administrator-off", new() { ["account"] = "auditor", ["certificate"] = ukey.Certificate.SerialNumber });

        Assert.True(taken.IsSuccess, taken.Error?.Text);
        Assert.False((await county.Office.CallerAsync(token)).IsSuccess);
        Assert.True((await county.Office.SignedInAsync("auditor")).MustBindSecondFactor);
    }

    [Theory]
    [BothDatabases]
    public async Task Rows_that_were_changed_behind_the_application_let_nobody_in(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var ukey = await county.BoundAsync("lijg");
        await county.BoundAsync("wangxy");
        const string UserOf = "(SELECT u.user_id FROM id_user u WHERE u.account_name = ";
        Assert.Equal(1, await county.Office.TamperAsync($"UPDATE id_certificate SET user_id = {UserOf}'sysadmin') WHERE user_id = {UserOf}'wangxy')"));
        Assert.Equal(DatabaseErrors.RowTampered, (await county.Office.SignInAsync("sysadmin", county.Office.Passwords["sysadmin"])).Error!.Code);
        Assert.Contains((await county.Certificates.ListAsync(Never)).Value.Certificates, c => c.Standing == CertificateStanding.Tampered);

        Assert.Equal(1, await county.Office.TamperAsync("UPDATE id_trust SET until_utc = '2099-12-31 00:00:00.000000' WHERE item_kind = 'RevocationList' AND subject_name LIKE '%签发机构%'"));
        Assert.Equal(DatabaseErrors.RowTampered, (await county.SignInAsync(ukey, "lijg")).Error!.Code);
    }

    private static async Task RefusedAsync(CertifiedOffice county, PeerUKey ukey, string reason)
    {
        county.Office.Audit.Notes.Clear();
        Assert.Equal(CertificateErrors.LoginWrong, (await county.SignInAsync(ukey, "lijg")).Error!.Code);
        Assert.Contains(county.Office.Audit.Notes, n => n.Contains(reason, StringComparison.Ordinal) && n.Contains(ukey.Certificate.SerialNumber, StringComparison.Ordinal));
    }

    private static object WithImage(CertifiedOffice county, Func<string, object> answer)
    {
        object? kept = null;
        county.Office.Seal(nonce =>
        {
            var fields = System.Text.Json.JsonSerializer.SerializeToNode(answer(nonce))!.AsObject();
            fields["imageTicket"] = county.Office.Get<ImageCode.ImageCodes>().TicketOf(nonce, "7").Value;
            fields["imageAnswer"] = "7";
            kept = fields;
            return fields;
        });
        return kept!;
    }

    /// <summary>Encrypts what was made for an earlier challenge.</summary>
    private static string Reseal(CertifiedOffice county, object body) => county.Office.Seal(_ => body);

    private static async Task ForgetAsync(CertifiedOffice county)
    {
        await county.Office.TamperAsync("DELETE FROM id_login_state");
        await county.Office.TamperAsync("DELETE FROM id_login_address");
    }
}
