using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.DualControl;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.SecondFactor;

/// <summary>
/// 角色登录不再要求第二因素: asked for by a security administrator, confirmed by a system administrator. Parameter: <c>role</c>.
/// </summary>
internal sealed class RoleWithoutSecondFactor(RoleLogins roles, FactorAdministration factors) : IControlledChange
{
    public static readonly ControlledKind TheKind = new(
        "factor.role-off", "角色登录不再要求第二因素", IdentityPermissions.ManageGrants, [IdentityPermissions.ConfirmSecurity]);

    public ControlledKind Kind => TheKind;

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var found = await ReadAsync(work, parameters, ct);
        return found.Map(r => new ControlledMatter(
            r.Name, $"角色“{r.Name}”登录不再要求第二因素", new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = r.Code }));
    }

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var found = await ReadAsync(work, order.Parameters, ct);
        if (found.Error is { } refused)
        {
            return refused;
        }

        var role = found.Value;
        work.Audit(new AuditEntry(FactorAdministration.RoleKind, "role", role.Code, $"角色 {role.Name} 登录不要求第二因素({order.AskedName} 申请,{work.Context.Actor.Name} 复核)"));
        return (await roles.WriteAsync(work, role with { NeedsSecond = false }, ct)).Error is { } notWritten
            ? notWritten
            : new ControlledEffect(StateOf(role.Code, "required"), StateOf(role.Code, "optional"));
    }

    private async Task<Result<RoleLogin>> ReadAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var code = ParameterMustBeGiven.Read(parameters, "role");
        if (code.Error is { } missing)
        {
            return missing;
        }

        var all = await roles.AllAsync(work, ct);
        if (all.Error is { } tampered)
        {
            return tampered;
        }

        if (all.Value.FirstOrDefault(r => r.Code == code.Value) is not { } role)
        {
            return new Error(KernelErrors.NotFound, ("what", "角色 " + code.Value));
        }

        if (factors.MustNeed(role))
        {
            return new Error(IdentityErrors.AdministratorsNeedSecond);
        }

        return role.NeedsSecond ? role : new Error(KernelErrors.FieldInvalid, ("field", "角色"), ("reason", "现在就没有要求第二因素")) { Field = "role" };
    }

    private static string StateOf(string role, string secondFactor) => JsonSerializer.Serialize(new { role, secondFactor });
}
