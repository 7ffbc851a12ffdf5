using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Login;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ShowEvidence;

/// <inheritdoc cref="ILoginEvidence"/>
internal sealed class LoginEvidence(IUnitsOfWork units, Accounts accounts, PasswordPolicies policies, RoleLogins roles, IClock clock) : ILoginEvidence
{
    private const string Scheme = "$pbkdf2-sm3$";

    public async Task<Result<LoginFacts>> ReadAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var (words, tried) = (new List<PolicyFact>(), new List<TriedPassword>());
        foreach (var (audience, name) in new[] { (PasswordAudience.Administrators, "三员"), (PasswordAudience.Staff, "业务人员") })
        {
            var policy = await policies.ReadAsync(session, audience, ct);
            if (policy.Error is { } tampered)
            {
                return tampered;
            }

            words.Add(new PolicyFact(name, WordsOf(policy.Value), PolicyKeepsToTheStandard.Breach(audience, policy.Value) is null));
            tried.AddRange(WeakPasswords.Try(policy.Value, name));
        }

        var logins = await roles.AllAsync(session, ct);
        if (logins.Error is { } altered)
        {
            return altered;
        }

        var rows = await Accounts.AllAsync(session, ct);
        var holders = await HoldersAsync(session, rows, logins.Value.ToDictionary(r => r.Code, StringComparer.Ordinal), ct);
        return new LoginFacts
        {
            Policies = words,
            Tried = tried,
            FailuresToLock = LoginAttempts.Most,
            LockedFor = LoginAttempts.LockedFor,
            Administrators = holders.Administrators,
            Mixed = holders.Mixed,
            StoredPasswords = (rows.Count, rows.Count - rows.Where(r => r.PasswordHash.StartsWith(Scheme, StringComparison.Ordinal)).Select(r => r.PasswordHash).Distinct().Count()),
            DynamicPasswordExamples = (PublishedExamples.All.Count, PublishedExamples.All.Count(e => !e.Holds)),
        };
    }

    private static string WordsOf(PasswordPolicy p) => FormattableString.Invariant(
        $"最短 {p.LeastLength} 位,{p.LeastClasses} 类字符,最近 {p.Remembered} 次不得重用,{p.LongestDays} 天有效,{p.InactiveDays} 天未登录算长期未用");

    private async Task<Holders> HoldersAsync(IReadSession session, IReadOnlyList<AccountRow> rows, Dictionary<string, RoleLogin> roleOf, CancellationToken ct)
    {
        var bound = await OtpBindings.ConfirmedAsync(session, ct);
        var holders = new Holders([], []);
        foreach (var row in rows.Where(r => r.IsEnabled))
        {
            var grants = await accounts.GrantsAsync(session, row, ct);
            var held = grants.IsSuccess
                ? grants.Value.Where(g => !g.IsRevoked && (g.UntilOn is null || g.UntilOn >= clock.Today)).Select(g => roleOf.GetValueOrDefault(g.RoleCode)).OfType<RoleLogin>().ToList()
                : [];
            var kinds = held.Select(r => r.Holder).Distinct().ToList();
            if (kinds.Count > 1)
            {
                holders.Mixed.Add(row.AccountName);
            }

            foreach (var kind in kinds.Where(k => k != PermissionHolder.Business))
            {
                holders.Administrators.Add(new AdministratorFact(row.AccountName, kind.ToString(), held.Any(r => r.NeedsSecond), bound.Contains(row.UserId)));
            }
        }

        return holders;
    }

    private sealed record Holders(List<AdministratorFact> Administrators, List<string> Mixed);
}
