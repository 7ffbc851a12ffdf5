using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageGrants;

/// <summary>What the security administrator does: grants and revokes roles (授权). The three administrators exclude each other.</summary>
internal sealed class GrantCommands(IUnitsOfWork units, Accounts accounts, IIdSource ids)
{
    private const string RoleSql = "SELECT holder_kind FROM id_role WHERE role_code = :p_role";

    public Task<Result> GrantAsync(CommandContext context, string account, RoleGrant wanted, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var found = await FindAsync(work, account, token);
            if (found.Error is { } error)
            {
                return error;
            }

            if (await FaultOfAsync(work, found.Value, wanted.Role, token) is { } fault)
            {
                return fault;
            }

            var reach = await GrantReachesAsFarAsTheOffice.OfAsync(work, found.Value.Account.OrgId, token);
            var grant = new GrantRow
            {
                GrantId = ids.Next(),
                UserId = found.Value.Account.UserId,
                RoleCode = wanted.Role,
                ScopeKind = reach.Kind,
                ScopeValue = reach.Value,
                UntilOn = wanted.Until,
                GrantedBy = work.Context.Actor.UserId,
                GrantedUtc = work.At,
            };
            work.Audit(Entry("identity.grant", found.Value.Account, $"授予角色 {wanted.Role}"));
            if ((await NewAdministratorChangesPasswordAsync(work, found.Value.Account, wanted.Role, token)).Error is { } notMarked)
            {
                return notMarked;
            }

            return await accounts.InsertAsync(work, grant, token);
        },
        ct);

    public Task<Result> RevokeAsync(CommandContext context, string account, string role, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var found = await FindAsync(work, account, token);
            if (found.Error is { } error)
            {
                return error;
            }

            if (NoOneGrantsToThemselves.Breach(work.Context.Actor.UserId, found.Value.Account.UserId) is { } own)
            {
                return own;
            }

            foreach (var grant in found.Value.Grants.Where(g => g.RoleCode == role && !g.IsRevoked))
            {
                if ((await accounts.UpdateAsync(work, grant.Revoked(), token)).Error is { } refused)
                {
                    return refused;
                }
            }

            work.Audit(Entry("identity.revoke", found.Value.Account, $"收回角色 {role}"));
            return Result.Done;
        },
        ct);

    /// <summary>A password that was chosen under the rule for staff is not one of an administrator.</summary>
    private async Task<Result> NewAdministratorChangesPasswordAsync(IUnitOfWork work, AccountRow account, string role, CancellationToken ct)
    {
        var kind = Enum.Parse<PermissionHolder>((await work.SingleOrDefaultAsync<string>(RoleSql, new { p_role = role }, ct))!);
        return kind == PermissionHolder.Business || account.MustChange ? Result.Done : await accounts.UpdateAsync(work, account.With(mustChange: true), ct);
    }

    private static AuditEntry Entry(string kind, AccountRow row, string summary) =>
        new(kind, "account", row.UserId.ToString(CultureInfo.InvariantCulture), $"{summary}:{row.AccountName}");

    private async Task<Result<Grantee>> FindAsync(IUnitOfWork work, string account, CancellationToken ct)
    {
        var found = await accounts.FindAsync(work, account, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        if (found.Value is not { } row)
        {
            return new Error(KernelErrors.NotFound, ("what", "账号 " + account));
        }

        var grants = await accounts.GrantsAsync(work, row, ct);
        return grants.Error is { } broken ? broken : new Grantee(row, grants.Value);
    }

    private static async Task<Error?> FaultOfAsync(IUnitOfWork work, Grantee grantee, string role, CancellationToken ct)
    {
        if (await work.SingleOrDefaultAsync<string>(RoleSql, new { p_role = role }, ct) is not { } kind)
        {
            return new Error(KernelErrors.NotFound, ("what", "角色 " + role));
        }

        var held = new HashSet<PermissionHolder>();
        foreach (var grant in grantee.Grants.Where(g => !g.IsRevoked))
        {
            held.Add(Enum.Parse<PermissionHolder>((await work.SingleOrDefaultAsync<string>(RoleSql, new { p_role = grant.RoleCode }, ct))!));
        }

        var wanted = Enum.Parse<PermissionHolder>(kind);
        var name = grantee.Account.UserName;
        return NoOneGrantsToThemselves.Breach(work.Context.Actor.UserId, grantee.Account.UserId)
            ?? AdministratorsExcludeEachOther.Breach(name, held, wanted)
            ?? AdministratorsHoldNoBusinessPermission.Breach(name, held, wanted);
    }

    private sealed record Grantee(AccountRow Account, IReadOnlyList<GrantRow> Grants);
}
