using Guotu.Crypto.Certificates;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Certificates;

/// <summary>What the security administrator's page shows of authorities and their revocation lists (证书机构与撤销列表).</summary>
internal sealed class TrustOverview(IUnitsOfWork units, TrustStore trust, NodeSettings node, IClock clock)
{
    private static readonly TimeSpan AuthorityWarning = TimeSpan.FromDays(30);

    /// <summary>As <c>guotu doctor</c> warns.</summary>
    private static readonly TimeSpan ListWarning = TimeSpan.FromDays(3);

    public async Task<Result<TrustView>> ReadAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var all = await trust.AllAsync(session, ct);
        if (all.Error is { } tampered)
        {
            return tampered;
        }

        var people = (await Accounts.AllAsync(session, ct)).ToDictionary(a => a.UserId, a => a.UserName);
        var lists = all.Value.Where(r => r.Kind == TrustKind.RevocationList).Select(r => (Row: r, List: Sm2RevocationList.Read(Convert.FromBase64String(r.ContentText)))).ToList();
        var authorities = all.Value.Where(r => r.Kind != TrustKind.RevocationList).Select(r => AuthorityOf(r, lists, people)).ToList();
        return new TrustView(node.CertificateLogin is not null, authorities, [.. lists.Select(l => ListOf(l.Row, l.List, people))]);
    }

    private AuthorityLine AuthorityOf(TrustRow row, List<(TrustRow Row, Result<Sm2RevocationList> List)> lists, Dictionary<long, string> people)
    {
        var certificate = Sm2Certificate.Read(Convert.FromBase64String(row.ContentText));
        var own = lists.Where(l => l.Row.SubjectName == row.SubjectName && l.List.IsSuccess && certificate.IsSuccess && l.List.Value.IsSignedBy(certificate.Value.PublicKey))
            .Select(l => l.Row.UntilUtc).Max();
        var ofList = own is null ? TrustStanding.Missing : StandingOf(own.Value, ListWarning);
        return new AuthorityLine(
            row.TrustId, row.Kind, row.SubjectName, row.ItemDigest, row.FromUtc, row.UntilUtc, StandingOf(row.UntilUtc ?? row.FromUtc, AuthorityWarning), ofList,
            people.GetValueOrDefault(row.SetBy, "—"), row.SetUtc);
    }

    private RevocationListLine ListOf(TrustRow row, Result<Sm2RevocationList> list, Dictionary<long, string> people) => new(
        row.TrustId, row.SubjectName, row.ItemDigest, list.IsSuccess ? list.Value.Number?.TrimStart('0') : null, row.FromUtc, row.UntilUtc,
        StandingOf(row.UntilUtc ?? row.FromUtc, ListWarning), people.GetValueOrDefault(row.SetBy, "—"), row.SetUtc);

    private TrustStanding StandingOf(Instant until, TimeSpan warning) =>
        until < clock.Now ? TrustStanding.Over : until.Minus(clock.Now) <= warning ? TrustStanding.Expiring : TrustStanding.Good;
}

/// <summary>Authorities and lists.</summary>
/// <param name="Enabled">Whether this node lets people log in with certificates.</param>
internal sealed record TrustView(bool Enabled, IReadOnlyList<AuthorityLine> Authorities, IReadOnlyList<RevocationListLine> Lists);

/// <summary>A registered authority.</summary>
/// <param name="Sm3">Of its certificate, lower-case hexadecimal.</param>
/// <param name="List">How it stands with its revocation list: without one none of its certificates is taken.</param>
internal sealed record AuthorityLine(
    long Id, TrustKind Kind, string Subject, string Sm3, Instant From, Instant? Until, TrustStanding Standing, TrustStanding List, string SetBy, Instant SetAt);

/// <summary>A revocation list that is there.</summary>
/// <param name="Number">Hexadecimal; null where it has none.</param>
internal sealed record RevocationListLine(
    long Id, string Issuer, string Sm3, string? Number, Instant From, Instant? Until, TrustStanding Standing, string SetBy, Instant SetAt);

/// <summary>What an authority's certificate says, before it is registered.</summary>
/// <param name="Sm3">To be compared with what the authority publishes.</param>
/// <param name="Refusal">Why it could not be registered; null where it could.</param>
internal sealed record AuthorityLook(
    TrustKind Kind, string Sm3, string Serial, string Issuer, string Subject, Instant ValidFrom, Instant ValidUntil, string? Refusal);

/// <summary>How an authority or a list stands (状态).</summary>
internal enum TrustStanding
{
    /// <summary>现行.</summary>
    Good,

    /// <summary>将到期.</summary>
    Expiring,

    /// <summary>已过期.</summary>
    Over,

    /// <summary>没有.</summary>
    Missing,
}
