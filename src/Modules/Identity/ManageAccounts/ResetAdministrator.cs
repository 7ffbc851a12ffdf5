using System.Text.Json;
using Guotu.Crypto;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.DualControl;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.Staffing;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageAccounts;

/// <summary>
/// 重置管理员的口令: asked for by a system administrator, confirmed by a security administrator or an auditor; the holder of the account is neither,
/// so that nobody gets into another administrator's account alone. Parameter: <c>account</c>.
/// </summary>
internal sealed class ResetAdministrator(GrantWriting grants, Accounts accounts, FirstPasswords passwords, IRandomSource random) : IControlledChange
{
    public static readonly ControlledKind TheKind = new(
        "account.reset-administrator", "重置管理员的口令", IdentityPermissions.ManageAccounts, [IdentityPermissions.ConfirmSystem, IdentityPermissions.ConfirmAccounts]);

    public ControlledKind Kind => TheKind;

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var found = await ReadAsync(work, parameters, ct);
        if (found.Error is { } refused)
        {
            return refused;
        }

        var row = found.Value;
        var who = $"{row.UserName}({row.AccountName})";
        return new ControlledMatter(who, $"重置 {who} 的口令", new Dictionary<string, string>(StringComparer.Ordinal) { ["account"] = row.AccountName })
        {
            PersonId = row.UserId,
        };
    }

    /// <summary>The file is written before the row: a password that is in no row opens nothing, a row without its password would lock the person out.</summary>
    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var found = await ReadAsync(work, order.Parameters, ct);
        if (found.Error is { } refused)
        {
            return refused;
        }

        var (row, secret) = (found.Value, passwords.New());
        var reset = await AccountCommands.ResetAsync(work, row, (PasswordKdf.Hash(secret, random), $"重置管理员口令({order.AskedName} 申请,{work.Context.Actor.Name} 复核)"), ct);
        passwords.Append([new FirstPassword(row.AccountName, row.UserName, string.Empty, secret)]);
        return (await accounts.UpdateAsync(work, reset, ct)).Error is { } notWritten
            ? notWritten
            : new ControlledEffect(StateOf(row, row.MustChange), StateOf(row, mustChange: true));
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

        return await EnableAdministrator.ConcernsAsync(work, found.Value, ct)
            ? found.Value.Account
            : new Error(KernelErrors.FieldInvalid, ("field", "账号"), ("reason", "业务账号直接重置,不用复核")) { Field = "account" };
    }

    private static string StateOf(AccountRow row, bool mustChange) => JsonSerializer.Serialize(new { account = row.AccountName, mustChange });
}
