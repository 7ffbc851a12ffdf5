using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Certificates;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Login;
using Guotu.Identity.ReviewAccess;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ShowEvidence;

/// <inheritdoc cref="ILoginEvidence"/>
internal sealed class LoginEvidence(
    IUnitsOfWork units, Accounts accounts, PasswordPolicies policies, SessionPolicies sessions, RoleLogins roles, OtpBindings bindings, CertificateBindings certificates, ReviewEvidence reviews, IClock clock) : ILoginEvidence
{
    private static readonly (PasswordAudience Audience, string Name)[] Audiences = [(PasswordAudience.Administrators, "三员"), (PasswordAudience.Staff, "业务人员")];

    private const string Scheme = "$pbkdf2-sm3$";

    public async Task<Result<LoginFacts>> ReadAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var (words, tried) = (new List<PolicyFact>(), new List<TriedPassword>());
        foreach (var (audience, name) in Audiences)
        {
            var policy = await policies.ReadAsync(session, audience, ct);
            if (policy.Error is { } tampered)
            {
                return tampered;
            }

            words.Add(new PolicyFact(name, WordsOf(policy.Value), PolicyKeepsToTheStandard.Breach(audience, policy.Value) is null));
            tried.AddRange(WeakPasswords.Try(policy.Value, name));
        }

        var times = await SessionsAsync(session, ct);
        if (times.Error is { } changed)
        {
            return changed;
        }

        var logins = await roles.AllAsync(session, ct);
        if (logins.Error is { } altered)
        {
            return altered;
        }

        var rows = await Accounts.AllAsync(session, ct);
        var held = await HoldersAsync(session, rows, logins.Value.ToDictionary(r => r.Code, StringComparer.Ordinal), ct);
        if (held.Error is { } forged)
        {
            return forged;
        }

        return new LoginFacts
        {
            Policies = words,
            Sessions = times.Value,
            Organisations = await reviews.ReadAsync(session, [.. rows.Where(r => r.IsEnabled).Select(r => r.OrgId).Distinct()], ct),
            ReviewedEvery = ReviewLists.EveryDays,
            Tried = tried,
            FailuresToLock = LoginAttempts.Most,
            LockedFor = LoginAttempts.LockedFor,
            Administrators = held.Value.Administrators,
            Mixed = held.Value.Mixed,
            StoredPasswords = (rows.Count, rows.Count - rows.Where(r => r.PasswordHash.StartsWith(Scheme, StringComparison.Ordinal)).Select(r => r.PasswordHash).Distinct().Count()),
            DynamicPasswordExamples = (PublishedExamples.All.Count, PublishedExamples.All.Count(e => !e.Holds)),
        };
    }

    private async Task<Result<IReadOnlyList<SessionFact>>> SessionsAsync(IReadSession session, CancellationToken ct)
    {
        var facts = new List<SessionFact>();
        foreach (var (audience, name) in Audiences)
        {
            var policy = await sessions.ReadAsync(session, audience, ct);
            if (policy.Error is { } tampered)
            {
                return tampered;
            }

            var p = policy.Value;
            facts.Add(new SessionFact(
                name,
                FormattableString.Invariant($"闲置 {p.IdleMinutes} 分钟失效,一次登录最长 {p.LongestHours} 小时,同时 {p.MostSessions} 个"),
                p.IdleMinutes,
                SessionPolicyKeepsToTheStandard.Breach(audience, p) is null));
        }

        return facts;
    }

    private static string WordsOf(PasswordPolicy p) => FormattableString.Invariant(
        $"最短 {p.LeastLength} 位,{p.LeastClasses} 类字符,最近 {p.Remembered} 次不得重用,{p.LongestDays} 天有效,{p.InactiveDays} 天未登录算长期未用");

    /// <summary>Refused where an account, its grants or its token are not as they were written: nothing is shown of such.</summary>
    private async Task<Result<Holders>> HoldersAsync(IReadSession session, IReadOnlyList<AccountRow> rows, Dictionary<string, RoleLogin> roleOf, CancellationToken ct)
    {
        var holders = new Holders([], []);
        foreach (var row in rows.Where(r => r.IsEnabled))
        {
            var grants = accounts.IsIntact(row) ? await accounts.GrantsAsync(session, row, ct) : new Error(IdentityErrors.AccountTampered, ("account", row.AccountName));
            var binding = await bindings.FindAsync(session, row.UserId, ct);
            using var seed = binding.IsSuccess ? binding.Value : null;
            var own = await certificates.OfUserAsync(session, row.UserId, ct);
            if ((grants.Error ?? binding.Error ?? own.Error) is { } tampered)
            {
                return tampered;
            }

            var held = grants.Value.Where(g => !g.IsRevoked && (g.UntilOn is null || g.UntilOn >= clock.Today)).Select(g => roleOf.GetValueOrDefault(g.RoleCode)).OfType<RoleLogin>().ToList();
            var kinds = held.Select(r => r.Holder).Distinct().ToList();
            if (kinds.Count > 1)
            {
                holders.Mixed.Add(row.AccountName);
            }

            foreach (var kind in kinds.Where(k => k != PermissionHolder.Business))
            {
                holders.Administrators.Add(new AdministratorFact(row.AccountName, kind.ToString(), held.Any(r => r.NeedsSecond), own.Value.Count > 0 || binding.Value is { IsConfirmed: true }));
            }
        }

        return holders;
    }

    private sealed record Holders(List<AdministratorFact> Administrators, List<string> Mixed);
}
