using System.Text;
using Guotu.Crypto;
using Guotu.Crypto.Certificates;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Certificates;
using Guotu.Identity.Contracts;
using Guotu.Identity.Login;
using Guotu.Identity.Sessions;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Tests;

/// <summary>A person's UKey and its agent, written from <c>docs/formats/ukey-agent.md</c> alone.</summary>
internal sealed record PeerUKey(Sm2Certificate Certificate, Sm2PrivateKey Key)
{
    public const string Origin = "https://guotu.xixiang.local";

    /// <summary>What a page would put beside the password; each part may be another than it should.</summary>
    public Func<string, object> Answer(string account, string password, string purpose = "login", Wrong? wrong = null) => nonce =>
    {
        var w = wrong ?? new Wrong();
        var origin = w.Origin ?? Origin;
        var text = $"guotu-certificate-statement 1\npurpose: {purpose}\nnode: {w.Node ?? "610724 西乡县自然资源局"}\naccount: {w.Account ?? account}\norigin: {origin}\nchallenge: {w.Challenge ?? nonce}\n";
        var signature = w.Signature ?? Convert.ToHexString(Sm2.Sign(w.Key ?? Key, Encoding.UTF8.GetBytes(text), w.UserId ?? Sm2.DefaultUserId)).ToLowerInvariant();
        return new { nonce, password, certificate = (w.Certificate ?? Certificate).Digest, signature, origin };
    };

    public sealed record Wrong
    {
        public string? Account { get; init; }

        public string? Node { get; init; }

        public string? Origin { get; init; }

        public string? Challenge { get; init; }

        public string? Signature { get; init; }

        public string? UserId { get; init; }

        public Sm2PrivateKey? Key { get; init; }

        public Sm2Certificate? Certificate { get; init; }
    }
}

/// <summary>The authority of the county's certificates, and an office that trusts it.</summary>
internal sealed class CertifiedOffice : IAsyncDisposable
{
    private static readonly CertificateSubject RootName = new("西乡县自然资源局", null, "测试根证书");
    private static readonly CertificateSubject AuthorityName = new("西乡县自然资源局", "证书", "测试签发机构");
    private readonly SystemRandomSource _random = new();
    private long _number;

    /// <summary>False where the office was opened by somebody else, who also closes it.</summary>
    private bool _closes = true;

    private CertifiedOffice(Office office)
    {
        Office = office;
        (Root, Authority) = Make();
    }

    public Office Office { get; }

    public CertificateAuthority Root { get; }

    public CertificateAuthority Authority { get; }

    /// <summary>The security administrator, signed in before anything was bound.</summary>
    public Caller SecurityAdministrator { get; private set; } = null!;

    public CommandContext Security => Office.As(SecurityAdministrator, BindCertificate.BindKind);

    public ICertificateAdministration Certificates => Office.Get<ICertificateAdministration>();

    public static async Task<CertifiedOffice> OpenAsync(string provider, bool demonstration = true) => await TrustingAsync(new CertifiedOffice(await Office.OpenAsync(provider, demonstration)));

    /// <summary>The same in an office that is open already.</summary>
    public static Task<CertifiedOffice> OverAsync(Office office) => TrustingAsync(new CertifiedOffice(office) { _closes = false });

    private static async Task<CertifiedOffice> TrustingAsync(CertifiedOffice made)
    {
        made.SecurityAdministrator = await made.Office.SignedInAsync("secadmin");
        // As two persons do it; CertificateBindingTests has the act itself, which costs a login more.
        Assert.True((await made.Office.Get<IUnitsOfWork>().RunAsync(
            made.Security,
            (work, ct) => made.Office.Get<TrustCommands>().WriteAuthorityAsync(work, new NewAuthority(TrustKind.Anchor, made.Root.Certificate, work.Context.Actor.UserId), ct),
            CancellationToken.None)).IsSuccess);
        Assert.True((await made.Certificates.AddAuthorityAsync(made.Security, TrustKind.Authority, made.Authority.Certificate.Der, CancellationToken.None)).IsSuccess);
        await made.ListsAsync();
        return made;
    }

