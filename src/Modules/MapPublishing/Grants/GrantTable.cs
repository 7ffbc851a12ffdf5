using System.Globalization;
using System.Text;
using Guotu.Crypto;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.MapPublishing.Grants;

/// <summary>Rows of grants and the policy row over them. Nothing is given out whose MACs or digest do not hold.</summary>
internal sealed class GrantTable(RowWriter rows)
{
    private const string PolicySql = "SELECT version_no, grant_digest, row_mac FROM mp_policy WHERE policy_id = 1";

    private const string GrantsSql =
        """
        SELECT grant_id, role_code, layer_code, is_hidden, row_filter, denied_fields, area_regions, area_wkt, label_limit,
               granted_by, granted_utc, is_revoked, row_mac
        FROM mp_grant ORDER BY grant_id
        """;

    /// <summary>The policy's row; null while nothing was ever granted.</summary>
    public async Task<Result<PolicyRow?>> PolicyAsync(ISqlSession session, string lockSuffix, CancellationToken ct)
    {
        var row = await session.SingleOrDefaultAsync<PolicyRow>(PolicySql + lockSuffix, null, ct);
        return row is not null && !rows.Verify(PolicyRow.Table, PolicyRow.OnlyId, row.Values, row.RowMac).IsSuccess
            ? new Error(PublishingErrors.GrantsTampered)
            : Result<PolicyRow?>.Of(row);
    }

    /// <summary>All grants, revoked ones too, as the policy closes over them; without a policy there may be none.</summary>
    public async Task<Result<IReadOnlyList<GrantRow>>> GrantsAsync(ISqlSession session, PolicyRow? policy, CancellationToken ct)
    {
        var grants = await session.QueryAsync<GrantRow>(GrantsSql, null, ct);
        var intact = policy is null
            ? grants.Count == 0
            : DigestOf(grants) == policy.GrantDigest && grants.All(g => rows.Verify(GrantRow.Table, g.GrantId, g.Values, g.RowMac).IsSuccess);
        return intact ? Result<IReadOnlyList<GrantRow>>.Of(grants) : new Error(PublishingErrors.GrantsTampered);
    }

    public Task<Result> InsertAsync(IUnitOfWork work, GrantRow grant, CancellationToken ct) =>
        rows.InsertAsync(work, GrantRow.Table, grant.GrantId, grant.Values, ct);

    public async Task<Result> UpdateAsync(IUnitOfWork work, GrantRow grant, CancellationToken ct) =>
        (await rows.UpdateAsync(work, GrantRow.Table, grant.GrantId, grant.Values, ct)).Error is { } error ? error : Result.Done;

    /// <summary>Closes over the grants as they now stand in the unit; the last act of every change.</summary>
    public async Task<Result> CloseAsync(IUnitOfWork work, PolicyRow? before, CancellationToken ct)
    {
        var digest = DigestOf(await work.QueryAsync<GrantRow>(GrantsSql, null, ct));
        var after = new PolicyRow { VersionNo = (before?.VersionNo ?? 0) + 1, GrantDigest = digest };
        if (before is null)
        {
            return await rows.InsertAsync(work, PolicyRow.Table, PolicyRow.OnlyId, after.Values, ct);
        }

        return (await rows.UpdateAsync(work, PolicyRow.Table, PolicyRow.OnlyId, after.Values, ct)).Error is { } error ? error : Result.Done;
    }

    private static string DigestOf(IReadOnlyList<GrantRow> grants)
    {
        var text = new StringBuilder("guotu layer grants 1\n");
        foreach (var grant in grants)
        {
            text.Append(CultureInfo.InvariantCulture, $"{grant.GrantId} {grant.RowMac}\n");
        }

        return Sm3.Digest(Encoding.UTF8.GetBytes(text.ToString())).ToString();
    }
}
