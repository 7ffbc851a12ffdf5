using System.Text.Json;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.DualControl;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageAccounts;

/// <summary>
/// 重新启用管理员账号: asked for by a system administrator, confirmed by a security administrator or an auditor, so that a node whose only security
/// administrator was disabled is not locked. Parameter: <c>account</c>.
/// </summary>
internal sealed class EnableAdministrator(GrantWriting grants, Accounts accounts) : IControlledChange
{
    public static readonly ControlledKind TheKind = new(
        "account.enable-administrator", "重新启用管理员账号", IdentityPermissions.ManageAccounts, [IdentityPermissions.ConfirmSystem, IdentityPermissions.ConfirmAccounts]);

    public ControlledKind Kind => TheKind;

    /// <summary>Whether enabling this account is one person's act.</summary>
    public static async Task<bool> ConcernsAsync(IUnitOfWork work, Grantee grantee, CancellationToken ct) =>
        (await GrantWriting.HeldAsync(work, grantee, ct)).Any(h => h != PermissionHolder.Business);

    /// <summary>An account whose last day is over is as good as disabled: a new last day for it is the same act.</summary>
    public static bool IsOver(AccountRow row, IUnitOfWork work) => row.ExpiresOn < work.At.LocalDate;

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var found = await ReadAsync(work, parameters, ct);
        if (found.Error is { } refused)
        {
            return refused;
        }

        var row = found.Value.Account;
        var who = $"{row.UserName}({row.AccountName})";
        return new ControlledMatter(who, $"重新启用管理员账号 {who}", new Dictionary<string, string>(StringComparer.Ordinal) { ["account"] = row.AccountName })
        {
            PersonId = row.UserId,
        };
    }

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var found = await ReadAsync(work, order.Parameters, ct);
        if (found.Error is { } refused)
        {
            return refused;
        }

        var row = found.Value.Account;
        work.Audit(AccountCommands.Entry(AccountCommands.EnableKind, row, $"启用管理员账号({order.AskedName} 申请,{work.Context.Actor.Name} 复核)"));
        var enabled = IsOver(row, work) ? row.With(enabled: true).Expiring(null) : row.With(enabled: true);
        return (await accounts.UpdateAsync(work, enabled, ct)).Error is { } notWritten
            ? notWritten
            : new ControlledEffect(StateOf(row.AccountName, "disabled"), StateOf(row.AccountName, "enabled"));
    }

    private async Task<Result<Grantee>> ReadAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var account = ParameterMustBeGiven.Read(parameters, "account");
        if (account.Error is { } missing)
        {
            return missing;
        }

        var found = await grants.FindAsync(work, account.Value, ct);
        if (found.Error is { } unknown)
        {
            return unknown;
        }

        if (found.Value.Account.IsEnabled && !IsOver(found.Value.Account, work))
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "账号"), ("reason", "这个账号没有停用")) { Field = "account" };
        }

        return await ConcernsAsync(work, found.Value, ct)
            ? found
            : new Error(KernelErrors.FieldInvalid, ("field", "账号"), ("reason", "业务账号直接启用,不用复核")) { Field = "account" };
    }

    private static string StateOf(string account, string state) => JsonSerializer.Serialize(new { account, state });
}
