using System.Runtime.InteropServices;
using Guotu.Audit.Records;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;

namespace Guotu.Audit.Reconcile;

/// <summary>
/// Counts the records of an act by object (审计中的次数): successful ones, and only those that the platform wrote, so that a made-up record hides no
/// deleted one. Cost: the records of the kind, each proved by its MAC.
/// </summary>
internal sealed class RecordedActs(RecordSeal seal)
{
    /// <summary>What an archive holds is counted there, also where a kill left its rows behind.</summary>
    private const string LiveSql =
        $"""
        SELECT {RecordTable.Columns} FROM au_record r
        WHERE r.object_type = :p_type AND r.kind_code = :p_kind AND r.outcome_code = 'success' AND (r.batch_no = 0 OR r.batch_no > :p_last)
        ORDER BY r.record_id
        """;

    private readonly GenuineRecords _genuine = new(seal);

    /// <param name="session">Reads with the whole node in scope.</param>
    /// <param name="acts">What is counted.</param>
    /// <param name="archived">The archives, looked at before.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Dictionary<string, int>> CountAsync(ISqlSession session, ReconciledActs acts, ArchivedCounts archived, CancellationToken ct)
    {
        var recorded = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var kind in acts.Kinds)
        {
            var arguments = new { p_type = acts.ObjectType, p_kind = kind, p_last = archived.LastBatch };
            await _genuine.EachAsync(session, LiveSql, arguments, r => Add(recorded, r.ObjectId ?? string.Empty, 1), ct);
        }

        await archived.AddAsync(session, acts, recorded, ct);
        return recorded;
    }

    public static void Add(Dictionary<string, int> recorded, string objectId, int more) =>
        CollectionsMarshal.GetValueRefOrAddDefault(recorded, objectId, out _) += more;
}
