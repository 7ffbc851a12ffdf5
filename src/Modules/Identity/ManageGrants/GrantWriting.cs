using System.Globalization;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageGrants;

/// <summary>Checks and writes a grant (授权落库): the same for one person's act and for a confirmed one.</summary>
internal sealed class GrantWriting(Accounts accounts, IIdSource ids)
{
    private const string RoleSql = "SELECT role_code, role_name, holder_kind FROM id_role WHERE role_code = :p_role";
    private const string HolderSql = "SELECT holder_kind FROM id_role WHERE role_code = :p_role";

    /// <summary>In a unit of work the account is held until it ends: of two grants at once the later one sees the earlier.</summary>
    public async Task<Result<Grantee>> FindAsync(ISqlSession session, string account, CancellationToken ct)
    {
        var found = session is IUnitOfWork work ? await accounts.TakeAsync(work, account, ct) : await accounts.FindAsync(session, account, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        if (found.Value is not { } row)
        {
            return new Error(KernelErrors.NotFound, ("what", "账号 " + account));
        }

        var grants = await accounts.GrantsAsync(session, row, ct);
        return grants.Error is { } broken ? broken : new Grantee(row, grants.Value);
    }

    /// <summary>The role, where the grantee may be given it by this person.</summary>
    public static async Task<Result<GrantedRole>> CheckAsync(ISqlSession session, Grantee grantee, string role, long grantor, CancellationToken ct)
    {
        if (await session.SingleOrDefaultAsync<RoleRow>(RoleSql, new { p_role = role }, ct) is not { } found)
        {
            return new Error(KernelErrors.NotFound, ("what", "角色 " + role));
        }

        var held = await HeldAsync(session, grantee, ct);
        var wanted = Enum.Parse<PermissionHolder>(found.HolderKind);
        var name = grantee.Account.UserName;
        var breach = NoOneGrantsToThemselves.Breach(grantor, grantee.Account.UserId)
            ?? AdministratorsExcludeEachOther.Breach(name, held, wanted)
            ?? AdministratorsHoldNoBusinessPermission.Breach(name, held, wanted);
        return breach is { } refused ? refused : new GrantedRole(found.RoleCode, found.RoleName, wanted);
    }

    /// <summary>Kinds of role that the grantee holds and that were not revoked, also those whose day is over.</summary>
    public static async Task<IReadOnlySet<PermissionHolder>> HeldAsync(ISqlSession session, Grantee grantee, CancellationToken ct)
    {
        var held = new HashSet<PermissionHolder>();
        foreach (var grant in grantee.Grants.Where(g => !g.IsRevoked))
        {
            held.Add(await HolderAsync(session, grant.RoleCode, ct));
        }

        return held;
    }

    /// <summary>Which kind of person holds a role that is stored.</summary>
    public static async Task<PermissionHolder> HolderAsync(ISqlSession session, string role, CancellationToken ct) =>
        Enum.Parse<PermissionHolder>((await session.SingleOrDefaultAsync<string>(HolderSql, new { p_role = role }, ct))!);

    /// <summary>Revokes every grant of a role and records it; nobody does it to the own account.</summary>
    public async Task<Result> RevokeAsync(IUnitOfWork work, Grantee grantee, string role, CancellationToken ct)
    {
        if (NoOneGrantsToThemselves.Breach(work.Context.Actor.UserId, grantee.Account.UserId) is { } own)
        {
            return own;
        }

        foreach (var grant in grantee.Grants.Where(g => g.RoleCode == role && !g.IsRevoked))
        {
            if ((await accounts.UpdateAsync(work, grant.Revoked(), ct)).Error is { } refused)
            {
                return refused;
            }
        }

        work.Audit(GrantCommands.Entry(GrantCommands.RevokeKind, grantee.Account, $"收回角色 {role}"));
        return Result.Done;
    }

    /// <summary>Writes the grant. A password that was chosen under the rule for staff is not one of an administrator: it must be changed.</summary>
    public async Task<Result> WriteAsync(IUnitOfWork work, Grantee grantee, PlacedRole placed, CancellationToken ct)
    {
        var grant = await RowAsync(work, grantee.Account, placed, ct);
        if (placed.Role.Holder != PermissionHolder.Business && !grantee.Account.MustChange
            && (await accounts.UpdateAsync(work, grantee.Account.With(mustChange: true), ct)).Error is { } notMarked)
        {
            return notMarked;
        }

        return await accounts.InsertAsync(work, grant, ct);
    }

    /// <summary>The grant as it is written; for a preview it is never written.</summary>
    public async Task<GrantRow> RowAsync(ISqlSession session, AccountRow account, PlacedRole placed, CancellationToken ct)
    {
        var reach = await GrantReachesAsFarAsTheOffice.OfAsync(session, account.OrgId, ct);
        return new GrantRow
        {
            GrantId = ids.Next(),
            UserId = account.UserId,
            RoleCode = placed.Role.Code,
            ScopeKind = reach.Kind,
            ScopeValue = reach.Value,
            UntilOn = placed.Until,
            GrantedBy = placed.Grantor,
            GrantedUtc = session is IUnitOfWork work ? work.At : default,
        };
    }

    public static string DayOf(DateOnly? until) => until is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : string.Empty;

    private sealed class RoleRow
    {
        public string RoleCode { get; init; } = string.Empty;

        public string RoleName { get; init; } = string.Empty;

        public string HolderKind { get; init; } = string.Empty;
    }
}

/// <summary>Who is granted something, with all grants so far.</summary>
internal sealed record Grantee(AccountRow Account, IReadOnlyList<GrantRow> Grants);

/// <summary>A role with the kind of its holders.</summary>
internal sealed record GrantedRole(string Code, string Name, PermissionHolder Holder);

/// <summary>A role as it is granted: by whom and until which day.</summary>
internal sealed record PlacedRole(GrantedRole Role, DateOnly? Until, long Grantor);
