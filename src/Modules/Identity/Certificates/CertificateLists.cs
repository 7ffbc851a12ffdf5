using Guotu.Crypto.Certificates;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Certificates;

/// <summary>What the pages show of certificates (证书清单): everybody's for the security administrator, the own ones, and the one that ends soon.</summary>
internal sealed class CertificateLists(IUnitsOfWork units, CertificateBindings bindings, TrustStore trust, NodeSettings node, IClock clock)
{
    public async Task<Result<CertificatesView>> AllAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var (items, material) = (await trust.AllAsync(session, ct), await trust.ReadAsync(session, ct));
        if ((items.Error ?? material.Error) is { } tampered)
        {
            return tampered;
        }

        var people = (await Accounts.AllAsync(session, ct)).ToDictionary(a => a.UserId);
        var lines = (await CertificateBindings.AllAsync(session, ct)).Select(r => LineOf(r, material.Value, people)).ToList();
        return new CertificatesView(node.CertificateLogin is not null, lines, [.. items.Value.Select(i => i.LineAt(clock.Now))]);
    }

    public async Task<Result<OwnCertificatesView>> OwnAsync(long userId, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var (own, material) = (await bindings.OfUserAsync(session, userId, ct), await trust.ReadAsync(session, ct));
        return (own.Error ?? material.Error) is { } tampered
            ? tampered
            : new OwnCertificatesView(node.CertificateLogin is not null, [.. own.Value.Select(r => OwnOf(r, material.Value))]);
    }

    public async Task<Result<TrustMaterial>> TrustAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await trust.ReadAsync(session, ct);
    }

    /// <summary>The certificate of a person that is good longest, where it ends within thirty days; null where none is to be told of.</summary>
    public async Task<Result<CertificateNotice?>> NoticeAsync(ISqlSession session, long userId, CancellationToken ct)
    {
        var own = await bindings.OfUserAsync(session, userId, ct);
        if (own.Error is { } tampered)
        {
            return tampered;
        }

        var last = own.Value.MaxBy(r => r.UntilUtc);
        var left = last is null ? int.MaxValue : CertificateStandings.DaysLeft(last.UntilUtc, clock.Now);
        return Result<CertificateNotice?>.Of(left <= CertificateStandings.WarnDays ? new CertificateNotice(last!.SerialText, last.UntilUtc, left) : null);
    }

    public CertificateLoginView LoginView() => node.CertificateLogin is { } settings
        ? new CertificateLoginView(settings.AgentAddress, CertificateCheck.NameOf(node))
        : new CertificateLoginView(null, CertificateCheck.NameOf(node));

    private CertificateLine LineOf(CertificateRow row, TrustMaterial material, Dictionary<long, AccountRow> people)
    {
        var (standing, reason) = bindings.IsIntact(row) ? CertificateStandings.Of(row, material, clock.Now) : (CertificateStanding.Tampered, "在平台之外被改动过");
        var person = people.GetValueOrDefault(row.UserId);
        return new CertificateLine(
            row.CertificateId, person?.AccountName ?? "—", person?.UserName ?? "—", row.CertDigest, row.SerialText, row.IssuerName, row.SubjectName, row.FromUtc, row.UntilUtc,
            standing, reason, people.GetValueOrDefault(row.BoundBy)?.UserName ?? "—", row.BoundUtc);
    }

    private OwnCertificate OwnOf(CertificateRow row, TrustMaterial material)
    {
        var (standing, reason) = CertificateStandings.Of(row, material, clock.Now);
        return new OwnCertificate(row.SerialText, row.IssuerName, row.SubjectName, row.FromUtc, row.UntilUtc, standing, reason, row.BoundUtc);
    }
}

/// <summary>What the login page needs to speak to an agent.</summary>
/// <param name="AgentAddress">Of the agent at the desk; null where this node takes no certificates.</param>
/// <param name="Node">What the statement to be signed calls this node.</param>
internal sealed record CertificateLoginView(string? AgentAddress, string Node);

/// <summary>The own certificates.</summary>
internal sealed record OwnCertificatesView(bool Enabled, IReadOnlyList<OwnCertificate> Certificates);

/// <summary>An own certificate.</summary>
/// <param name="Reason">Why it is refused; null where it is not.</param>
internal sealed record OwnCertificate(
    string Serial, string Issuer, string Subject, Instant ValidFrom, Instant ValidUntil, CertificateStanding Standing, string? Reason, Instant BoundAt);

/// <summary>A certificate that ends soon or has ended.</summary>
/// <param name="DaysLeft">Whole days; negative where it has ended.</param>
public sealed record CertificateNotice(string Serial, Instant ValidUntil, int DaysLeft);
