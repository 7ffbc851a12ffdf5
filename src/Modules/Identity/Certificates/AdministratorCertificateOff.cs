using System.Text.Json;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.DualControl;
using Guotu.Identity.ManageGrants;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Certificates;

/// <summary>
/// 解除管理员的证书: asked for by a security administrator, confirmed by a system administrator or an auditor; the holder is neither. Parameters:
/// <c>account</c>, <c>certificate</c> (serial number or SM3).
/// </summary>
internal sealed class AdministratorCertificateOff(BindCertificate certificates) : IControlledChange
{
    public static readonly ControlledKind TheKind = new(
        "certificate.administrator-off", "解除管理员的证书", IdentityPermissions.ManageGrants, [IdentityPermissions.ConfirmSecurity, IdentityPermissions.ConfirmAccounts]);

    public ControlledKind Kind => TheKind;

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var found = await ReadAsync(work, parameters, ct);
        if (found.Error is { } refused)
        {
            return refused;
        }

        var account = found.Value.Grantee.Account;
        var who = $"{account.UserName}({account.AccountName})";
        var checkedOnes = new Dictionary<string, string>(StringComparer.Ordinal) { ["account"] = account.AccountName, ["certificate"] = found.Value.Row.CertDigest };
        return new ControlledMatter(who, $"解除 {who} 的证书,序列号 {found.Value.Row.SerialText}", checkedOnes) { PersonId = account.UserId };
    }

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var found = await ReadAsync(work, order.Parameters, ct);
        if (found.Error is { } refused)
        {
            return refused;
        }

        await certificates.TakeOffAsync(work, found.Value, $"({order.AskedName} 申请,{work.Context.Actor.Name} 复核)解除", ct);
        return new ControlledEffect(StateOf(found.Value, "bound"), StateOf(found.Value, "none"));
    }

    private async Task<Result<HeldCertificate>> ReadAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var (account, certificate) = (ParameterMustBeGiven.Read(parameters, "account"), ParameterMustBeGiven.Read(parameters, "certificate"));
        if ((account.Error ?? certificate.Error) is { } missing)
        {
            return missing;
        }

        var found = await certificates.FindAsync(work, account.Value, certificate.Value, ct);
        if (found.Error is { } unknown)
        {
            return unknown;
        }

        return (await GrantWriting.HeldAsync(work, found.Value.Grantee, ct)).All(h => h == PermissionHolder.Business)
            ? new Error(KernelErrors.FieldInvalid, ("field", "账号"), ("reason", "业务人员的由安全保密管理员直接解除,不用复核")) { Field = "account" }
            : found;
    }

    private static string StateOf(HeldCertificate held, string certificate) =>
        JsonSerializer.Serialize(new { account = held.Grantee.Account.AccountName, certificate, serial = held.Row.SerialText });
}
