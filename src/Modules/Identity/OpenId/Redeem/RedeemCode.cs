using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Identity.OpenId.Store;
using Guotu.Identity.OpenId.TellPerson;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Redeem;

/// <summary>
/// Redeems a code (兑换授权码). Whatever becomes of it, it is used up; one that comes a second time, from another system or without its
/// verifier was stolen or copied: what was issued for it ends.
/// </summary>
internal sealed class RedeemCode(IUnitsOfWork units, SignOns signOns, SignedOnPersons persons, IdTokens idTokens)
{
    private const int LongestCode = 100;
    private const int LeastVerifier = 43;
    private const int MostVerifier = 128;

    /// <summary>A refusal of the protocol is no refused unit: what it ends has to stay ended.</summary>
    public Task<Result<Redeemed>> RunAsync(CallingSystem system, CodeGiven given, CancellationToken ct)
    {
        var accessToken = signOns.NewSecret();
        return units.RunAsync<Redeemed>(system.Command(OpenIdKinds.Redeem), (work, token) => RedeemAsync(work, system, new Redeeming(given, accessToken), token), ct);
    }

    private async Task<Result<Redeemed>> RedeemAsync(IUnitOfWork work, CallingSystem system, Redeeming redeeming, CancellationToken ct)
    {
        var given = redeeming.Given;
        var found = given.Code.Length is 0 or > LongestCode ? Result<SignOnRow?>.Of(null) : await signOns.ByCodeAsync(work, given.Code, ct);
        if (found.Error is { } noKey)
        {
            return noKey;
        }

        if (found.Value is not { } row)
        {
            return new Error(OpenIdErrors.CodeRefused, ("reason", "没有这个授权码"));
        }

        var isFirst = await SignOns.UseAsync(work, row.SignOnId, ct);
        if (Suspicion(row, system, given, isFirst) is { } suspicion)
        {
            await SignOns.EndAsync(work, row.SignOnId, ct);
            work.Audit(EntryOf(OpenIdKinds.Reuse, row, $"{suspicion},已签发的一并作废"));
            return Redeemed.Nothing;
        }

        if (row.CreatedUtc.Plus(OpenIdTerms.CodeGoodFor) < work.At)
        {
            work.Audit(EntryOf(OpenIdKinds.Redeem, row, "授权码过期,没有签发"));
            return Redeemed.Nothing;
        }

        return await IssueAsync(work, system, new IssuedToken(row, redeeming.AccessToken, work.At), ct);
    }

    private async Task<Result<Redeemed>> IssueAsync(IUnitOfWork work, CallingSystem system, IssuedToken issued, CancellationToken ct)
    {
        var row = issued.SignOn;
        var person = await persons.FindAsync(work, row.SessionId, system.Address, ct);
        if (!person.IsSuccess || !system.Client.IsFor(person.Value.Roles))
        {
            work.Audit(EntryOf(OpenIdKinds.Redeem, row, "登录者的会话或权限已不在,没有签发"));
            return Redeemed.Nothing;
        }

        var (digest, idToken) = (signOns.DigestOfToken(issued.AccessToken), await idTokens.MakeAsync(work, system, issued, ct));
        if ((digest.Error ?? idToken.Error) is { } noKey)
        {
            return noKey;
        }

        await SignOns.IssueAsync(work, row.SignOnId, digest.Value, ct);
        work.Audit(EntryOf(OpenIdKinds.Redeem, row, $"为 {person.Value.Account} 签发身份令牌和访问令牌"));
        return new Redeemed(issued.AccessToken, idToken.Value, row.ScopesText);
    }

    private static string? Suspicion(SignOnRow row, CallingSystem system, CodeGiven given, bool isFirst) =>
        row.ClientKey != system.Client.ClientKey ? "授权码由别的系统提交"
        : !isFirst ? "授权码重复提交"
        : row.RedirectUri != given.RedirectUri ? "回调地址与申请时不同"
        : !IsVerifier(given.Verifier, row.ChallengeText) ? "PKCE 验证值不对"
        : null;

    private static bool IsVerifier(string verifier, string challenge) =>
        verifier.Length is >= LeastVerifier and <= MostVerifier && verifier.All(char.IsAscii)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), Encoding.ASCII.GetBytes(challenge));

    private static AuditEntry EntryOf(string kind, SignOnRow row, string summary) =>
        new(kind, "openid-sign-on", row.SignOnId.ToString(CultureInfo.InvariantCulture), summary);

    private sealed record Redeeming(CodeGiven Given, string AccessToken);
}

/// <summary>A code as a system gives it back.</summary>
internal sealed record CodeGiven(string Code, string RedirectUri, string Verifier);

/// <summary>What a system gets for a code.</summary>
internal sealed record Redeemed(string AccessToken, string IdToken, string Scopes)
{
    public static readonly Redeemed Nothing = new(string.Empty, string.Empty, string.Empty);

    public bool IsNothing => AccessToken.Length == 0;
}
