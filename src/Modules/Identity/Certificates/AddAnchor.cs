using System.Globalization;
using System.Text.Json;
using Guotu.Crypto.Certificates;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.DualControl;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Certificates;

/// <summary>
/// 登记根证书: whoever adds an anchor alone could bind certificates of an authority of their own to the accounts of staff. Asked for by a security administrator, confirmed by
/// a system administrator or an auditor, who compares the SM3 with what the authority publishes. Parameter: <c>certificate</c> (Base64 of PEM or DER); the node adds <c>sm3</c>.
/// </summary>
internal sealed class AddAnchor(TrustCommands trust) : IControlledChange
{
    public static readonly ControlledKind TheKind = new(
        "trust.anchor", "登记根证书", IdentityPermissions.ManageGrants, [IdentityPermissions.ConfirmSecurity, IdentityPermissions.ConfirmAccounts])
    {
        LongestParameter = GivenCertificate.MostBytes * 2,
    };

    public ControlledKind Kind => TheKind;

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var read = await ReadAsync(work, parameters, ct);
        return read.Map(c => new ControlledMatter(
            "根证书 " + c.Digest,
            string.Create(CultureInfo.InvariantCulture, $"登记根证书:主体 {c.Subject},序列号 {c.SerialNumber},有效至 {c.ValidUntil.LocalDate:yyyy-MM-dd},SM3 {c.Digest};复核前与机构公布的 SM3 核对"),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["certificate"] = Convert.ToBase64String(c.Der.Span), ["sm3"] = c.Digest }));
    }

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var read = await ReadAsync(work, order.Parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var anchor = new NewAuthority(TrustKind.Anchor, read.Value, order.AskedBy) { Words = $"({order.AskedName} 申请,{work.Context.Actor.Name} 复核)" };
        var written = await trust.WriteAuthorityAsync(work, anchor, ct);
        return written.Map(_ => new ControlledEffect(StateOf(read.Value, "none"), StateOf(read.Value, "trusted")));
    }

    private async Task<Result<Sm2Certificate>> ReadAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var given = ParameterMustBeGiven.Read(parameters, "certificate");
        var bytes = given.IsSuccess ? GivenCertificate.Decode(given.Value) : given.Error!;
        var certificate = bytes.IsSuccess ? GivenCertificate.Read(bytes.Value) : bytes.Error!;
        if (certificate.Error is { } unreadable)
        {
            return unreadable;
        }

        if (await trust.AuthorityBreachAsync(work, TrustKind.Anchor, certificate.Value, ct) is { } breach)
        {
            return breach;
        }

        return certificate;
    }

    private static string StateOf(Sm2Certificate anchor, string state) => JsonSerializer.Serialize(new { anchor = anchor.Digest, state });
}
