using System.ComponentModel.DataAnnotations;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.ReviewAccess;
using Guotu.Identity.Store;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ManageGrants;

/// <summary>People with their roles, and the roles that can be given.</summary>
internal sealed record RoleGrantsView(IReadOnlyList<RoleChoice> Roles, IReadOnlyList<GrantedPerson> People);

/// <summary>A role. <paramref name="Administers"/>: of one of the three administrators, given by two persons.</summary>
internal sealed record RoleChoice(string Code, string Name, bool Administers);

/// <summary>A person with the roles that are valid now.</summary>
/// <param name="Missing">Roles that the template of the posts goes with and that are not held.</param>
/// <param name="Intact">False where rows were changed outside the platform: nothing of them is believed.</param>
internal sealed record GrantedPerson(
    string Account, string Name, string Organisation, IReadOnlyList<string> Posts, bool Enabled, bool Intact, IReadOnlyList<HeldRole> Held, IReadOnlyList<string> Missing);

/// <summary>A role held by a valid grant. <paramref name="Template"/>: how it stands to the template of the posts.</summary>
internal sealed record HeldRole(
    string Code, string Name, string Scope, DateOnly? Until, string GrantedBy, Instant GrantedAt, [property: AllowedValues("in", "extra", "none")] string Template);

/// <summary>The list of the page (人员授权清单): who waits for a role first.</summary>
internal sealed class GrantList(IUnitsOfWork units, Accounts accounts, PostTemplates templates, IPeople people, IRoles roles, IClock clock)
{
    private const string PostsSql = "SELECT user_id, post_code FROM id_user_post ORDER BY user_id, post_code";

    public async Task<RoleGrantsView> ReadAsync(CancellationToken ct)
    {
        var all = await roles.ListAsync(ct);
        var titles = new Titles(
            all.ToDictionary(r => r.Code, r => r.Name, StringComparer.Ordinal), await people.PostNamesAsync(ct), (await people.OrganisationsAsync(ct)).ToDictionary(o => o.Id, o => o.Name));
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var posts = (await session.QueryAsync<PostRow>(PostsSql, null, ct)).ToLookup(p => p.UserId, p => p.PostCode);
        var rows = await Accounts.AllAsync(session, ct);
        var names = rows.ToDictionary(r => r.UserId, r => r.UserName);
        var listed = new List<GrantedPerson>();
        foreach (var row in rows)
        {
            listed.Add(await PersonAsync(session, row, new Listing([.. posts[row.UserId]], names, titles), ct));
        }

        return new RoleGrantsView(
            [.. all.Select(r => new RoleChoice(r.Code, r.Name, r.Holder != Hosting.Modules.PermissionHolder.Business))],
            [.. listed.OrderBy(p => p.Enabled && p.Intact && p.Held.Count == 0 ? 0 : 1).ThenBy(p => p.Account, StringComparer.Ordinal)]);
    }

    private async Task<GrantedPerson> PersonAsync(ISqlSession session, AccountRow row, Listing listing, CancellationToken ct)
    {
        var grants = await accounts.GrantsAsync(session, row, ct);
        var held = grants.IsSuccess
            ? grants.Value.Where(g => !g.IsRevoked && (g.UntilOn is null || g.UntilOn >= clock.Today)).DistinctBy(g => g.RoleCode).ToList()
            : [];
        var titles = listing.Titles;
        return new GrantedPerson(
            row.AccountName,
            row.UserName,
            titles.Organisations.GetValueOrDefault(row.OrgId, string.Empty),
            [.. listing.Posts.Select(p => titles.Posts.GetValueOrDefault(p, p))],
            row.IsEnabled,
            grants.IsSuccess && accounts.IsIntact(row),
            [.. held.Select(g => HeldOf(g, listing))],
            [.. templates.Missing(listing.Posts, [.. held.Select(g => g.RoleCode)])]);
    }

    private HeldRole HeldOf(GrantRow grant, Listing listing) => new(
        grant.RoleCode,
        listing.Titles.Roles.GetValueOrDefault(grant.RoleCode, grant.RoleCode),
        new GrantReach(grant.ScopeKind, grant.ScopeValue).Words,
        grant.UntilOn,
        grant.GrantedBy == 0 ? "首次建账" : listing.Names.GetValueOrDefault(grant.GrantedBy, "?"),
        grant.GrantedUtc,
        templates.Compare(listing.Posts, grant.RoleCode).ToLowerInvariant());

    private sealed record Titles(IReadOnlyDictionary<string, string> Roles, IReadOnlyDictionary<string, string> Posts, IReadOnlyDictionary<long, string> Organisations);

    private sealed record Listing(IReadOnlyList<string> Posts, IReadOnlyDictionary<long, string> Names, Titles Titles);

    private sealed class PostRow
    {
        public long UserId { get; init; }

        public string PostCode { get; init; } = string.Empty;
    }
}
