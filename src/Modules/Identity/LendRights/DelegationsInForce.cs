using Guotu.Database.Sessions;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.LendRights;

/// <summary>
/// What a person was lent and may use now (生效中的委托): confirmed, not ended, not over, and only as far as the lender still holds it, is still
/// enabled and of the same reach. Looked at anew at each request, so that a revoked grant of the lender ends it at once.
/// </summary>
internal sealed class DelegationsInForce(Delegations delegations, LendingPersons persons, Accounts accounts, IClock clock)
{
    public async Task<Result<IReadOnlyList<LentRights>>> OfAsync(ISqlSession session, AccountRow account, CancellationToken ct)
    {
        var found = await delegations.InForceAsync(session, account.UserId, clock.Now.LocalDate, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        if (found.Value.Count == 0)
        {
            return Result<IReadOnlyList<LentRights>>.Of([]);
        }

        var to = await persons.OfAsync(session, account, ct);
        if (to.Error is { } broken)
        {
            return broken;
        }

        var lent = new List<LentRights>();
        foreach (var row in found.Value)
        {
            var rights = await RightsAsync(session, row, to.Value, ct);
            if (rights.Error is { } unreadable)
            {
                return unreadable;
            }

            if (rights.Value.Roles.Count + rights.Value.Posts.Count > 0)
            {
                lent.Add(rights.Value);
            }
        }

        return lent;
    }

    private async Task<Result<LentRights>> RightsAsync(ISqlSession session, DelegationRow row, LendingPerson to, CancellationToken ct)
    {
        var account = await accounts.FindAsync(session, row.FromUser, ct);
        if (account.Error is { } tampered)
        {
            return tampered;
        }

        var nothing = new LentRights(row.DelegationId, row.FromUser, string.Empty, [], []);
        if (account.Value is not { } lender)
        {
            return nothing;
        }

        var from = await persons.OfAsync(session, lender, ct);
        if (from.Error is { } broken)
        {
            return broken;
        }

        return from.Value.Enabled && from.Value.IsStaff && DelegateMustBeAPeer.Breach(from.Value, to, row.Posts) is null
            ? new LentRights(
                row.DelegationId, row.FromUser, from.Value.Name, [.. row.Roles.Where(from.Value.Roles.Contains)], [.. row.Posts.Where(from.Value.Posts.Contains)])
            : nothing;
    }
}

/// <summary>Roles and posts by one delegation.</summary>
internal sealed record LentRights(long DelegationId, long FromUserId, string FromName, IReadOnlyList<string> Roles, IReadOnlyList<string> Posts);
