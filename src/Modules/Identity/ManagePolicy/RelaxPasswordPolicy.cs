using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManagePolicy;

/// <summary>放宽口令策略. Parameters: <c>audience</c> (<c>staff</c>, <c>administrators</c>) and the seven values by the names of the API.</summary>
internal sealed class RelaxPasswordPolicy(PasswordPolicies policies) : RelaxedPolicy<PasswordPolicy>
{
    public static readonly ControlledKind TheKind = new(
        "policy.password.relax", "放宽口令策略", IdentityPermissions.ManageGrants, [IdentityPermissions.ConfirmSecurity]);

    public override ControlledKind Kind => TheKind;

    protected override async Task<Result<PolicyAsked<PasswordPolicy>>> ReadAsync(ISqlSession session, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
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

        var values = PolicyValues.Read(parameters, ValuesOf(before.Value));
        return values.Error is { } noNumber ? noNumber : Asked(audience.Value, before.Value, WantedOf(values.Value));
    }

    protected override Task<Result> WriteAsync(IUnitOfWork work, PolicyAsked<PasswordPolicy> asked, CancellationToken ct) =>
        policies.WriteAsync(work, PolicyAudience.Read(asked.Parameters).Value, asked.Wanted, ct);

    private static Result<PolicyAsked<PasswordPolicy>> Asked(PasswordAudience audience, PasswordPolicy before, PasswordPolicy wanted) =>
        PolicyKeepsToTheStandard.Breach(audience, wanted) is { } breach ? breach : new PolicyAsked<PasswordPolicy>(before, wanted)
        {
            Place = new PolicyPlace(PolicyCommands.ChangeKind, "password-policy", audience.ToString(), "口令策略"),
            Subject = PolicyAudience.Whose(audience) + "口令策略",
            Change = PolicyCommands.ChangeOf(audience, before, wanted),
            IsLaxer = PolicyRelaxation.Is(before, wanted),
            Parameters = PolicyAudience.Written(audience, PolicyValues.Written(ValuesOf(wanted))),
            Was = PolicyValues.TextOf(ValuesOf(before)),
        };

    private static PasswordPolicy WantedOf(IReadOnlyDictionary<string, int> values) => new()
    {
        LeastLength = values["leastLength"],
        LeastClasses = values["leastClasses"],
        Remembered = values["remembered"],
        LongestDays = values["longestDays"],
        WarnDays = values["warnDays"],
        LeastHours = values["leastHours"],
        InactiveDays = values["inactiveDays"],
    };

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
