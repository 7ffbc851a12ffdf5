using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.Store;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Staffing;

/// <inheritdoc cref="IIdentitySetup"/>
internal sealed class IdentitySetup(
    IUnitsOfWork units, Accounts accounts, RowWriter rows, FirstPasswords passwords, PermissionCatalogue catalogue, IIdSource ids, IRandomSource random) : IIdentitySetup
{
    private const string OrgSql =
        """
        INSERT INTO id_org (org_id, org_code, org_name, org_kind, parent_id, region_code, created_utc)
        VALUES (:p_id, :p_code, :p_name, :p_kind, :p_parent, :p_region, :p_now)
        """;

    private const string PostSql = "INSERT INTO id_post (post_code, post_name) VALUES (:p_code, :p_name)";
    private const string RoleSql = "INSERT INTO id_role (role_code, role_name, holder_kind) VALUES (:p_code, :p_name, :p_holder)";
    private const string PermissionSql = "INSERT INTO id_role_permission (role_code, permission_code) VALUES (:p_role, :p_permission)";
    private const string UserPostSql = "INSERT INTO id_user_post (user_id, post_code) VALUES (:p_user, :p_post)";
    private const string CountSql = "SELECT COUNT(*) AS row_total FROM id_user";

    public string Demonstration => StaffingFile.ReadDemonstration();

    public async Task<Result<StaffingOutcome>> RunAsync(string staffing, CancellationToken ct)
    {
        var parsed = StaffingFile.Parse(staffing);
        if (parsed.Error is { } unreadable)
        {
            return unreadable;
        }

        var file = parsed.Value;
        var warnings = file.roles.SelectMany(r => r.permissions).Distinct().Where(p => !catalogue.Knows(p)).Order(StringComparer.Ordinal).ToList();
        if (file.roles.Select(r => RoleHoldsOneKindOfPermission.Breach(r.code, r.Holder, Known(r))).FirstOrDefault(e => e is not null) is { } mixed)
        {
            return mixed;
        }

        var secrets = file.people.ToDictionary(p => p.account, _ => passwords.New(), StringComparer.Ordinal);
        var hashes = secrets.ToDictionary(s => s.Key, s => PasswordKdf.Hash(s.Value, random), StringComparer.Ordinal);
        var context = new CommandContext(Actor.Process("setup"), DataScope.WholeNode, "identity.setup");
        var made = await units.RunAsync<List<StaffedAccount>>(context, (work, token) => StoreAsync(work, file, hashes, token), ct);
        if (made.Error is { } refused)
        {
            return refused;
        }

        passwords.Append(file.people.Select(p => new FirstPassword(p.account, p.name, PostNames(file, p), secrets[p.account])));
        return new StaffingOutcome(made.Value, passwords.FilePath, warnings);
    }

    private static string PostNames(StaffingFile file, StaffingFile.PersonShape person) =>
        string.Join('、', person.posts.Select(p => file.posts[p]).DefaultIfEmpty(file.roles.First(r => r.code == person.role).name));

    private IEnumerable<PermissionDefinition> Known(StaffingFile.RoleShape role) => role.permissions.Where(catalogue.Knows).Select(catalogue.Find);

    private async Task<Result<List<StaffedAccount>>> StoreAsync(
        IUnitOfWork work, StaffingFile file, Dictionary<string, string> hashes, CancellationToken ct)
    {
        if (await work.ScalarAsync<int>(CountSql, null, ct) > 0)
        {
            return new Error(IdentityErrors.AlreadyStaffed);
        }

        var organisations = await StoreOrganisationsAsync(work, file, ct);
        await StoreRolesAsync(work, file, ct);
        var made = new List<StaffedAccount>();
        foreach (var person in file.people)
        {
            var id = ids.Next();
            if ((await StorePersonAsync(work, person, new NewPerson(id, organisations[person.org], hashes[person.account]), ct)).Error is { } refused)
            {
                return refused;
            }

            var organisation = file.organisations.First(o => o.code == person.org).name;
            made.Add(new StaffedAccount(id, person.account, person.name, organisation, person.posts));
        }

        foreach (var table in IdentityRows.Sealed)
        {
            rows.Seal(work, table);
        }

        work.Audit(new AuditEntry("identity.setup", "node", "staffing", $"首次建账:机构 {organisations.Count} 个,账号 {made.Count} 个"));
        return made;
    }

    private async Task<Dictionary<string, long>> StoreOrganisationsAsync(IUnitOfWork work, StaffingFile file, CancellationToken ct)
    {
        var known = file.organisations.ToDictionary(o => o.code, _ => ids.Next(), StringComparer.Ordinal);
        foreach (var o in file.organisations)
        {
            var arguments = new
            {
                p_id = known[o.code],
                p_code = o.code,
                p_name = o.name,
                p_kind = o.kind,
                p_parent = o.parent is null ? (long?)null : known[o.parent],
                p_region = o.region,
                p_now = work.At,
            };
            await work.ExecuteAsync(OrgSql, arguments, ct);
        }

        return known;
    }

    private async Task StoreRolesAsync(IUnitOfWork work, StaffingFile file, CancellationToken ct)
    {
        foreach (var (code, name) in file.posts)
        {
            await work.ExecuteAsync(PostSql, new { p_code = code, p_name = name }, ct);
        }

        foreach (var role in file.roles)
        {
            await work.ExecuteAsync(RoleSql, new { p_code = role.code, p_name = role.name, p_holder = role.holder }, ct);
            foreach (var permission in role.permissions.Where(catalogue.Knows))
            {
                await work.ExecuteAsync(PermissionSql, new { p_role = role.code, p_permission = permission }, ct);
            }
        }
    }

    private async Task<Result> StorePersonAsync(IUnitOfWork work, StaffingFile.PersonShape person, NewPerson made, CancellationToken ct)
    {
        var account = new AccountRow
        {
            UserId = made.Id,
            AccountName = person.account,
            UserName = person.name,
            OrgId = made.OrganisationId,
            IsEnabled = true,
            PasswordHash = made.PasswordHash,
            MustChange = true,
            PasswordUtc = work.At,
        };
        if ((await accounts.InsertAsync(work, account, ct)).Error is { } refused)
        {
            return refused;
        }

        foreach (var post in person.posts)
        {
            await work.ExecuteAsync(UserPostSql, new { p_user = made.Id, p_post = post }, ct);
        }

        var reach = await GrantReachesAsFarAsTheOffice.OfAsync(work, made.OrganisationId, ct);
        var grant = new GrantRow
        {
            GrantId = ids.Next(),
            UserId = made.Id,
            RoleCode = person.role,
            ScopeKind = reach.Kind,
            ScopeValue = reach.Value,
            GrantedBy = 0,
            GrantedUtc = work.At,
        };
        return await accounts.InsertAsync(work, grant, ct);
    }

    private sealed record NewPerson(long Id, long OrganisationId, string PasswordHash);
}
