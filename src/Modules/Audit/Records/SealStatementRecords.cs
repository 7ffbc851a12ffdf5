using System.Globalization;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;

namespace Guotu.Audit.Records;

/// <summary>
/// What the trail states of single seals (封签的声明): one record an object and act, found by the object, so that each act proves that the object's seal is the
/// one which the act before left.
/// </summary>
public sealed class SealStatementRecords(RecordSeal seal)
{
    public const string Kind = "rows.seal";
    public const string ObjectType = "sealed-object";

    /// <summary>Ids follow the clocks of the nodes; of so many newest records of the object the highest version counts.</summary>
    private const int Newest = 20;

    private const int RestatedAtOnce = 200;

    private const string OfObjectSql =
        $"SELECT {RecordTable.Columns} FROM au_record r WHERE r.object_type = 'sealed-object' AND r.object_id = :p_object AND r.kind_code = 'rows.seal' ORDER BY r.record_id DESC";

    private const string OfTableSql =
        $"SELECT {RecordTable.Columns} FROM au_record r WHERE r.object_type = 'sealed-object' AND r.object_id LIKE :p_objects ESCAPE '!' AND r.kind_code = 'rows.seal' ORDER BY r.record_id";

    private const string MovedSql =
        """
        SELECT DISTINCT r.object_id FROM au_record r
        WHERE r.batch_no >= :p_first AND r.batch_no <= :p_last AND r.object_type = 'sealed-object' AND r.kind_code = 'rows.seal' ORDER BY r.object_id
        """;

    private readonly GenuineRecords _records = new(seal);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IEnumerable<AuditEntry> EntriesOf(RowStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return statement.Seals.Select(s => EntryOf(ObjectOf(statement.TableName, s.Key), new SealStatement(statement.Version, s.Value.Now), s.Value.Was));
    }

    /// <summary>The statement with the highest version; null where there is none.</summary>
    public async Task<SealStatement?> LastAsync(ISqlSession session, string table, long id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return (await NewestAsync(session, ObjectOf(table, id), ct)).Statement;
    }

    public async Task EachAsync(ISqlSession session, string table, Action<long, SealStatement> take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(take);
        var prefix = table + "/";
        await _records.EachAsync(
            session,
            OfTableSql,
            new { p_objects = prefix.Replace("_", "!_", StringComparison.Ordinal) + "%" },
            r => take(long.Parse(r.ObjectId.AsSpan(prefix.Length), CultureInfo.InvariantCulture), Of(r)),
            ct);
    }

    /// <summary>Objects that records of these batches speak of.</summary>
    internal static Task<IReadOnlyList<string>> MovedAsync(ISqlSession session, long first, long last, CancellationToken ct) =>
        session.QueryAsync<string>(MovedSql, new { p_first = first, p_last = last }, ct);

    /// <summary>So many objects at a time are stated anew.</summary>
    internal static IEnumerable<string[]> Portions(IReadOnlyList<string> objects) => objects.Chunk(RestatedAtOnce);

    /// <summary>
    /// States the seals anew whose newest record is going to be moved into an archive. Repeating it is harmless: what was stated anew is no longer among
    /// the records that move.
    /// </summary>
    internal async Task RestateAsync(IUnitOfWork work, IEnumerable<string> objects, long lastBatch, CancellationToken ct)
    {
        foreach (var name in objects)
        {
            var (statement, batch) = await NewestAsync(work, name, ct);
            if (statement is { Version: < long.MaxValue } && batch > 0 && batch <= lastBatch)
            {
                work.Audit(EntryOf(name, statement, RowChange.Unstated));
            }
        }
    }

    private static string ObjectOf(string table, long id) => string.Create(CultureInfo.InvariantCulture, $"{table}/{id}");

    private static AuditEntry EntryOf(string name, SealStatement statement, string? was) => new(Kind, ObjectType, name, $"封签 {name} 第 {statement.Version} 版")
    {
        After = JsonSerializer.Serialize(new Shape(statement.Version, statement.Mac, was), Json),
    };

    private static SealStatement Of(AuditRecord record)
    {
        var shape = JsonSerializer.Deserialize<Shape>(record.AfterJson ?? "{}", Json)!;
        return new SealStatement(shape.Version, shape.Now);
    }

    private async Task<(SealStatement? Statement, long Batch)> NewestAsync(ISqlSession session, string name, CancellationToken ct)
    {
        // Whoever can write records could push the genuine ones out of sight: then the trail states something that no seal can meet.
        var records = await _records.AllOrNullAsync(session, OfObjectSql + FormattableString.Invariant($" LIMIT {Newest}"), new { p_object = name }, ct);
        if (records is null)
        {
            return (new SealStatement(long.MaxValue, null), 0);
        }

        if (records.Count == 0)
        {
            return (null, 0);
        }

        return records.Select(r => ((SealStatement?)Of(r), r.BatchNo)).MaxBy(s => s.Item1!.Version);
    }

    private sealed record Shape(long Version, string? Now, string? Was);
}
