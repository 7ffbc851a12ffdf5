using System.Globalization;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.DualControl;
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

    private const string Was = "was";

    public ControlledKind Kind => TheKind;

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var read = await ReadAsync(work, parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (audience, before, wanted) = read.Value;
        var normal = ValuesOf(wanted).ToDictionary(v => v.Name, v => v.Value.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
        normal["audience"] = audience.ToString().ToLowerInvariant();
        normal[Was] = TextOf(before);
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
        if (!order.Parameters.TryGetValue(Was, out var was) || was != TextOf(before))
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
        var audience = ParameterMustBeGiven.Read(parameters, "audience");
        if (audience.Error is { } missing)
        {
            return missing;
        }

        if (audience.Value is not ("staff" or "administrators"))
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "audience"), ("reason", "是 staff 或 administrators")) { Field = "audience" };
        }

        var whose = audience.Value == "staff" ? PasswordAudience.Staff : PasswordAudience.Administrators;
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

    /// <summary>A value that is not named stays as it is.</summary>
    private static Result<PasswordPolicy> NumbersOf(IReadOnlyDictionary<string, string> parameters, PasswordPolicy before)
    {
        var values = ValuesOf(before).ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        foreach (var name in values.Keys.Where(parameters.ContainsKey))
        {
            if (!int.TryParse(parameters[name], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return new Error(KernelErrors.FieldInvalid, ("field", name), ("reason", "要写整数")) { Field = name };
            }

            values[name] = value;
        }

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

    private static string TextOf(PasswordPolicy policy) =>
        string.Join(' ', ValuesOf(policy).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Name}={v.Value}")));

    private static (string Name, int Value)[] ValuesOf(PasswordPolicy policy) =>
    [
        ("leastLength", policy.LeastLength),
        ("leastClasses", policy.LeastClasses),
        ("remembered", policy.Remembered),
        ("longestDays", policy.LongestDays),
        ("warnDays", policy.WarnDays),
        ("leastHours", policy.LeastHours),
        ("inactiveDays", policy.InactiveDays),
    ];
}
