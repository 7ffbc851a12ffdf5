using System.Text.Json;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.DualControl;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Certificates;

/// <summary>
/// 给管理员绑定证书: a second way into an administrator's account, so that one person alone opens it to nobody. Asked for by a security administrator, also for the own
/// account, and confirmed by a system administrator or an auditor who is not the holder. Parameters: <c>account</c>, <c>certificate</c> (Base64 of PEM or DER).
/// </summary>
internal sealed class AdministratorCertificateOn(BindCertificate certificates) : IControlledChange
{
    public static readonly ControlledKind TheKind = new(
        "certificate.administrator-on", "给管理员绑定证书", IdentityPermissions.ManageGrants, [IdentityPermissions.ConfirmSecurity, IdentityPermissions.ConfirmAccounts])
    {
        LongestParameter = GivenCertificate.MostBytes * 2,
    };

    public ControlledKind Kind => TheKind;

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var read = await ReadAsync(work, parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (account, certificate) = (read.Value.Grantee.Account, read.Value.Certificate);
        var who = $"{account.UserName}({account.AccountName})";
        var checkedOnes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["account"] = account.AccountName, ["certificate"] = Convert.ToBase64String(certificate.Der.Span), ["sm3"] = certificate.Digest,
        };
        return new ControlledMatter(
            $"{who} 证书 {certificate.SerialNumber}",
            $"给 {who} 绑定证书:主体 {certificate.Subject},序列号 {certificate.SerialNumber},签发机构 {certificate.Issuer},SM3 {certificate.Digest}",
            checkedOnes)
        {
            PersonId = account.UserId, PersonMayAsk = true,
        };
    }

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var read = await ReadAsync(work, order.Parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (before, after) = (StateOf(read.Value, "none"), StateOf(read.Value, "bound"));
        var bound = await certificates.StoreAsync(work, read.Value with { BoundBy = order.AskedBy, Words = $"({order.AskedName} 申请,{work.Context.Actor.Name} 复核)" }, ct);
        return bound.Error is { } unwritten ? unwritten : new ControlledEffect(before, after);
    }

    private async Task<Result<NewBinding>> ReadAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var (account, given) = (ParameterMustBeGiven.Read(parameters, "account"), ParameterMustBeGiven.Read(parameters, "certificate"));
        if ((account.Error ?? given.Error) is { } missing)
        {
            return missing;
        }

        var bytes = GivenCertificate.Decode(given.Value);
        var certificate = bytes.IsSuccess ? GivenCertificate.Read(bytes.Value) : bytes.Error!;
        var found = certificate.IsSuccess ? await certificates.CheckAsync(work, account.Value, certificate.Value, ct) : certificate.Error!;
        if (found.Error is { } refused)
        {
            return refused;
        }

        return await BindCertificate.NeedsTwoAsync(work, found.Value, ct)
            ? new NewBinding(found.Value, certificate.Value)
            : new Error(KernelErrors.FieldInvalid, ("field", "账号"), ("reason", "业务人员的由安全保密管理员直接绑定,不用复核")) { Field = "account" };
    }

    private static string StateOf(NewBinding binding, string certificate) =>
        JsonSerializer.Serialize(new { account = binding.Grantee.Account.AccountName, certificate, serial = binding.Certificate.SerialNumber });
}