    /// <summary>A root and an authority of the same names, with keys of their own.</summary>
    public (CertificateAuthority Root, CertificateAuthority Authority) Make()
    {
        var root = CertificateAuthority.MakeRoot(Order(CertificateUse.Authority, RootName) with { PathLength = 1 }, Sm2PrivateKey.Generate(_random), _random);
        var key = Sm2PrivateKey.Generate(_random);
        return (root, new CertificateAuthority(root.Issue(Order(CertificateUse.Authority, AuthorityName), key.PublicKey), key, _random));
    }

    /// <summary>Fresh lists of both authorities, brought in.</summary>
    public async Task ListsAsync(params RevokedCertificate[] revoked)
    {
        // Lists tell whole seconds: the next one is a second later.
        Office.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var list in new[] { List(Root), List(Authority, revoked) })
        {
            var imported = await Certificates.ImportListAsync(Security, list.Der, CancellationToken.None);
            Assert.True(imported.IsSuccess, imported.Error?.Text);
        }
    }

    public Sm2RevocationList List(CertificateAuthority of, params RevokedCertificate[] revoked) =>
        of.Revoke(revoked, Office.Clock.Now, Office.Clock.Now.Plus(TimeSpan.FromDays(30)), ++_number);

    public PeerUKey Issue(string name, CertificateUse use = CertificateUse.Authentication, CertificateAuthority? by = null, TimeSpan? from = null, TimeSpan? until = null)
    {
        var key = Sm2PrivateKey.Generate(_random);
        var order = Order(use, new CertificateSubject("西乡县自然资源局", "行政审批股", name)) with
        {
            From = Office.Clock.Now.Plus(from ?? TimeSpan.FromHours(-1)), Until = Office.Clock.Now.Plus(until ?? TimeSpan.FromDays(365)),
        };
        return new PeerUKey((by ?? Authority).Issue(order, key.PublicKey), key);
    }

    public async Task<PeerUKey> BoundAsync(string account)
    {
        var ukey = Issue(account);
        var bound = await BindAsync(account, ukey.Certificate.Der);
        Assert.True(bound.IsSuccess, bound.Error?.Text);
        return ukey;
    }

    /// <summary>An administrator's, asked for by the security administrator and approved by another.</summary>
    public async Task<PeerUKey> BoundByTwoAsync(string account, string approver)
    {
        var ukey = Issue(account);
        var bound = await BindByTwoAsync(account, ukey, await Office.SignedInAsync(approver));
        Assert.True(bound.IsSuccess, bound.Error?.Text);
        return ukey;
    }

    public Task<Result<ControlRequestView>> BindByTwoAsync(string account, PeerUKey ukey, Caller approver) => Office.TogetherAsync(
        (SecurityAdministrator, approver), "certificate.administrator-on", new() { ["account"] = account, ["certificate"] = Convert.ToBase64String(ukey.Certificate.Der.Span) });

    public Task<Result<CertificateLook>> BindAsync(string account, ReadOnlyMemory<byte> certificate) =>
        Certificates.BindAsync(Security, new NewCertificate(account, certificate), CancellationToken.None);

    public Task<Result<SignedIn>> SignInAsync(PeerUKey ukey, string account, string? password = null, string purpose = "login", PeerUKey.Wrong? wrong = null) =>
        SendAsync(account, Office.Seal(ukey.Answer(account, password ?? Office.Passwords[account], purpose, wrong)));

    public Task<Result<SignedIn>> SendAsync(string account, string cipher) => Office.Get<SignIn>().RunAsync(account, cipher, "10.1.3.7", CancellationToken.None);

    public async Task<Result> ProveAsync(string token, PeerUKey ukey, string account, string purpose = "proof")
    {
        var caller = (await Office.CallerAsync(token)).Value;
        var cipher = Office.Seal(ukey.Answer(account, Office.Passwords[account], purpose));
        return await Office.Get<ProveAgain>().RunAsync(Office.As(caller, ProveAgain.Kind), Office.Get<SessionTokens>().DigestOf(token).Value, cipher, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _closes ? Office.DisposeAsync() : ValueTask.CompletedTask;

    private CertificateOrder Order(CertificateUse use, CertificateSubject subject) =>
        new(use, subject, Office.Clock.Now.Plus(TimeSpan.FromHours(-1)), Office.Clock.Now.Plus(TimeSpan.FromDays(3650)));
}
