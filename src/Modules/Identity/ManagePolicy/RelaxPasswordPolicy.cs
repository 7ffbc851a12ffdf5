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
/// 放宽口令策略, within the standard: asked for by a security administrator, confirmed by a system administrator. Parameters: <c>audience</c>
/// (<c>staff</c>, <c>administrators</c>) and the seven values by the names of the API. The node adds <c>was</c>, the values that the request was made
/// against: where they have changed since, it is refused, so that a request lying about does not undo a later tightening.
/// </summary>
internal sealed class RelaxPasswordPolicy(PasswordPolicies policies) : IControlledChange
{
    public static readonly ControlledKind TheKind = new(
        "policy.password.relax", "放宽口令策略", IdentityPermissions.ManageGrants, [IdentityPermissions.ConfirmSecurity]);

    public ControlledKind Kind => TheKind;

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var read = await ReadAsync(work, parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (audience, before, wanted) = read.Value;
        var normal = PolicyValues.Written(ValuesOf(wanted));
        normal["audience"] = audience.ToString().ToLowerInvariant();
        normal[PolicyValues.Was] = PolicyValues.TextOf(ValuesOf(before));
        return PolicyRelaxation.Is(before, wanted)
            ? new ControlledMatter(audience == PasswordAudience.Administrators ? "三员口令策略" : "业务人员口令策略", PolicyCommands.ChangeOf(audience, before, wanted), normal)
            : new Error(KernelErrors.FieldInvalid, ("field", "策略"), ("reason", "没有一项比现在宽,直接保存即可"));
    }

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var read = await ReadAsync(work, order.Parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (audience, before, wanted) = read.Value;
        if (!PolicyValues.AreStill(order.Parameters, PolicyValues.TextOf(ValuesOf(before))))
        {
            return new Error(ControlErrors.RequestOutdated, ("what", "口令策略"));
        }

        work.Audit(new AuditEntry(PolicyCommands.ChangeKind, "password-policy", audience.ToString(), $"{PolicyCommands.ChangeOf(audience, before, wanted)}({order.AskedName} 申请,{work.Context.Actor.Name} 复核)"));
        return (await policies.WriteAsync(work, audience, wanted, ct)).Error is { } notWritten
            ? notWritten
            : new ControlledEffect(JsonSerializer.Serialize(before), JsonSerializer.Serialize(wanted));
    }

    private async Task<Result<(PasswordAudience Audience, PasswordPolicy Before, PasswordPolicy Wanted)>> ReadAsync(
        ISqlSession session, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var audience = PolicyAudience.Read(parameters);
        if (audience.Error is { } unknown)
        {
            return unknown;
        }

        var whose = audience.Value;
        var before = await policies.ReadAsync(session, whose, ct);
        if (before.Error is { } tampered)
        {
            return tampered;
        }

        var numbers = NumbersOf(parameters, before.Value);
        if (numbers.Error is { } noNumber)
        {
            return noNumber;
        }

        return PolicyKeepsToTheStandard.Breach(whose, numbers.Value) is { } breach ? breach : (whose, before.Value, numbers.Value);
    }

    private static Result<PasswordPolicy> NumbersOf(IReadOnlyDictionary<string, string> parameters, PasswordPolicy before)
    {
        var read = PolicyValues.Read(parameters, ValuesOf(before));
        if (read.Error is { } noNumber)
        {
            return noNumber;
        }

        var values = read.Value;
        return new PasswordPolicy
        {
            LeastLength = values["leastLength"],
            LeastClasses = values["leastClasses"],
            Remembered = values["remembered"],
            LongestDays = values["longestDays"],
            WarnDays = values["warnDays"],
            LeastHours = values["leastHours"],
            InactiveDays = values["inactiveDays"],
        };
    }

    private static PolicyValue[] ValuesOf(PasswordPolicy policy) =>
    [
        new("leastLength", policy.LeastLength),
        new("leastClasses", policy.LeastClasses),
        new("remembered", policy.Remembered),
        new("longestDays", policy.LongestDays),
        new("warnDays", policy.WarnDays),
        new("leastHours", policy.LeastHours),
        new("inactiveDays", policy.InactiveDays),
    ];
}
