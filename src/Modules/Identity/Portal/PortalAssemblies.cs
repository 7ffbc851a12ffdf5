using System.Data.Common;
using Guotu.Database;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Portal;

/// <summary>Reads and adds assemblies; each is proved before it is believed, and one that is gone is noticed (门户装配的存取).</summary>
internal sealed class PortalAssemblies(RowWriter rows)
{
    private const string CountSql = "SELECT COUNT(*) AS row_total FROM id_portal_change";

    private const string NewestSql =
        """
        SELECT change_id, role_code, version_no, layout_json, reason_text, changed_by, changed_name, changed_utc, row_mac
        FROM id_portal_change c
        WHERE version_no = (SELECT MAX(n.version_no) FROM id_portal_change n WHERE n.role_code = c.role_code)
        ORDER BY role_code
        """;

    /// <summary>The newest of each role; three small queries.</summary>
    public async Task<Result<IReadOnlyDictionary<string, PortalChangeRow>>> NewestAsync(ISqlSession session, CancellationToken ct)
    {
        // The tally first: what others add meanwhile only makes the count greater.
        var counted = await rows.CountedAsync(session, PortalChangeRow.Table, ct);
        if (counted.Error is { } tampered)
        {
            return tampered;
        }

        if (await session.ScalarAsync<long>(CountSql, null, ct) < (counted.Value ?? 0))
        {
            return new Error(DatabaseErrors.RowTampered, ("table", PortalChangeRow.Table.Name), ("row", "全部"));
        }

        var newest = await session.QueryAsync<PortalChangeRow>(NewestSql, null, ct);
        var forged = newest.Select(r => rows.Verify(PortalChangeRow.Table, r.ChangeId, r.Values, r.RowMac).Error).FirstOrDefault(e => e is not null);
        return forged is null
            ? Result<IReadOnlyDictionary<string, PortalChangeRow>>.Of(newest.ToDictionary(r => r.RoleCode, StringComparer.Ordinal))
            : forged;
    }

    /// <summary>Of two that take the same number one runs again and then meets the other's.</summary>
    public async Task<Result> AddAsync(IUnitOfWork work, PortalChangeRow row, CancellationToken ct)
    {
        try
        {
            return await rows.InsertAsync(work, PortalChangeRow.Table, row.ChangeId, row.Values, ct);
        }
        catch (DbException exception) when (work.Dialect.IsUniqueViolation(exception))
        {
            throw new TallyBegunException(exception);
        }
    }
}
