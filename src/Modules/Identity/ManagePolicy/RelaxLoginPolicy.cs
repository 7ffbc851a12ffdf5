using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManagePolicy;

/// <summary>
/// 放宽登录策略, within its bounds: asked for by a security administrator, confirmed by a system administrator. Parameters:
/// <c>accountFailures</c>, <c>addressFailures</c>.
/// </summary>
internal sealed class RelaxLoginPolicy(LoginPolicies policies) : IControlledChange
{
    public static readonly ControlledKind TheKind = new(
        "policy.login.relax", "放宽登录策略", IdentityPermissions.ManageGrants, [IdentityPermissions.ConfirmSecurity]);

    public ControlledKind Kind => TheKind;

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var read = await ReadAsync(work, parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (before, wanted) = read.Value;
        var normal = PolicyValues.Written(ValuesOf(wanted));
        normal[PolicyValues.Was] = PolicyValues.TextOf(ValuesOf(before));
        return PolicyRelaxation.Is(before, wanted)
            ? new ControlledMatter("登录策略", PolicyCommands.ChangeOf(before, wanted), normal)
            : new Error(KernelErrors.FieldInvalid, ("field", "策略"), ("reason", "没有一项比现在宽,直接保存即可"));
    }

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var read = await ReadAsync(work, order.Parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (before, wanted) = read.Value;
        if (!PolicyValues.AreStill(order.Parameters, PolicyValues.TextOf(ValuesOf(before))))
        {
            return new Error(ControlErrors.RequestOutdated, ("what", "登录策略"));
        }

        work.Audit(new AuditEntry(PolicyCommands.LoginKind, "login-policy", "1", $"{PolicyCommands.ChangeOf(before, wanted)}({order.AskedName} 申请,{work.Context.Actor.Name} 复核)"));
        return (await policies.WriteAsync(work, wanted, ct)).Error is { } notWritten
            ? notWritten
            : new ControlledEffect(JsonSerializer.Serialize(before), JsonSerializer.Serialize(wanted));
    }

    private async Task<Result<(LoginPolicy Before, LoginPolicy Wanted)>> ReadAsync(ISqlSession session, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var before = await policies.ReadAsync(session, ct);
        if (before.Error is { } tampered)
        {
            return tampered;
        }

        var values = PolicyValues.Read(parameters, ValuesOf(before.Value));
        if (values.Error is { } noNumber)
        {
            return noNumber;
        }

        var wanted = new LoginPolicy(values.Value["accountFailures"], values.Value["addressFailures"]);
        return LoginPolicyStaysInBounds.Breach(wanted) is { } breach ? breach : (before.Value, wanted);
    }

    private static PolicyValue[] ValuesOf(LoginPolicy policy) => [new("accountFailures", policy.AccountFailures), new("addressFailures", policy.AddressFailures)];
}
