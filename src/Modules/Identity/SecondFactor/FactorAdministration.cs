using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.SecondFactor;

/// <summary>
/// What the security administrator does with second factors (第二因素管理): says which roles need one, and takes the binding off an account whose
/// token is lost. That a role needs none any more, and taking one off an administrator, are acts of two persons.
/// </summary>
internal sealed class FactorAdministration(
    IUnitsOfWork units, Accounts accounts, GrantWriting grants, RoleLogins roles, OtpBindings bindings, NodeSettings node)
{
    public const string RoleKind = "identity.factor.role";
    public const string ResetKind = "identity.factor.reset";
    private const string EndSessionsSql = "UPDATE id_session SET ended_utc = :p_now WHERE user_id = :p_user AND ended_utc IS NULL";

    public async Task<Result<FactorsView>> ReadAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var all = await roles.AllAsync(session, ct);
        if (all.Error is { } tampered)
        {
            return tampered;
        }

        var bound = await OtpBindings.ConfirmedAsync(session, ct);
        var people = (await Accounts.AllAsync(session, ct)).Where(a => bound.Contains(a.UserId));
        return new FactorsView(
            [.. all.Value.Select(r => new RoleFactorView(r.Code, r.Name, r.NeedsSecond, MustNeed(r)))],
            [.. people.Select(a => new BoundAccountView(a.AccountName, a.UserName))]);
    }

    /// <summary>Counts at once: who holds the role and has no second factor can do nothing before binding one.</summary>
    public Task<Result> SetRoleAsync(CommandContext context, string role, RoleFactor wanted, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var all = await roles.AllAsync(work, token);
            if (all.Error is { } tampered)
            {
                return tampered;
            }

            if (all.Value.FirstOrDefault(r => r.Code == role) is not { } found)
            {
                return new Error(KernelErrors.NotFound, ("what", "角色 " + role));
            }

            var needs = wanted == RoleFactor.Required;
            if (!needs && MustNeed(found))
            {
                return new Error(IdentityErrors.AdministratorsNeedSecond);
            }

            if (!needs && found.NeedsSecond)
            {
                return ControlErrors.NeedsSecondPerson(RoleWithoutSecondFactor.TheKind);
            }

            work.Audit(new AuditEntry(RoleKind, "role", role, $"角色 {found.Name} 登录{(needs ? "须有" : "不要求")}第二因素"));
            return await roles.WriteAsync(work, found with { NeedsSecond = needs }, token);
        },
        ct);

    /// <summary>Takes the binding off and ends the person's sessions. Nobody does it for the own account.</summary>
    public Task<Result> ResetAsync(CommandContext context, string account, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var found = await accounts.FindAsync(work, account, token);
            if (found.Error is { } tampered)
            {
                return tampered;
            }

            if (found.Value is not { } row)
            {
                return new Error(KernelErrors.NotFound, ("what", "账号 " + account));
            }

            if (row.UserId == work.Context.Actor.UserId)
            {
                return new Error(IdentityErrors.OwnFactor);
            }

            var held = await grants.FindAsync(work, account, token);
            if (held.Error is { } broken)
            {
                return broken;
            }

            if ((await GrantWriting.HeldAsync(work, held.Value, token)).Any(h => h != PermissionHolder.Business))
            {
                return ControlErrors.NeedsSecondPerson(AdministratorFactorOff.TheKind);
            }

            await TakeOffAsync(work, bindings, new FactorTakenOff(row, "解除动态口令"), token);
            return Result.Done;
        },
        ct);

    /// <summary>Takes the binding off, ends the sessions and records both.</summary>
    public static async Task TakeOffAsync(IUnitOfWork work, OtpBindings bindings, FactorTakenOff taken, CancellationToken ct)
    {
        var row = taken.Account;
        await bindings.RemoveAsync(work, row.UserId, ct);
        await work.ExecuteAsync(EndSessionsSql, new { p_now = work.At, p_user = row.UserId }, ct);
        work.Audit(new AuditEntry(ResetKind, "account", row.UserId.ToString(CultureInfo.InvariantCulture), taken.Summary + " " + row.AccountName));
    }

    /// <summary>三员必须有第二因素, but for a node of invented data.</summary>
    public bool MustNeed(RoleLogin role) => role.Holder != PermissionHolder.Business && !node.Demonstration;
}

/// <summary>A binding that is taken off, and the words of the record.</summary>
internal sealed record FactorTakenOff(AccountRow Account, string Summary);

/// <summary>Whether a role needs a second factor.</summary>
internal enum RoleFactor
{
    Optional,
    Required,
}

/// <summary>Roles and bound accounts.</summary>
internal sealed record FactorsView(IReadOnlyList<RoleFactorView> Roles, IReadOnlyList<BoundAccountView> Accounts);

/// <summary>A role.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Required">Whether it needs a second factor.</param>
/// <param name="Fixed">Whether that cannot be changed.</param>
internal sealed record RoleFactorView(string Code, string Name, bool Required, bool Fixed);

/// <summary>An account with a second factor.</summary>
internal sealed record BoundAccountView(string Account, string Name);
