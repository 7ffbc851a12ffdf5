using Guotu.Crypto;
using Guotu.Crypto.Certificates;
using Guotu.Database;
using Guotu.Hosting.Callers;
using Guotu.Identity.Certificates;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

public sealed class CertificateBindingTests
{
    private const string Anchor = "trust.anchor";
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task Only_a_certificate_that_would_be_taken_at_a_login_is_bound(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var (_, impostor) = county.Make();
        (string Reason, PeerUKey UKey)[] refused =
        [
            ("已过有效期", county.Issue("李建国", from: TimeSpan.FromDays(-2), until: TimeSpan.FromDays(-1))),
            ("还没有到有效期", county.Issue("李建国", from: TimeSpan.FromDays(1))),
            ("密钥用法与用途不符", county.Issue("李建国", CertificateUse.Encryption)),
            ("扩展密钥用法不含身份鉴别", county.Issue("李建国", CertificateUse.Server)),
            ("机构的证书不能作为使用者的证书", county.Issue("李建国", CertificateUse.Authority)),
            ("不在受信任的机构之中", county.Issue("李建国", by: impostor)),
        ];
        foreach (var (reason, ukey) in refused)
        {
            var bound = await county.BindAsync("lijg", ukey.Certificate.Der);
            Assert.True(bound.Error?.Code == CryptoErrors.CertificateNotTrusted, reason);
            var told = bound.Error!.Arguments["reason"];
            Assert.True(told.Contains(reason, StringComparison.Ordinal) || reason.StartsWith("机构", StringComparison.Ordinal), told);
            Assert.NotNull((await county.Certificates.LookAsync(ukey.Certificate.Der, Never)).Value.Refusal);
        }

        var good = county.Issue("李建国");
        Assert.Null((await county.Certificates.LookAsync(good.Certificate.Der, Never)).Value.Refusal);
        Assert.True((await county.BindAsync("lijg", System.Text.Encoding.ASCII.GetBytes(good.Certificate.ToPem()))).IsSuccess);
        Assert.Equal(CertificateErrors.AlreadyBound, (await county.BindAsync("wangxy", good.Certificate.Der)).Error!.Code);
        Assert.Contains("secadmin identity.certificate.bind", county.Office.Audit.Lines);
    }

    [Theory]
    [BothDatabases]
    public async Task Half_a_certificate_a_megabyte_and_noise_are_refused_and_nothing_is_stored(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var der = county.Issue("李建国").Certificate.Der;
        for (var length = 0; length < der.Length; length += length < 40 ? 1 : 13)
        {
            Assert.Equal((length, CryptoErrors.CertificateUnreadable), (length, (await county.Certificates.LookAsync(der[..length], Never)).Error?.Code));
        }

        var padded = new byte[1 << 20];
        der.CopyTo(padded);
        Assert.Equal(CertificateErrors.TooLarge, (await county.BindAsync("lijg", padded)).Error!.Code);
        Assert.Equal(CertificateErrors.TooLarge, (await county.Certificates.ImportListAsync(county.Security, new byte[(4 << 20) + 1], Never)).Error!.Code);
        Assert.Equal(CryptoErrors.CertificateUnreadable, (await county.BindAsync("lijg", der[..^1])).Error!.Code);
        Assert.Empty((await county.Certificates.ListAsync(Never)).Value.Certificates);
    }

