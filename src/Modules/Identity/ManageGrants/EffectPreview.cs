using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Decisions;
using Guotu.Hosting.Modules;
using Guotu.Identity.Sessions;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageGrants;

/// <summary>Whether a role is given or taken back.</summary>
internal enum RoleAct
{
    Grant,
    Revoke,
}

/// <summary>
/// What a change of a person's roles or label would give and take before it is saved (影响预览). The person is made a caller twice by the one way that
/// makes callers, of the rows as they stand and of the rows as they would, and both are asked what they reach.
/// </summary>
internal sealed class EffectPreview(IUnitsOfWork units, GrantWriting writing, SessionCallers callers, AccessReach reach)
{
    public async Task<Result<EffectView>> OfRoleAsync(long grantor, string account, (string Role, RoleAct Act) change, CancellationToken ct)
    {
        Result<(AccountRow Account, Supposed Supposed, string? Note)> read;
        await using (var session = await units.ReadAsync(DataScope.WholeNode, ct))
        {
            read = await SupposeAsync(session, grantor, account, change, ct);
        }

        return read.Error is { } refused ? refused : await CompareAsync(read.Value.Account, read.Value.Supposed, read.Value.Note, ct);
    }

    public async Task<Result<EffectView>> OfLabelAsync(AccountRow account, SecurityLabel label, CancellationToken ct) =>
        await CompareAsync(account, new Supposed { Clearance = label }, null, ct);

    private async Task<Result<(AccountRow Account, Supposed Supposed, string? Note)>> SupposeAsync(
        Database.Sessions.ISqlSession session, long grantor, string account, (string Role, RoleAct Act) change, CancellationToken ct)
    {
        var found = await writing.FindAsync(session, account, ct);
        if (found.Error is { } unknown)
        {
            return unknown;
        }

        if (change.Act == RoleAct.Revoke)
        {
            return (found.Value.Account, new Supposed { Revoked = change.Role }, (string?)null);
        }

        var role = await GrantWriting.CheckAsync(session, found.Value, change.Role, grantor, ct);
        if (role.Error is { } notAllowed)
        {
            return notAllowed;
        }

        var granted = await writing.RowAsync(session, found.Value.Account, new PlacedRole(role.Value, null, grantor), ct);
        var note = role.Value.Holder == PermissionHolder.Business ? null : "管理员角色由另一人批准后才生效;本人下次登录必须修改口令。";
        return (found.Value.Account, new Supposed { Granted = [granted] }, note);
    }

    private async Task<Result<EffectView>> CompareAsync(AccountRow account, Supposed supposed, string? note, CancellationToken ct)
    {
        var (before, after) = (await callers.SupposingAsync(account.UserId, new Supposed(), ct), await callers.SupposingAsync(account.UserId, supposed, ct));
        if ((before.Error ?? after.Error) is { } refused)
        {
            return refused.Code == Hosting.Callers.AccessErrors.NotSignedIn
                ? new Error(KernelErrors.FieldInvalid, ("field", "账号"), ("reason", "已停用或过了到期日,启用后才有影响")) { Field = "account" }
                : refused;
        }

        var changes = AccessReach.Between(await reach.OfAsync(before.Value, ct), await reach.OfAsync(after.Value, ct));
        return new EffectView($"{account.UserName}({account.AccountName})", changes, note is null ? [] : [note]);
    }
}
