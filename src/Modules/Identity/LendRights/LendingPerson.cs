using Guotu.Database.Sessions;
using Guotu.Hosting.Modules;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.LendRights;

/// <summary>A person as delegation looks at one (委托双方): what is held by own grants and posts now, never what was lent.</summary>
internal sealed record LendingPerson
{
    public required long UserId { get; init; }

    public required string Account { get; init; }

    public required string Name { get; init; }

    public required long OrganisationId { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>Holds a business role and none of an administrator.</summary>
    public required bool IsStaff { get; init; }

    /// <summary>How far the grants reach, as text to be compared.</summary>
    public required string Reach { get; init; }

    public required IReadOnlySet<string> Roles { get; init; }

    public required IReadOnlySet<string> Posts { get; init; }
}

/// <summary>Reads persons from their rows; a tampered row refuses.</summary>
internal sealed class LendingPersons(Accounts accounts, IClock clock)
{
    private const string HoldersSql = "SELECT DISTINCT holder_kind FROM id_role WHERE role_code IN :p_roles";
    private const string PostsSql = "SELECT post_code FROM id_user_post WHERE user_id = :p_id";

    public async Task<Result<LendingPerson>> OfAsync(ISqlSession session, AccountRow account, CancellationToken ct)
    {
        var grants = await accounts.GrantsAsync(session, account, ct);
        if (grants.Error is { } tampered)
        {
            return tampered;
        }

        var today = clock.Now.LocalDate;
        var valid = grants.Value.Where(g => !g.IsRevoked && (g.UntilOn is null || g.UntilOn >= today)).ToList();
        var roles = valid.Select(g => g.RoleCode).ToHashSet(StringComparer.Ordinal);
        var holders = roles.Count == 0 ? [] : await session.QueryAsync<string>(HoldersSql, new { p_roles = roles.ToList() }, ct);
        return new LendingPerson
        {
            UserId = account.UserId,
            Account = account.AccountName,
            Name = account.UserName,
            OrganisationId = account.OrgId,
            Enabled = account.IsEnabled && (account.ExpiresOn is null || account.ExpiresOn >= today),
            IsStaff = holders.Count > 0 && holders.All(h => h == nameof(PermissionHolder.Business)),
            Reach = string.Join(';', valid.Select(g => $"{g.ScopeKind}:{g.ScopeValue}").Distinct().Order(StringComparer.Ordinal)),
            Roles = roles,
            Posts = (await session.QueryAsync<string>(PostsSql, new { p_id = account.UserId }, ct)).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Null where there is no such account.</summary>
    public async Task<Result<LendingPerson?>> OfAsync(ISqlSession session, long userId, CancellationToken ct)
    {
        var account = await accounts.FindAsync(session, userId, ct);
        if (account.Error is { } tampered)
        {
            return tampered;
        }

        return account.Value is { } row ? (await OfAsync(session, row, ct)).Map<LendingPerson?>(p => p) : Result<LendingPerson?>.Of(null);
    }
}
