using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManagePolicy;

/// <summary>放宽登录策略. Parameters: <c>accountFailures</c>, <c>addressFailures</c>.</summary>
internal sealed class RelaxLoginPolicy(LoginPolicies policies) : RelaxedPolicy<LoginPolicy>
{
    public static readonly ControlledKind TheKind = new(
        "policy.login.relax", "放宽登录策略", IdentityPermissions.ManageGrants, [IdentityPermissions.ConfirmSecurity]);

    public override ControlledKind Kind => TheKind;

    protected override async Task<Result<PolicyAsked<LoginPolicy>>> ReadAsync(ISqlSession session, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
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
        return LoginPolicyStaysInBounds.Breach(wanted) is { } breach ? breach : new PolicyAsked<LoginPolicy>(before.Value, wanted)
        {
            Place = new PolicyPlace(PolicyCommands.LoginKind, "login-policy", "1", "登录策略"),
            Subject = "登录策略",
            Change = PolicyCommands.ChangeOf(before.Value, wanted),
            IsLaxer = PolicyRelaxation.Is(before.Value, wanted),
            Parameters = PolicyValues.Written(ValuesOf(wanted)),
            Was = PolicyValues.TextOf(ValuesOf(before.Value)),
        };
    }

    protected override Task<Result> WriteAsync(IUnitOfWork work, PolicyAsked<LoginPolicy> asked, CancellationToken ct) => policies.WriteAsync(work, asked.Wanted, ct);

    private static PolicyValue[] ValuesOf(LoginPolicy policy) => [new("accountFailures", policy.AccountFailures), new("addressFailures", policy.AddressFailures)];
}
