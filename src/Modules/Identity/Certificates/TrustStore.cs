using Guotu.Crypto.Certificates;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Certificates;

/// <summary>
/// Authorities and revocation lists that certificates of people are judged by (信任的机构). Read anew at each judgement, so that a list that was just
/// brought in counts at once; the cost grows with the size of the lists, about 30 ms for a megabyte.
/// </summary>
internal sealed class TrustStore(RowWriter rows)
{
    private const string AllSql =
        """
        SELECT trust_id, item_kind, item_digest, subject_name, from_utc, until_utc, content_text, set_by, set_utc, row_mac
        FROM id_trust ORDER BY trust_id
        """;

    /// <summary>Every item; refused as a whole where one was changed behind the application's back.</summary>
    public async Task<Result<IReadOnlyList<TrustRow>>> AllAsync(ISqlSession session, CancellationToken ct)
    {
        var found = await session.QueryAsync<TrustRow>(AllSql, null, ct);
        foreach (var row in found)
        {
            if (rows.Verify(TrustRow.Table, row.TrustId, row.Values, row.RowMac).Error is { } tampered)
            {
                return tampered;
            }
        }

        return Result<IReadOnlyList<TrustRow>>.Of(found);
    }

    public async Task<Result<TrustMaterial>> ReadAsync(ISqlSession session, CancellationToken ct)
    {
        var all = await AllAsync(session, ct);
        if (all.Error is { } tampered)
        {
            return tampered;
        }

        var (anchors, authorities, lists) = (new List<Sm2Certificate>(), new List<Sm2Certificate>(), new List<Sm2RevocationList>());
        foreach (var row in all.Value)
        {
            if (Take(row, row.Kind == TrustKind.Anchor ? anchors : authorities, lists).Error is { } unreadable)
            {
                return unreadable;
            }
        }

        return new TrustMaterial(anchors, authorities, lists);
    }

    public Task<Result> InsertAsync(IUnitOfWork work, TrustRow row, CancellationToken ct) => rows.InsertAsync(work, TrustRow.Table, row.TrustId, row.Values, ct);

    public Task<bool> RemoveAsync(IUnitOfWork work, TrustRow row, CancellationToken ct) => rows.DeleteAsync(work, TrustRow.Table, row.TrustId, ct);

    private static Result Take(TrustRow row, List<Sm2Certificate> certificates, List<Sm2RevocationList> lists)
    {
        var content = Convert.FromBase64String(row.ContentText);
        if (row.Kind == TrustKind.RevocationList)
        {
            var list = Sm2RevocationList.Read(content);
            if (list.Error is { } noList)
            {
                return noList;
            }

            lists.Add(list.Value);
            return Result.Done;
        }

        var certificate = Sm2Certificate.Read(content);
        if (certificate.Error is { } noCertificate)
        {
            return noCertificate;
        }

        certificates.Add(certificate.Value);
        return Result.Done;
    }
}
