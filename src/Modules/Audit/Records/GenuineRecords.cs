using System.Globalization;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
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

    /// <summary>
    /// Records of a query told apart: the genuine ones, and of all others number and digest as the database holds them. Null where there are more than
    /// <paramref name="most"/>. Cost: each record is read twice.
    /// </summary>
    public async Task<(IReadOnlyList<AuditRecord> Genuine, IReadOnlyList<ForgedStatement> Forged)?> ApartOrNullAsync(
        ISqlSession session, string sql, object arguments, int most, CancellationToken ct)
    {
        var raw = await session.QueryAsync<object>(sql + FormattableString.Invariant($" LIMIT {most + 1}"), arguments, ct);
        if (raw.Count > most)
        {
            return null;
        }

        var genuine = new List<AuditRecord>();
        await EachAsync(session, sql, arguments, genuine.Add, ct);
        var own = genuine.Select(r => r.RecordId).ToHashSet();
        var forged = raw.Select(r => (IDictionary<string, object?>)r)
            .Where(r => StrangeValues.NumberOrNull(r["record_id"]) is not { } id || !own.Contains(id))
            .Select(r => new ForgedStatement(Text(r["record_id"]), DigestOf(r)));
        return (genuine, [.. forged]);
    }

    /// <summary>Over every column but the batch, which the sealer sets, as the driver gives it.</summary>
    private static string DigestOf(IDictionary<string, object?> raw)
    {
        var text = new BoundText("guotu forged statement 1");
        foreach (var (column, value) in raw.Where(c => c.Key != "batch_no").OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            text.Add(column).Add(Text(value));
        }

        return Convert.ToHexString(Sm3.Hash(text.ToArray())).ToLowerInvariant();
    }

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

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
