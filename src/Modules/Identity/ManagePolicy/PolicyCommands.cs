using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManagePolicy;

/// <summary>What the security administrator sets: the password policy of staff and of administrators (口令策略).</summary>
internal sealed class PolicyCommands(IUnitsOfWork units, PasswordPolicies policies)
{
    public const string ChangeKind = "identity.policy";

    public async Task<Result<PasswordPoliciesView>> ReadAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var staff = await policies.ReadAsync(session, PasswordAudience.Staff, ct);
        var administrators = await policies.ReadAsync(session, PasswordAudience.Administrators, ct);
        return (staff.Error ?? administrators.Error) is { } tampered ? tampered : new PasswordPoliciesView(staff.Value, administrators.Value);
    }

    /// <summary>Only what is nowhere laxer than before: a relaxation needs a second person. Counts from the next login or change of password on; a password that has become too old must be changed at once.</summary>
    public Task<Result> ChangeAsync(CommandContext context, PasswordAudience audience, PasswordPolicy wanted, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            if (PolicyKeepsToTheStandard.Breach(audience, wanted) is { } breach)
            {
                return breach;
            }

            var before = await policies.ReadAsync(work, audience, token);
            if (before.Error is { } tampered)
            {
                return tampered;
            }

            if (PolicyRelaxation.Is(before.Value, wanted))
            {
                return ControlErrors.NeedsSecondPerson(RelaxPasswordPolicy.TheKind);
            }

            work.Audit(new AuditEntry(ChangeKind, "password-policy", audience.ToString(), ChangeOf(audience, before.Value, wanted)));
            return await policies.WriteAsync(work, audience, wanted, token);
        },
        ct);

    public static string ChangeOf(PasswordAudience audience, PasswordPolicy before, PasswordPolicy wanted)
    {
        var whose = audience == PasswordAudience.Administrators ? "三员" : "业务人员";
        return $"{whose}口令策略:{Words(before)};改为:{Words(wanted)}";
    }

    private static string Words(PasswordPolicy p) =>
        $"{p.LeastLength} 位 {p.LeastClasses} 类 记 {p.Remembered} 次 {p.LongestDays} 天 提前 {p.WarnDays} 天 间隔 {p.LeastHours} 小时 未用 {p.InactiveDays} 天";
}

/// <summary>Both policies.</summary>
internal sealed record PasswordPoliciesView(PasswordPolicy Staff, PasswordPolicy Administrators);
