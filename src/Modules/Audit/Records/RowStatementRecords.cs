using System.Globalization;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;

namespace Guotu.Audit.Records;

/// <summary>
/// What the trail states of protected tables (受保护表的声明): records like any other, sealed with them. A record that is not genuine among the newest states what no table can meet.
/// </summary>
public sealed class RowStatementRecords(RecordSeal seal)
{
    public const string Kind = "rows.state";
    public const string ObjectType = "protected-table";

    /// <summary>Ids follow the clocks of the nodes; of so many newest records the highest version counts.</summary>
    private const int Newest = 50;

    private const string OfTableSql =
        $"SELECT {RecordTable.Columns} FROM au_record r WHERE r.object_type = 'protected-table' AND r.object_id = :p_table AND r.kind_code = 'rows.state' ORDER BY r.record_id";

    private const string TablesSql =
        "SELECT DISTINCT object_id FROM au_record WHERE object_type = 'protected-table' AND kind_code = 'rows.state' ORDER BY object_id";

    private readonly GenuineRecords _records = new(seal);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static AuditEntry EntryOf(RowStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var changed = statement.Changed?.ToDictionary(c => c.Key.ToString(CultureInfo.InvariantCulture), c => Written(c.Value), StringComparer.Ordinal);
        var shape = new WrittenShape(statement.Version, statement.Rows, statement.TallyMac, changed);
        return new AuditEntry(Kind, ObjectType, statement.TableName, $"受保护表 {statement.TableName} 第 {statement.Version} 版,{statement.Rows} 行")
        {
            After = JsonSerializer.Serialize(shape, Json),
        };
    }

    public async Task<RowStatement?> LastAsync(ISqlSession session, string table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        var sql = OfTableSql + FormattableString.Invariant($" DESC LIMIT {Newest}");
        if (await _records.AllOrNullAsync(session, sql, new { p_table = table }, ct) is not { } records)
        {
            // Whoever can write records could push the genuine ones out of sight: then the trail states something that no table can meet.
            return new RowStatement(table, long.MaxValue, 0, string.Empty, null);
        }

        return records.Select(Of).MaxBy(s => s.Version);
    }

    public async Task EachAsync(ISqlSession session, string table, Action<RowStatement> take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(take);
        await _records.EachAsync(session, OfTableSql, new { p_table = table }, r => take(Of(r)), ct);
    }

    /// <summary>States every table anew as it was stated last, so that an archive that takes the old records along leaves the statement.</summary>
    public async Task RestateAsync(IUnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        foreach (var table in await work.QueryAsync<string>(TablesSql, null, ct))
        {
            // By version and not by the records' numbers, which follow the clocks of several nodes.
            RowStatement? last = null;
            await EachAsync(work, table, s => last = last is null || s.Version > last.Version ? s : last, ct);
            if (last is not null)
            {
                work.Audit(EntryOf(last with { Changed = null }));
            }
        }
    }

    private static RowStatement Of(AuditRecord record)
    {
        var shape = JsonSerializer.Deserialize<Shape>(record.AfterJson ?? "{}", Json)!;
        var changed = shape.Changed?.ToDictionary(c => long.Parse(c.Key, CultureInfo.InvariantCulture), c => Read(c.Value));
        return new RowStatement(record.ObjectId ?? string.Empty, shape.Version, shape.Rows, shape.Tally ?? string.Empty, changed);
    }

    /// <summary>Before and after as a pair; the MAC after alone where nothing is said of what was before.</summary>
    private static object? Written(RowChange change) => change.Was == RowChange.Unstated ? change.Now : new[] { change.Was, change.Now };

    private static RowChange Read(JsonElement change) => change.ValueKind == JsonValueKind.Array
        ? new RowChange(change[0].GetString(), change[1].GetString())
        : new RowChange(RowChange.Unstated, change.GetString());

    private sealed record WrittenShape(long Version, long Rows, string Tally, Dictionary<string, object?>? Changed);

    private sealed record Shape(long Version, long Rows, string? Tally, Dictionary<string, JsonElement>? Changed);
}
