using Guotu.Crypto;
using Guotu.Database.Sessions;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Certificates;
using Guotu.Identity.Contracts;
using Guotu.Identity.Login;
using Guotu.Identity.OpenId.Upstream.Store;
using Guotu.Identity.SecondFactor;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.Upstream.SignIn;

/// <summary>
/// The account behind a person of the city's provider (市级身份的账号): bound by the security administrator, never made or found by a name. The three administrators come in by
/// the platform's own login alone, so that nobody outside becomes one.
/// </summary>
internal sealed class UpstreamAccounts(Accounts accounts, Clearances clearances, Bindings bindings, SecondFactorCheck factors, LoginAttempts attempts, NodeSettings node, IClock clock)
{
    /// <summary>Longer than any session policy lets a proof count: acts that want one want the password of this platform.</summary>
    private static readonly TimeSpan NotHere = TimeSpan.FromDays(1);

    public async Task<Result<AccountRow>> OfSubjectAsync(ISqlSession session, string issuer, string subject, CancellationToken ct)
    {
        var bound = await bindings.OfSubjectAsync(session, issuer, subject, ct);
        return bound.Error is { } tampered ? tampered
            : bound.Value is { } row ? await UsableAsync(session, row.UserId, ct)
            : new Error(UpstreamErrors.NotBound);
    }

    /// <summary>Takes an attempt as any login does, so that a lock holds here too, and looks at our second factor unless the city's login stands for it.</summary>
    public async Task<Result<ProvedAccount>> ProveAsync(ISqlSession session, long userId, SecondFactorOf second, string? code, CancellationToken ct)
    {
        var found = await UsableAsync(session, userId, ct);
        if (found.Error is { } unusable)
        {
            return unusable;
        }

        var taken = await attempts.TakeAsync(found.Value.AccountName, ct);
        if (taken.Error is { } locked)
        {
            return locked;
        }

        var asked = new LoginProof(found.Value.AccountName, SecretText.Empty, code);
        var outcome = second == SecondFactorOf.City && node.UpstreamCountsSecond ? new FactorFinding(FactorOutcome.NotBound) : await factors.RunAsync(session, found.Value, asked, ct);
        if (outcome.Error is { } tampered)
        {
            return tampered;
        }

        switch (outcome.Value.Outcome)
        {
            case FactorOutcome.NotBound or FactorOutcome.Right:
                return new ProvedAccount(found.Value, taken.Value) { Means = "(市级统一登录)", ProvedBefore = NotHere };
            case FactorOutcome.Wanted:
                await attempts.GiveBackAsync(found.Value.AccountName, ct);
                return new Error(IdentityErrors.SecondFactorWanted);
            case FactorOutcome.CertificateWanted:
                // A certificate signs for the platform's own login: the way back from the city has no place to ask for it.
                await attempts.GiveBackAsync(found.Value.AccountName, ct);
                return new Error(CertificateErrors.Wanted);
            default:
                return new Error(IdentityErrors.SecondFactorWrong, ("left", taken.Value.Left));
        }
    }

    private async Task<Result<AccountRow>> UsableAsync(ISqlSession session, long userId, CancellationToken ct)
    {
        var found = await accounts.FindAsync(session, userId, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        if (found.Value is not { IsEnabled: true } row || (row.ExpiresOn is { } last && last < clock.Today))
        {
            return new Error(UpstreamErrors.NotBound);
        }

        var administers = await clearances.AdministersAsync(session, row, ct);
        return administers.Error is { } altered ? altered
            : administers.Value ? new Error(UpstreamErrors.NotBound)
            : row;
    }
}

/// <summary>Whose second factor a login over the city's provider has.</summary>
internal enum SecondFactorOf
{
    /// <summary>平台自己的.</summary>
    Platform,

    /// <summary>市级登录已经算作第二因素.</summary>
    City,
}
