using System.Globalization;
using System.Text.Json;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.DualControl;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ManageGrants;

/// <summary>
/// 授予管理员角色: asked for by a security administrator, confirmed by a system administrator; neither is the person who gets the role.
/// Parameters: <c>account</c>, <c>role</c>, <c>until</c> (yyyy-MM-dd, may be absent).
/// </summary>
internal sealed class GrantAdministrator(GrantWriting writing, IClock clock) : IControlledChange
{
    public static readonly ControlledKind TheKind = new(
        "grant.administrator", "授予管理员角色", IdentityPermissions.ManageGrants, [IdentityPermissions.ConfirmSecurity]);

    public ControlledKind Kind => TheKind;

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var read = await ReadAsync(work, parameters, work.Context.Actor.UserId, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (grantee, placed) = read.Value;
        var normal = new Dictionary<string, string>(StringComparer.Ordinal) { ["account"] = grantee.Account.AccountName, ["role"] = placed.Role.Code };
        if (placed.Until is not null)
        {
            normal["until"] = GrantWriting.DayOf(placed.Until);
        }

        var end = placed.Until is null ? "不限期" : "到 " + GrantWriting.DayOf(placed.Until);
        var who = $"{grantee.Account.UserName}({grantee.Account.AccountName})";
        return new ControlledMatter(who, $"授予 {who} 角色“{placed.Role.Name}”,{end}", normal) { PersonId = grantee.Account.UserId };
    }

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var read = await ReadAsync(work, order.Parameters, order.AskedBy, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (grantee, placed) = read.Value;
        work.Audit(GrantCommands.Entry(GrantCommands.GrantKind, grantee.Account, $"授予角色 {placed.Role.Code}({order.AskedName} 申请,{work.Context.Actor.Name} 复核)"));
        if ((await writing.WriteAsync(work, grantee, placed, ct)).Error is { } notWritten)
        {
            return notWritten;
        }

        var before = RolesOf(grantee);
        return new ControlledEffect(
            JsonSerializer.Serialize(new { account = grantee.Account.AccountName, roles = before }),
            JsonSerializer.Serialize(new { account = grantee.Account.AccountName, roles = before.Append(placed.Role.Code) }));
    }

    private async Task<Result<(Grantee Grantee, PlacedRole Placed)>> ReadAsync(
        ISqlSession session, IReadOnlyDictionary<string, string> parameters, long askedBy, CancellationToken ct)
    {
        var (account, code) = (ParameterMustBeGiven.Read(parameters, "account"), ParameterMustBeGiven.Read(parameters, "role"));
        if ((account.Error ?? code.Error) is { } missing)
        {
            return missing;
        }

        var until = UntilOf(parameters);
        if (until.Error is { } noDay)
        {
            return noDay;
        }

        var grantee = await writing.FindAsync(session, account.Value, ct);
        if (grantee.Error is { } unknown)
        {
            return unknown;
        }

        var role = await GrantWriting.CheckAsync(session, grantee.Value, code.Value, askedBy, ct);
        if (role.Error is { } notAllowed)
        {
            return notAllowed;
        }

        return role.Value.Holder == PermissionHolder.Business
            ? new Error(KernelErrors.FieldInvalid, ("field", "角色"), ("reason", "业务角色直接授予,不用复核")) { Field = "role" }
            : (grantee.Value, new PlacedRole(role.Value, until.Value.Day, askedBy));
    }

    private Result<LastDay> UntilOf(IReadOnlyDictionary<string, string> parameters)
    {
        if (!parameters.TryGetValue("until", out var text) || text.Length == 0)
        {
            return new LastDay(null);
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= clock.Now.LocalDate
            ? new LastDay(day)
            : new Error(KernelErrors.FieldInvalid, ("field", "截止日"), ("reason", "写成 2026-12-31 的样子,不早于今天")) { Field = "until" };
    }

    private static List<string> RolesOf(Grantee grantee) => [.. grantee.Grants.Where(g => !g.IsRevoked).Select(g => g.RoleCode)];

    private sealed record LastDay(DateOnly? Day);
}