    [Theory]
    [BothDatabases]
    public async Task An_account_has_few_certificates_and_staff_lose_one_by_one_act(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var first = await county.BoundAsync("lijg");
        for (var i = 1; i < BindCertificate.MostOfOne; i++)
        {
            await county.BoundAsync("lijg");
        }

        Assert.Equal(CertificateErrors.TooMany, (await county.BindAsync("lijg", county.Issue("李建国").Certificate.Der)).Error!.Code);
        Assert.True((await county.Certificates.UnbindAsync(county.Security, "lijg", first.Certificate.Digest, Never)).IsSuccess);
        Assert.Equal(KernelErrors.NotFound, (await county.Certificates.UnbindAsync(county.Security, "lijg", first.Certificate.Digest, Never)).Error!.Code);
        Assert.Equal(BindCertificate.MostOfOne - 1, (await county.Certificates.ListAsync(Never)).Value.Certificates.Count);
        Assert.True((await county.BindAsync("wangxy", first.Certificate.Der)).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task An_administrators_certificate_is_bound_by_two_also_the_own_one_and_exactly_the_one_that_was_asked_for(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var (system, auditor) = (await county.Office.SignedInAsync("sysadmin"), await county.Office.SignedInAsync("auditor"));
        var ukey = county.Issue("auditor");
        foreach (var account in new[] { "auditor", "sysadmin", "secadmin" })
        {
            var alone = await county.BindAsync(account, ukey.Certificate.Der);
            Assert.Equal((ControlErrors.SecondPersonNeeded, "certificate.administrator-on"), (alone.Error!.Code, alone.Error.Choices.Single()));
        }

        // Who may be given every role is no business account.
        Assert.True((await county.Office.Get<IAccountAdministration>().CreateAsync(county.Office.As(system, "identity.account.create"), new NewAccount("newsec", "新人", "bgs", []), Never)).IsSuccess);
        Assert.Equal(ControlErrors.SecondPersonNeeded, (await county.BindAsync("newsec", ukey.Certificate.Der)).Error!.Code);
        Assert.Equal(ControlErrors.NotTheSecondPerson, (await county.BindByTwoAsync("auditor", ukey, auditor)).Error!.Code);
        Assert.Equal(AccessErrors.NotPermitted, (await county.BindByTwoAsync("auditor", ukey, county.SecurityAdministrator)).Error!.Code);
        Assert.Equal(KernelErrors.FieldInvalid, (await county.BindByTwoAsync("lijg", county.Issue("lijg"), system)).Error!.Code);
        Assert.Equal(CryptoErrors.CertificateNotTrusted, (await county.BindByTwoAsync("auditor", county.Issue("auditor", CertificateUse.Encryption), system)).Error!.Code);
        Assert.Empty((await county.Certificates.ListAsync(Never)).Value.Certificates);

        var bound = await county.BindByTwoAsync("auditor", ukey, system);
        Assert.True(bound.IsSuccess, bound.Error?.Text);
        Assert.Equal(ukey.Certificate.Digest, bound.Value.Parameters["sm3"]);
        Assert.Contains(ukey.Certificate.SerialNumber, bound.Value.Summary, StringComparison.Ordinal);
        var own = await county.BoundByTwoAsync("secadmin", "sysadmin");
        Assert.Equal(ukey.Certificate.Digest, (await county.Certificates.ListAsync(Never)).Value.Certificates.Single(c => c.Account == "auditor").Digest);
        Assert.True((await county.SignInAsync(own, "secadmin")).IsSuccess);
        Assert.Equal(CertificateErrors.Wanted, (await county.Office.SignInAsync("auditor", county.Office.Passwords["auditor"])).Error!.Code);
        Assert.Equal(2, county.Office.Audit.Lines.Count(l => l == "sysadmin identity.certificate.bind"));
    }

    [Theory]
    [BothDatabases]
    public async Task A_list_that_was_taken_out_lets_no_older_one_in(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var earlier = county.List(county.Authority);
        county.Office.Clock.Advance(TimeSpan.FromSeconds(1));
        var newest = county.List(county.Authority, new RevokedCertificate("0A", county.Office.Clock.Now, RevocationReason.KeyCompromise));
        Assert.True((await ImportAsync(county, newest)).IsSuccess);
        Assert.Equal(CertificateErrors.ListPresent, (await ImportAsync(county, newest)).Error!.Code);
        async Task RemoveAsync(string digest) => Assert.True((await county.Certificates.RemoveTrustAsync(county.Security, digest, Never)).IsSuccess);

        await RemoveAsync(Sm3.Digest(newest.Der.Span).ToString());
        Assert.Equal(CertificateErrors.ListOlder, (await ImportAsync(county, earlier)).Error!.Code);
        await RemoveAsync(county.Authority.Certificate.Digest);
        Assert.True((await AddAsync(county, TrustKind.Authority, county.Authority.Certificate)).IsSuccess);
        Assert.Equal(CertificateErrors.ListOlder, (await ImportAsync(county, earlier)).Error!.Code);

        // A later time with a number that went back, and the newest itself once more.
        county.Office.Clock.Advance(TimeSpan.FromSeconds(1));
        var back = county.Authority.Revoke([], county.Office.Clock.Now, county.Office.Clock.Now.Plus(TimeSpan.FromDays(30)), 1);
        Assert.Equal(CertificateErrors.ListOlder, (await ImportAsync(county, back)).Error!.Code);
        Assert.True((await ImportAsync(county, newest)).IsSuccess);

        // A node of before records were kept learns it when the list is taken out.
        Assert.Equal(2, await county.Office.TamperAsync("DELETE FROM id_trust_mark"));
        await RemoveAsync(Sm3.Digest(newest.Der.Span).ToString());
        Assert.Equal(CertificateErrors.ListOlder, (await ImportAsync(county, earlier)).Error!.Code);
        Assert.True(await county.Office.TamperAsync("UPDATE id_trust_mark SET list_utc = '2000-01-01 00:00:00.000000', list_number = NULL") > 0);
        Assert.Equal(DatabaseErrors.RowTampered, (await ImportAsync(county, earlier)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task The_page_shows_which_authority_has_no_list_that_holds(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var overview = county.Office.Get<TrustOverview>();
        var before = (await overview.ReadAsync(Never)).Value;
        Assert.Equal([TrustStanding.Good, TrustStanding.Good], before.Authorities.Select(a => a.List));
        Assert.Equal(["1", "2"], before.Lists.Select(l => l.Number));

        county.Office.Clock.Advance(TimeSpan.FromDays(28));
        Assert.All((await overview.ReadAsync(Never)).Value.Lists, l => Assert.Equal(TrustStanding.Expiring, l.Standing));
        county.Office.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal([TrustStanding.Over, TrustStanding.Over], (await overview.ReadAsync(Never)).Value.Authorities.Select(a => a.List));
        Assert.True((await county.Certificates.RemoveTrustAsync(county.Security, before.Lists[0].Sm3, Never)).IsSuccess);
        Assert.Equal([TrustStanding.Missing, TrustStanding.Over], (await overview.ReadAsync(Never)).Value.Authorities.Select(a => a.List));

        var (root, authority) = county.Make();
        var trust = county.Office.Get<TrustCommands>();
        var look = (await trust.LookAsync(root.Certificate.Der, Never)).Value;
        Assert.Equal((TrustKind.Anchor, root.Certificate.Digest, null), (look.Kind, look.Sm3, look.Refusal));
        Assert.Equal((TrustKind.Authority, "签发它的机构还没有登记"), ((await trust.LookAsync(authority.Certificate.Der, Never)).Value.Kind, (await trust.LookAsync(authority.Certificate.Der, Never)).Value.Refusal));
        Assert.NotNull((await trust.LookAsync(county.Root.Certificate.Der, Never)).Value.Refusal);
        Assert.Equal("它不是签发机构的证书", (await trust.LookAsync(county.Issue("李建国").Certificate.Der, Never)).Value.Refusal);
    }

    [Theory]
    [BothDatabases]
    public async Task A_certificate_is_told_of_in_its_last_thirty_days_unless_a_newer_one_is_there(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var ukey = county.Issue("李建国", until: TimeSpan.FromDays(40));
        Assert.True((await county.BindAsync("lijg", ukey.Certificate.Der)).IsSuccess);
        Assert.Null(await NoticeAsync(county));
        county.Office.Clock.Advance(TimeSpan.FromDays(11));
        await county.ListsAsync();

        Assert.Equal(28, (await NoticeAsync(county))!.DaysLeft);
        Assert.Equal(CertificateStanding.Expiring, Assert.Single((await county.Certificates.ListAsync(Never)).Value.Certificates).Standing);
        await county.BoundAsync("lijg");
        Assert.Null(await NoticeAsync(county));
    }

    [Theory]
    [BothDatabases]
    public async Task A_revocation_list_comes_from_a_registered_authority_and_is_never_replaced_by_an_older_one(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var earlier = county.List(county.Authority);
        var ukey = await county.BoundAsync("lijg");
        await county.ListsAsync(new RevokedCertificate(ukey.Certificate.SerialNumber, county.Office.Clock.Now, RevocationReason.KeyCompromise));

        Assert.Equal(CertificateErrors.ListOlder, (await county.Certificates.ImportListAsync(county.Security, earlier.Der, Never)).Error!.Code);
        var (_, impostor) = county.Make();
        county.Office.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(CertificateErrors.ListOfStranger, (await county.Certificates.ImportListAsync(county.Security, county.List(impostor).Der, Never)).Error!.Code);
        Assert.Equal(2, (await county.Certificates.ListAsync(Never)).Value.Trust.Count(t => t.Kind == TrustKind.RevocationList));
        Assert.Equal(CertificateErrors.LoginWrong, (await county.SignInAsync(ukey, "lijg")).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task An_authority_is_registered_once_and_one_in_between_only_below_a_registered_root(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var (root, authority) = county.Make();
        Assert.Equal(CertificateErrors.AuthorityKnown, (await AddAsync(county, TrustKind.Anchor, county.Root.Certificate)).Error!.Code);
        Assert.Equal("它不是自签的根证书", (await AddAsync(county, TrustKind.Anchor, authority.Certificate)).Error!.Arguments["reason"]);
        Assert.Equal("签发它的机构还没有登记", (await AddAsync(county, TrustKind.Authority, authority.Certificate)).Error!.Arguments["reason"]);
        Assert.Equal("它不是签发机构的证书", (await AddAsync(county, TrustKind.Anchor, county.Issue("李建国").Certificate)).Error!.Arguments["reason"]);
        var alone = await AddAsync(county, TrustKind.Anchor, root.Certificate);
        Assert.Equal((ControlErrors.SecondPersonNeeded, Anchor), (alone.Error!.Code, alone.Error.Choices.Single()));

        var ukey = await county.BoundAsync("lijg");
        Assert.True((await county.Certificates.RemoveTrustAsync(county.Security, county.Authority.Certificate.Digest, Never)).IsSuccess);
        Assert.Equal(KernelErrors.NotFound, (await county.Certificates.RemoveTrustAsync(county.Security, "0000", Never)).Error!.Code);
        Assert.Equal(CertificateErrors.LoginWrong, (await county.SignInAsync(ukey, "lijg")).Error!.Code);
        Assert.Contains("secadmin identity.trust.remove", county.Office.Audit.Lines);
    }

    [Theory]
    [BothDatabases]
    public async Task An_authority_of_ones_own_certifies_nobody_until_another_administrator_has_looked_at_its_root(string provider)
    {
        await using var county = await CertifiedOffice.OpenAsync(provider);
        var (root, authority) = county.Make();
        var forged = county.Issue("李建国", by: authority);
        var (security, system, auditor) = (county.SecurityAdministrator, await county.Office.SignedInAsync("sysadmin"), await county.Office.SignedInAsync("auditor"));
        Task<Result<ControlRequestView>> AskAsync(Caller asks, Caller approves, Sm2Certificate anchor) =>
            county.Office.TogetherAsync((asks, approves), Anchor, new() { ["certificate"] = Convert.ToBase64String(anchor.Der.Span) });

        Assert.Equal(ControlErrors.SecondPersonNeeded, (await AddAsync(county, TrustKind.Anchor, root.Certificate)).Error!.Code);
        Assert.Equal("签发它的机构还没有登记", (await AddAsync(county, TrustKind.Authority, root.Certificate)).Error!.Arguments["reason"]);
        Assert.Equal(CryptoErrors.CertificateNotTrusted, (await county.BindAsync("lijg", forged.Certificate.Der)).Error!.Code);
        Assert.Equal(AccessErrors.NotPermitted, (await AskAsync(security, security, root.Certificate)).Error!.Code);
        Assert.Equal(AccessErrors.NotPermitted, (await AskAsync(system, auditor, root.Certificate)).Error!.Code);
        Assert.Equal("它不是自签的根证书", (await AskAsync(security, system, authority.Certificate)).Error!.Arguments["reason"]);
        Assert.Equal(CertificateErrors.AuthorityKnown, (await AskAsync(security, system, county.Root.Certificate)).Error!.Code);
        Assert.DoesNotContain((await county.Certificates.ListAsync(Never)).Value.Trust, t => t.Digest == root.Certificate.Digest);

        var registered = await AskAsync(security, auditor, root.Certificate);
        Assert.Equal(ControlStates.Done, registered.Value.State);
        Assert.Equal(root.Certificate.Digest, registered.Value.Parameters["sm3"]);
        Assert.Contains(root.Certificate.Digest, registered.Value.Summary, StringComparison.Ordinal);
        Assert.Contains("auditor identity.trust.add", county.Office.Audit.Lines);
        Assert.True((await AddAsync(county, TrustKind.Authority, authority.Certificate)).IsSuccess);
        var shown = (await county.Office.Get<TrustOverview>().ReadAsync(Never)).Value.Authorities.Single(a => a.Sm3 == root.Certificate.Digest);
        Assert.Equal((TrustKind.Anchor, security.Name), (shown.Kind, shown.SetBy));
    }

    private static Task<Result<TrustLine>> ImportAsync(CertifiedOffice county, Sm2RevocationList list) => county.Certificates.ImportListAsync(county.Security, list.Der, Never);

    private static Task<Result<TrustLine>> AddAsync(CertifiedOffice county, TrustKind kind, Sm2Certificate certificate) =>
        county.Certificates.AddAuthorityAsync(county.Security, kind, certificate.Der, Never);

    private static async Task<CertificateNotice?> NoticeAsync(CertifiedOffice county)
    {
        var user = (await county.Certificates.ListAsync(Never)).Value.Certificates.Count;
        Assert.NotEqual(0, user);
        var lists = county.Office.Get<CertificateLists>();
        await using var session = await county.Office.Get<Database.Work.IUnitsOfWork>().ReadAsync(Database.Scope.DataScope.WholeNode, Never);
        var account = await county.Office.Get<Store.Accounts>().FindAsync(session, "lijg", Never);
        return (await lists.NoticeAsync(session, account.Value!.UserId, Never)).Value;
    }
}
