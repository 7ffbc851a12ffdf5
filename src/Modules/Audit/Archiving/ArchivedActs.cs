using System.Globalization;
using Guotu.Audit.Records;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Bulk;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;

namespace Guotu.Audit.Archiving;

/// <summary>
/// How often each act that business rows prove is in an archive (归档计数): stays in the database, so that completeness can be proved without the
/// archive files. The list begins with the kinds that were counted, so that none of a kind and a kind that nobody counted are told apart. The digest of
/// the list is under the MAC of the archive's row.
/// </summary>
internal sealed class ArchivedActs(IEnumerable<IAuditReconciliation> reconciliations)
{
    private const string ReadSql =
        "SELECT a.object_type, a.object_id, a.kind_code, a.act_total FROM au_archived_act a WHERE a.archive_no = :p_no ORDER BY a.act_no";

    private static readonly BulkInsert Insert = new(
        "au_archived_act",
        [
            new("archive_no", BulkType.Long), new("act_no", BulkType.Int), new("object_type", BulkType.Text), new("object_id", BulkType.Text),
            new("kind_code", BulkType.Text), new("act_total", BulkType.Int),
        ]);

    /// <summary>Object of the lines that only name a kind; no record has it.</summary>
    private const string CountedKind = "*";

    private readonly HashSet<string> _kinds = KindsOf(reconciliations).ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, string Id, string Kind), int> _places = [];

    private readonly List<ArchivedAct> _acts =
        [.. KindsOf(reconciliations).Select(k => new ArchivedAct { ObjectType = CountedKind, ObjectId = CountedKind, KindCode = k })];

    private static IEnumerable<string> KindsOf(IEnumerable<IAuditReconciliation> reconciliations) =>
        reconciliations.SelectMany(r => r.Acts).SelectMany(a => a.Kinds).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public void Count(AuditRecord record)
    {
        if (record.OutcomeCode != "success" || record.ObjectId is not { Length: > 0 } id || !_kinds.Contains(record.KindCode))
        {
            return;
        }

        var key = (record.ObjectType, id, record.KindCode);
        if (_places.TryGetValue(key, out var place))
        {
            _acts[place] = _acts[place] with { ActTotal = _acts[place].ActTotal + 1 };
            return;
        }

        _places.Add(key, _acts.Count);
        _acts.Add(new ArchivedAct { ObjectType = record.ObjectType, ObjectId = id, KindCode = record.KindCode, ActTotal = 1 });
    }

    public string Digest()
    {
        using var hasher = new Sm3Hasher();
        _acts.ForEach(a => a.AppendTo(hasher));
        return hasher.Finish().ToString();
    }

    public Task<long> InsertAsync(IUnitOfWork work, long archiveNo, CancellationToken ct)
    {
        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            await Task.CompletedTask;
            for (var i = 0; i < _acts.Count; i++)
            {
                yield return [archiveNo, i, _acts[i].ObjectType, _acts[i].ObjectId, _acts[i].KindCode, _acts[i].ActTotal];
            }
        }

        return work.InsertManyAsync(Insert, Rows(), ct);
    }

    /// <summary>Digest of the list as the database holds it now.</summary>
    public static async Task<string> StoredDigestAsync(ISqlSession session, long archiveNo, CancellationToken ct)
    {
        using var hasher = new Sm3Hasher();
        try
        {
            await foreach (var act in session.StreamAsync<ArchivedAct>(ReadSql, new { p_no = archiveNo }, ct))
            {
                act.AppendTo(hasher);
            }
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            // A value that the platform never writes: no digest is that of such rows.
            return string.Empty;
        }

        return hasher.Finish().ToString();
    }

    private sealed record ArchivedAct
    {
        public string ObjectType { get; init; } = string.Empty;

        public string ObjectId { get; init; } = string.Empty;

        public string KindCode { get; init; } = string.Empty;

        public int ActTotal { get; init; }

        public void AppendTo(Sm3Hasher hasher) => hasher.Append(
            new BoundText("guotu archived act 1").Add(ObjectType).Add(ObjectId).Add(KindCode).Add(ActTotal.ToString(CultureInfo.InvariantCulture)).ToArray());
    }
}
