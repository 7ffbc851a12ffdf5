using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Login;
using Guotu.Identity.Store;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ManageAccounts;

/// <summary>All accounts with posts, roles and standing (账号清单).</summary>
internal sealed class AccountList(IUnitsOfWork units, Accounts accounts, UserContacts contacts, UnusedAccounts unused, IPeople people, IRoles roleNames, IClock clock)
{
    private const string PostsSql = "SELECT user_id, post_code FROM id_user_post ORDER BY user_id, post_code";

    public async Task<IReadOnlyList<AccountLine>> ReadAsync(CancellationToken ct)
    {
        var named = (await roleNames.ListAsync(ct)).ToDictionary(r => r.Code, r => r.Name, StringComparer.Ordinal);
        var postNames = await people.PostNamesAsync(ct);
        var organisations = (await people.OrganisationsAsync(ct)).ToDictionary(o => o.Id);
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var posts = (await session.QueryAsync<PostRow>(PostsSql, null, ct)).ToLookup(p => p.UserId, p => p.PostCode);
        var reached = await contacts.AllAsync(session, ct);
        var lines = new List<AccountLine>();
        foreach (var row in await Accounts.AllAsync(session, ct))
        {
            var organisation = organisations.GetValueOrDefault(row.OrgId);
            var line = await LineAsync(session, row, organisation?.Name ?? string.Empty, posts[row.UserId].ToList(), ct);
            lines.Add(line with
            {
                OrganisationCode = organisation?.Code ?? string.Empty,
                RoleNames = line.Roles.Select(r => named.GetValueOrDefault(r, r)).ToList(),
                PostNames = line.Posts.Select(p => postNames.GetValueOrDefault(p, p)).ToList(),
                Contact = reached.TryGetValue(row.UserId, out var contact) ? contact : string.Empty,
            });
        }

        return lines;
    }

    private async Task<AccountLine> LineAsync(
        IReadSession session, AccountRow row, string organisation, IReadOnlyList<string> posts, CancellationToken ct)
    {
        var grants = await accounts.GrantsAsync(session, row, ct);
        var intact = accounts.IsIntact(row) && grants.IsSuccess;
        var roles = grants.IsSuccess
            ? grants.Value.Where(g => !g.IsRevoked && (g.UntilOn is null || g.UntilOn >= clock.Today)).Select(g => g.RoleCode).Distinct().ToList()
            : [];
        var standing = !intact ? AccountStanding.Tampered : row.IsEnabled ? AccountStanding.Enabled : AccountStanding.Disabled;
        var login = await LoginAttempts.StandingAsync(session, row.AccountName, clock.Now, ct);
        return new AccountLine(row.AccountName, row.UserName, organisation, posts, roles, standing, login.LockedUntil, row.MustChange)
        {
            ExpiresOn = row.ExpiresOn,
            LastLoginAt = login.LastLoginAt,
            Inactive = standing == AccountStanding.Enabled && await unused.IsUnusedAsync(session, row, ct),
        };
    }

    private sealed class PostRow
    {
        public long UserId { get; init; }

        public string PostCode { get; init; } = string.Empty;
    }
}
