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
/// 放宽会话策略, within the standard: asked for by a security administrator, confirmed by a system administrator. Parameters: <c>audience</c>
/// (<c>staff</c>, <c>administrators</c>), the four numbers by the names of the API, <c>atLimit</c> (<c>endOldest</c>, <c>refuseNew</c>).
/// </summary>
internal sealed class RelaxSessionPolicy(SessionPolicies policies) : IControlledChange
{
    public static readonly ControlledKind TheKind = new(
        "policy.session.relax", "放宽会话策略", IdentityPermissions.ManageGrants, [IdentityPermissions.ConfirmSecurity]);

    private const string AtLimit = "atLimit";
    private const string EndOldest = "endOldest";
    private const string RefuseNew = "refuseNew";

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
        normal[AtLimit] = TextOf(wanted.AtLimit);
        normal["audience"] = PolicyAudience.TextOf(audience);
        normal[PolicyValues.Was] = TextOf(before);
        return PolicyRelaxation.Is(before, wanted)
            ? new ControlledMatter(PolicyAudience.Whose(audience) + "会话策略", PolicyCommands.ChangeOf(audience, before, wanted), normal)
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
        if (!PolicyValues.AreStill(order.Parameters, TextOf(before)))
        {
            return new Error(ControlErrors.RequestOutdated, ("what", "会话策略"));
        }

        work.Audit(new AuditEntry(PolicyCommands.SessionKind, "session-policy", audience.ToString(), $"{PolicyCommands.ChangeOf(audience, before, wanted)}({order.AskedName} 申请,{work.Context.Actor.Name} 复核)"));
        return (await policies.WriteAsync(work, audience, wanted, ct)).Error is { } notWritten
            ? notWritten
            : new ControlledEffect(JsonSerializer.Serialize(before), JsonSerializer.Serialize(wanted));
    }

    private async Task<Result<(PasswordAudience Audience, SessionPolicy Before, SessionPolicy Wanted)>> ReadAsync(
        ISqlSession session, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var audience = PolicyAudience.Read(parameters);
        if (audience.Error is { } unknown)
        {
            return unknown;
        }

        var before = await policies.ReadAsync(session, audience.Value, ct);
        if (before.Error is { } tampered)
        {
            return tampered;
        }

        var wanted = WantedOf(parameters, before.Value);
        if (wanted.Error is { } unreadable)
        {
            return unreadable;
        }

        return SessionPolicyKeepsToTheStandard.Breach(audience.Value, wanted.Value) is { } breach ? breach : (audience.Value, before.Value, wanted.Value);
    }

    private static Result<SessionPolicy> WantedOf(IReadOnlyDictionary<string, string> parameters, SessionPolicy before)
    {
        var values = PolicyValues.Read(parameters, ValuesOf(before));
        if (values.Error is { } noNumber)
        {
            return noNumber;
        }

        var limit = parameters.GetValueOrDefault(AtLimit, TextOf(before.AtLimit));
        if (limit is not (EndOldest or RefuseNew))
        {
            return new Error(KernelErrors.FieldInvalid, ("field", AtLimit), ("reason", "是 endOldest 或 refuseNew")) { Field = AtLimit };
        }

        return new SessionPolicy
        {
            IdleMinutes = values.Value["idleMinutes"],
            LongestHours = values.Value["longestHours"],
            MostSessions = values.Value["mostSessions"],
            ProofMinutes = values.Value["proofMinutes"],
            AtLimit = limit == EndOldest ? SessionLimit.EndOldest : SessionLimit.RefuseNew,
        };
    }

    private static string TextOf(SessionPolicy policy) => $"{PolicyValues.TextOf(ValuesOf(policy))} {AtLimit}={TextOf(policy.AtLimit)}";

    private static string TextOf(SessionLimit limit) => limit == SessionLimit.EndOldest ? EndOldest : RefuseNew;

    private static PolicyValue[] ValuesOf(SessionPolicy policy) =>
    [
        new("idleMinutes", policy.IdleMinutes),
        new("longestHours", policy.LongestHours),
        new("mostSessions", policy.MostSessions),
        new("proofMinutes", policy.ProofMinutes),
    ];
}
