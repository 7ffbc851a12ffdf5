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

    /// <summary>Two persons set records aside that are not the platform's own.</summary>
    public const string DisownKind = "rows.disown";

    /// <summary>More records of one object are not told apart: whoever writes so many into the database is dealt with by restoring it.</summary>
    private const int MostApart = 5_000;

    /// <summary>Ids follow the clocks of the nodes; of so many newest records of the object the highest version counts.</summary>
    private const int Newest = 20;

    private const int RestatedAtOnce = 200;

    private const string OfObjectSql =
        $"SELECT {RecordTable.Columns} FROM au_record r WHERE r.object_type = 'sealed-object' AND r.object_id = :p_object AND r.kind_code = 'rows.seal' ORDER BY r.record_id DESC";

    private const string DisownedSql =
        $"SELECT {RecordTable.Columns} FROM au_record r WHERE r.object_type = 'sealed-object' AND r.object_id = :p_object AND r.kind_code = 'rows.disown' ORDER BY r.record_id DESC";

    private const string OfTableSql =
        $"SELECT {RecordTable.Columns} FROM au_record r WHERE r.object_type = 'sealed-object' AND r.object_id LIKE :p_objects ESCAPE '!' AND r.kind_code = 'rows.seal' ORDER BY r.record_id";

    private const string MovedSql =
        """
        SELECT DISTINCT r.object_id FROM au_record r
        WHERE r.batch_no >= :p_first AND r.batch_no <= :p_last AND r.object_type = 'sealed-object' AND r.kind_code IN ('rows.seal', 'rows.disown') ORDER BY r.object_id
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
        var newest = await NewestAsync(session, ObjectOf(table, id), ct);
        return newest.Doubtful ? SealStatement.Doubtful : newest.Statement;
    }

    /// <summary>Those that nobody set aside; null where there are too many.</summary>
    public async Task<IReadOnlyList<ForgedStatement>?> ForgedAsync(ISqlSession session, string table, long id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        var name = ObjectOf(table, id);
        if (await _records.ApartOrNullAsync(session, OfObjectSql, new { p_object = name }, MostApart, ct) is not { } apart)
        {
            return null;
        }

        var disowned = await DisownedAsync(session, name, ct);
        return [.. apart.Forged.Where(f => !disowned.Contains(f))];
    }

    /// <summary>The records of an act of two persons: what is set aside, and what is genuine stated anew.</summary>
    public static IEnumerable<AuditEntry> EntriesOf(DisownedStatements disowned)
    {
        ArgumentNullException.ThrowIfNull(disowned);
        var name = ObjectOf(disowned.Table, disowned.Id);
        yield return DisownEntry(name, disowned.Forged, $"不予采信关于封签 {name} 的 {disowned.Forged.Count} 条伪造记录;{disowned.Words}");
        if (disowned.Genuine is { } genuine)
        {
            yield return EntryOf(name, genuine, RowChange.Unstated);
        }
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
            // Forged records stay behind: what the genuine ones state is stated anew all the same, and so is what was set aside.
            var newest = await NewestAsync(work, name, ct);
            if (newest is { Statement: { } statement, Batch: > 0 } && newest.Batch <= lastBatch)
            {
                work.Audit(EntryOf(name, statement, RowChange.Unstated));
            }

            var disowned = await DisownRecordsAsync(work, name, ct);
            if (disowned.Count > 0 && disowned.Max(r => r.BatchNo) is > 0 and var batch && batch <= lastBatch)
            {
                work.Audit(DisownEntry(name, [.. disowned.SelectMany(DisownedOf).Distinct()], $"重新声明不予采信的关于封签 {name} 的记录"));
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

    private async Task<NewestSeal> NewestAsync(ISqlSession session, string name, CancellationToken ct)
    {
        // Whoever can write records could push the genuine ones out of sight: then all of them are looked through, and while there is one that nobody set
        // aside, the trail states something that no seal can meet.
        var (records, doubtful) = (await _records.AllOrNullAsync(session, OfObjectSql + FormattableString.Invariant($" LIMIT {Newest}"), new { p_object = name }, ct), false);
        if (records is null)
        {
            if (await _records.ApartOrNullAsync(session, OfObjectSql, new { p_object = name }, MostApart, ct) is not { } apart)
            {
                return new NewestSeal(null, 0, true);
            }

            var disowned = await DisownedAsync(session, name, ct);
            (records, doubtful) = (apart.Genuine, apart.Forged.Any(f => !disowned.Contains(f)));
        }

        var newest = records.Select(r => (Statement: Of(r), r.BatchNo)).OrderByDescending(s => s.Statement.Version).FirstOrDefault();
        return new NewestSeal(newest.Statement, newest.BatchNo, doubtful);
    }

    private async Task<HashSet<ForgedStatement>> DisownedAsync(ISqlSession session, string name, CancellationToken ct) =>
        [.. (await DisownRecordsAsync(session, name, ct)).SelectMany(DisownedOf)];

    /// <summary>The genuine ones alone: nobody sets a record aside by forging another.</summary>
    private async Task<List<AuditRecord>> DisownRecordsAsync(ISqlSession session, string name, CancellationToken ct)
    {
        var records = new List<AuditRecord>();
        await _records.EachAsync(session, DisownedSql, new { p_object = name }, records.Add, ct);
        return records;
    }

    private static IEnumerable<ForgedStatement> DisownedOf(AuditRecord record) => JsonSerializer.Deserialize<List<ForgedStatement>>(record.AfterJson ?? "[]", Json)!;

    private static AuditEntry DisownEntry(string name, IReadOnlyList<ForgedStatement> forged, string summary) =>
        new(DisownKind, ObjectType, name, summary) { After = JsonSerializer.Serialize(forged, Json) };

    /// <summary>What the genuine records state last, in which batch, and whether others are among them.</summary>
    private sealed record NewestSeal(SealStatement? Statement, long Batch, bool Doubtful);

    private sealed record Shape(long Version, string? Now, string? Was);
}
