using Guotu.Database.Rows;
using Guotu.Database.Sessions;

namespace Guotu.Audit.Records;

/// <summary>
/// Reads records that must be the platform's own (真实的记录): what is not, is left out here and named by the verification. A record that cannot be read,
/// because a column of it holds a value of another kind, hides no other.
/// </summary>
internal sealed class GenuineRecords(RecordSeal seal)
{
    /// <summary>Null where one of them is not as the platform wrote it.</summary>
    public async Task<IReadOnlyList<AuditRecord>?> AllOrNullAsync(ISqlSession session, string sql, object arguments, CancellationToken ct)
    {
        try
        {
            var records = await session.QueryAsync<AuditRecord>(sql, arguments, ct);
            return records.Any(r => !seal.IsGenuine(r)) ? null : records;
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            return null;
        }
    }

    /// <summary>Each genuine record of a query that is ordered by the record's number.</summary>
    public async Task EachAsync(ISqlSession session, string sql, object arguments, Action<AuditRecord> take, CancellationToken ct)
    {
        var seen = 0L;
        try
        {
            await foreach (var record in session.StreamAsync<AuditRecord>(sql, arguments, ct))
            {
                seen++;
                if (seal.IsGenuine(record))
                {
                    take(record);
                }
            }
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            await OneByOneAsync(session, sql + FormattableString.Invariant($" LIMIT 1000000000 OFFSET {seen}"), arguments, take, ct);
        }
    }

    private async Task OneByOneAsync(ISqlSession session, string sql, object arguments, Action<AuditRecord> take, CancellationToken ct)
    {
        var ids = (await session.QueryAsync<object>($"SELECT q.record_id AS row_id FROM ({sql}) q", arguments, ct))
            .Select(r => StrangeValues.NumberOrNull(((IDictionary<string, object?>)r)["row_id"])).OfType<long>().ToList();
        foreach (var id in ids)
        {
            var one = await AllOrNullAsync(session, $"SELECT {RecordTable.Columns} FROM au_record r WHERE r.record_id = :p_record", new { p_record = id }, ct);
            foreach (var record in one ?? [])
            {
                take(record);
            }
        }
    }
}
