using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManagePolicy;

/// <summary>
/// 放宽会话策略. Parameters: <c>audience</c> (<c>staff</c>, <c>administrators</c>), the four numbers by the names of the API, <c>atLimit</c>
/// (<c>endOldest</c>, <c>refuseNew</c>).
/// </summary>
internal sealed class RelaxSessionPolicy(SessionPolicies policies) : RelaxedPolicy<SessionPolicy>
{
    public static readonly ControlledKind TheKind = new(
        "policy.session.relax", "放宽会话策略", IdentityPermissions.ManageGrants, [IdentityPermissions.ConfirmSecurity]);

    private const string AtLimit = "atLimit";
    private const string EndOldest = "endOldest";
    private const string RefuseNew = "refuseNew";

    public override ControlledKind Kind => TheKind;

    protected override async Task<Result<PolicyAsked<SessionPolicy>>> ReadAsync(ISqlSession session, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
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
        return wanted.Error is { } unreadable ? unreadable : Asked(audience.Value, before.Value, wanted.Value);
    }

    protected override Task<Result> WriteAsync(IUnitOfWork work, PolicyAsked<SessionPolicy> asked, CancellationToken ct) =>
        policies.WriteAsync(work, PolicyAudience.Read(asked.Parameters).Value, asked.Wanted, ct);

    private static Result<PolicyAsked<SessionPolicy>> Asked(PasswordAudience audience, SessionPolicy before, SessionPolicy wanted)
    {
        if (SessionPolicyKeepsToTheStandard.Breach(audience, wanted) is { } breach)
        {
            return breach;
        }

        var parameters = PolicyAudience.Written(audience, PolicyValues.Written(ValuesOf(wanted)));
        parameters[AtLimit] = TextOf(wanted.AtLimit);
        return new PolicyAsked<SessionPolicy>(before, wanted)
        {
            Place = new PolicyPlace(PolicyCommands.SessionKind, "session-policy", audience.ToString(), "会话策略"),
            Subject = PolicyAudience.Whose(audience) + "会话策略",
            Change = PolicyCommands.ChangeOf(audience, before, wanted),
            IsLaxer = PolicyRelaxation.Is(before, wanted),
            Parameters = parameters,
            Was = $"{PolicyValues.TextOf(ValuesOf(before))} {AtLimit}={TextOf(before.AtLimit)}",
        };
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

    private static string TextOf(SessionLimit limit) => limit == SessionLimit.EndOldest ? EndOldest : RefuseNew;

    private static PolicyValue[] ValuesOf(SessionPolicy policy) =>
    [
        new("idleMinutes", policy.IdleMinutes),
        new("longestHours", policy.LongestHours),
        new("mostSessions", policy.MostSessions),
        new("proofMinutes", policy.ProofMinutes),
    ];
}
