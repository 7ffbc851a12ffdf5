using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;

namespace Guotu.Identity.People;

/// <inheritdoc cref="IPeople"/>
internal sealed class PeopleDirectory(IUnitsOfWork units) : IPeople
{
    private const string UserColumns = "SELECT u.user_id, u.account_name, u.user_name, u.org_id, u.is_enabled FROM id_user u ";
    private const string PostsSql =
        "SELECT up.user_id, up.post_code, p.post_name FROM id_user_post up JOIN id_post p ON p.post_code = up.post_code WHERE up.user_id IN :p_users ORDER BY up.post_code";

    private const string OrganisationsSql =
        "SELECT org_id, org_code, org_name, org_kind, parent_id, region_code FROM id_org ORDER BY CASE WHEN parent_id IS NULL THEN 0 ELSE 1 END, org_id";

    public async Task<Person?> FindAsync(long userId, CancellationToken ct) =>
        (await PeopleAsync(UserColumns + "WHERE u.user_id = :p_id", new { p_id = userId }, ct)).SingleOrDefault();

    public async Task<Person?> FindByAccountAsync(string account, CancellationToken ct) =>
        (await PeopleAsync(UserColumns + "WHERE u.account_name = :p_account", new { p_account = account }, ct)).SingleOrDefault();

    public Task<IReadOnlyList<Person>> HoldersAsync(string postCode, long? organisationId, CancellationToken ct)
    {
        const string Holding = "JOIN id_user_post h ON h.user_id = u.user_id WHERE h.post_code = :p_post AND u.is_enabled = 1 ";
        return organisationId is { } organisation
            ? PeopleAsync(UserColumns + Holding + "AND u.org_id = :p_org ORDER BY u.account_name", new { p_post = postCode, p_org = organisation }, ct)
            : PeopleAsync(UserColumns + Holding + "ORDER BY u.account_name", new { p_post = postCode }, ct);
    }

    public async Task<IReadOnlyDictionary<long, string>> NamesAsync(IReadOnlyCollection<long> userIds, CancellationToken ct)
    {
        if (userIds.Count == 0)
        {
            return new Dictionary<long, string>();
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var rows = await session.QueryAsync<UserRow>(UserColumns + "WHERE u.user_id IN :p_users", new { p_users = userIds.Distinct().ToList() }, ct);
        return rows.ToDictionary(r => r.UserId, r => r.UserName);
    }

    public async Task<Organisation?> FindOrganisationAsync(string code, CancellationToken ct) =>
        (await OrganisationsAsync(ct)).SingleOrDefault(o => o.Code == code);

    public async Task<Organisation?> FindOrganisationAsync(long organisationId, CancellationToken ct) =>
        (await OrganisationsAsync(ct)).SingleOrDefault(o => o.Id == organisationId);

    public async Task<IReadOnlyList<Organisation>> OrganisationsAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await OrganisationsAsync(session, ct);
    }

    public async Task<IReadOnlyDictionary<string, string>> PostNamesAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var rows = await session.QueryAsync<PostRow>("SELECT post_code, post_name FROM id_post ORDER BY post_code", null, ct);
        return rows.ToDictionary(r => r.PostCode, r => r.PostName, StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<Organisation>> OrganisationsAsync(ISqlSession session, CancellationToken ct)
    {
        var rows = await session.QueryAsync<OrgRow>(OrganisationsSql, null, ct);
        return rows.Select(r => new Organisation(r.OrgId, r.OrgCode, r.OrgName, Enum.Parse<OrganisationKind>(r.OrgKind), r.ParentId, r.RegionCode)).ToList();
    }

    private async Task<IReadOnlyList<Person>> PeopleAsync(string sql, object arguments, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var users = await session.QueryAsync<UserRow>(sql, arguments, ct);
        if (users.Count == 0)
        {
            return [];
        }

        var posts = (await session.QueryAsync<PostRow>(PostsSql, new { p_users = users.Select(u => u.UserId).ToList() }, ct)).ToLookup(p => p.UserId);
        var organisations = (await OrganisationsAsync(session, ct)).ToDictionary(o => o.Id);
        return users.Select(u => new Person(
            u.UserId,
            u.AccountName,
            u.UserName,
            organisations[u.OrgId],
            posts[u.UserId].Select(p => new HeldPost(p.PostCode, p.PostName)).ToList(),
            u.IsEnabled)).ToList();
    }

    private sealed class UserRow
    {
        public long UserId { get; init; }

        public string AccountName { get; init; } = string.Empty;

        public string UserName { get; init; } = string.Empty;

        public long OrgId { get; init; }

        public bool IsEnabled { get; init; }
    }

    private sealed class PostRow
    {
        public long UserId { get; init; }

        public string PostCode { get; init; } = string.Empty;

        public string PostName { get; init; } = string.Empty;
    }

    private sealed class OrgRow
    {
        public long OrgId { get; init; }

        public string OrgCode { get; init; } = string.Empty;

        public string OrgName { get; init; } = string.Empty;

        public string OrgKind { get; init; } = string.Empty;

        public long? ParentId { get; init; }

        public string RegionCode { get; init; } = string.Empty;
    }
}
