using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManagePolicy;

/// <summary>What the security administrator sets: password and session policies of staff and of administrators (口令策略、会话策略).</summary>
internal sealed class PolicyCommands(IUnitsOfWork units, PasswordPolicies policies, SessionPolicies sessions, LoginPolicies logins)
{
    public const string ChangeKind = "identity.policy";
    public const string LoginKind = "identity.policy.login";
    public const string SessionKind = "identity.policy.session";

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

    public static string ChangeOf(PasswordAudience audience, PasswordPolicy before, PasswordPolicy wanted) =>
        $"{PolicyAudience.Whose(audience)}口令策略:{Words(before)};改为:{Words(wanted)}";

    public static string ChangeOf(PasswordAudience audience, SessionPolicy before, SessionPolicy wanted) =>
        $"{PolicyAudience.Whose(audience)}会话策略:{Words(before)};改为:{Words(wanted)}";

    public static string ChangeOf(LoginPolicy before, LoginPolicy wanted) => $"图形验证码:{Words(before)};改为:{Words(wanted)}";

    public async Task<Result<SessionPoliciesView>> ReadSessionsAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var staff = await sessions.ReadAsync(session, PasswordAudience.Staff, ct);
        var administrators = await sessions.ReadAsync(session, PasswordAudience.Administrators, ct);
        return (staff.Error ?? administrators.Error) is { } tampered ? tampered : new SessionPoliciesView(staff.Value, administrators.Value);
    }

    /// <summary>
    /// Only what is nowhere laxer than before. Counts at once for what is open: a session that is too old by it is over at its next request. Numbers
    /// count at the next login.
    /// </summary>
    public Task<Result> ChangeSessionsAsync(CommandContext context, PasswordAudience audience, SessionPolicy wanted, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            if (SessionPolicyKeepsToTheStandard.Breach(audience, wanted) is { } breach)
            {
                return breach;
            }

            var before = await sessions.ReadAsync(work, audience, token);
            if (before.Error is { } tampered)
            {
                return tampered;
            }

            if (PolicyRelaxation.Is(before.Value, wanted))
            {
                return ControlErrors.NeedsSecondPerson(RelaxSessionPolicy.TheKind);
            }

            work.Audit(new AuditEntry(SessionKind, "session-policy", audience.ToString(), ChangeOf(audience, before.Value, wanted)));
            return await sessions.WriteAsync(work, audience, wanted, token);
        },
        ct);

    public async Task<Result<LoginPolicy>> ReadLoginAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await logins.ReadAsync(session, ct);
    }

    /// <summary>Only what is nowhere laxer than before. Counts from the next login on.</summary>
    public Task<Result> ChangeLoginAsync(CommandContext context, LoginPolicy wanted, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            if (LoginPolicyStaysInBounds.Breach(wanted) is { } breach)
            {
                return breach;
            }

            var before = await logins.ReadAsync(work, token);
            if (before.Error is { } tampered)
            {
                return tampered;
            }

            if (PolicyRelaxation.Is(before.Value, wanted))
            {
                return ControlErrors.NeedsSecondPerson(RelaxLoginPolicy.TheKind);
            }

            work.Audit(new AuditEntry(LoginKind, "login-policy", "1", ChangeOf(before.Value, wanted)));
            return await logins.WriteAsync(work, wanted, token);
        },
        ct);

    private static string Words(LoginPolicy p) => $"账号输错 {p.AccountFailures} 次 地址输错 {p.AddressFailures} 次";

    private static string Words(SessionPolicy p) =>
        $"闲置 {p.IdleMinutes} 分钟 最长 {p.LongestHours} 小时 同时 {p.MostSessions} 个 {(p.AtLimit == SessionLimit.EndOldest ? "结束最早的" : "拒绝新的")} 再认证 {p.ProofMinutes} 分钟";

    private static string Words(PasswordPolicy p) =>
        $"{p.LeastLength} 位 {p.LeastClasses} 类 记 {p.Remembered} 次 {p.LongestDays} 天 提前 {p.WarnDays} 天 间隔 {p.LeastHours} 小时 未用 {p.InactiveDays} 天";
}

/// <summary>Both policies.</summary>
internal sealed record PasswordPoliciesView(PasswordPolicy Staff, PasswordPolicy Administrators);

/// <summary>Both session policies.</summary>
internal sealed record SessionPoliciesView(SessionPolicy Staff, SessionPolicy Administrators);
