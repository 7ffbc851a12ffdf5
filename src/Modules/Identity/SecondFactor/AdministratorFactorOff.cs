using System.Text.Json;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.DualControl;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.SecondFactor;

/// <summary>
/// 解除管理员的动态口令 (its token is lost): asked for by a security administrator, confirmed by a system administrator or an auditor; the holder of
/// the token is neither. Parameter: <c>account</c>.
/// </summary>
internal sealed class AdministratorFactorOff(GrantWriting grants, OtpBindings bindings) : IControlledChange
{
    public static readonly ControlledKind TheKind = new(
        "factor.administrator-off", "解除管理员的动态口令", IdentityPermissions.ManageGrants, [IdentityPermissions.ConfirmSecurity, IdentityPermissions.ConfirmAccounts]);

    public ControlledKind Kind => TheKind;

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var found = await ReadAsync(work, parameters, ct);
        if (found.Error is { } refused)
        {
            return refused;
        }

        var who = $"{found.Value.UserName}({found.Value.AccountName})";
        return new ControlledMatter(who, $"解除 {who} 的动态口令", new Dictionary<string, string>(StringComparer.Ordinal) { ["account"] = found.Value.AccountName })
        {
            PersonId = found.Value.UserId,
        };
    }

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var found = await ReadAsync(work, order.Parameters, ct);
        if (found.Error is { } refused)
        {
            return refused;
        }

        var taken = new FactorTakenOff(found.Value, $"解除动态口令({order.AskedName} 申请,{work.Context.Actor.Name} 复核)");
        await FactorAdministration.TakeOffAsync(work, bindings, taken, ct);
        return new ControlledEffect(StateOf(found.Value, "bound"), StateOf(found.Value, "none"));
    }

    private async Task<Result<AccountRow>> ReadAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
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

        if ((await GrantWriting.HeldAsync(work, found.Value, ct)).All(h => h == PermissionHolder.Business))
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "账号"), ("reason", "业务人员的由安全保密管理员直接解除,不用复核")) { Field = "account" };
        }

        var bound = await bindings.FindAsync(work, found.Value.Account.UserId, ct);
        using var seed = bound.IsSuccess ? bound.Value : null;
        if (bound.Error is { } tampered)
        {
            return tampered;
        }

        return bound.Value is { IsConfirmed: true }
            ? found.Value.Account
            : new Error(KernelErrors.FieldInvalid, ("field", "账号"), ("reason", "没有绑定动态口令")) { Field = "account" };
    }

    private static string StateOf(AccountRow row, string token) => JsonSerializer.Serialize(new { account = row.AccountName, token });
}
