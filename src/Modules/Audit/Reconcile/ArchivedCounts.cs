using Guotu.Audit.Archiving;
using Guotu.Audit.Records;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;

namespace Guotu.Audit.Reconcile;

/// <summary>
/// How often each act is in the archives (归档中的次数), for one run. Counts in the database are believed when catalogue and digest hold; an archive from
/// before a kind was counted is read from its file, once. Cost: the counted acts once a run, and the records of such older archives.
/// </summary>
internal sealed class ArchivedCounts(ArchiveStore store, RecordSeal seal, IReadOnlySet<string> kinds)
{
    private const string KindsSql = "SELECT DISTINCT a.kind_code FROM au_archived_act a WHERE a.archive_no = :p_no";

    private const string CountsSql =
        """
        SELECT a.object_id, SUM(a.act_total) AS act_total FROM au_archived_act a JOIN au_archive h ON h.archive_no = a.archive_no
        WHERE a.object_type = :p_type AND a.kind_code = :p_kind AND h.last_batch <= :p_last GROUP BY a.object_id
        """;

    private readonly Dictionary<long, ProvedArchive> _proved = [];
    private IReadOnlyList<TrailArchive> _archives = [];

    /// <summary>The last batch that an archive holds, at the last look; 0 where there is none.</summary>
    public long LastBatch => _archives.Count == 0 ? 0 : _archives[^1].LastBatch;

    /// <summary>Reads the catalogue anew; archives that were made meanwhile are proved too.</summary>
    public async Task LookAsync(ISqlSession session, CancellationToken ct)
    {
        var continuity = await ArchiveContinuity.ReadAsync(session, ct);
        _archives = continuity.Archives;
        Missing = continuity.Missing().FirstOrDefault();
        foreach (var archive in _archives.Where(a => !_proved.ContainsKey(a.ArchiveNo)))
        {
            _proved.Add(archive.ArchiveNo, await ProveAsync(session, archive, ct));
        }
    }

    /// <summary>Null where the archives answer for an act; else the Chinese reason why they do not.</summary>
    public string? DoubtOf(ReconciledActs acts)
    {
        if (Missing is { } missing)
        {
            return $"归档 {missing.ArchiveNo} 的目录行不见了(第 {missing.FirstBatch} 至 {missing.LastBatch} 批)";
        }

        return _archives.Select(a => _proved[a.ArchiveNo]).Select(p => p.Doubt ?? (acts.Kinds.Any(p.Unread.Contains) ? p.UnreadDoubt : null)).FirstOrDefault(d => d is not null);
    }

    public async Task AddAsync(ISqlSession session, ReconciledActs acts, Dictionary<string, int> recorded, CancellationToken ct)
    {
        if (_archives.Count == 0)
        {
            return;
        }

        foreach (var kind in acts.Kinds)
        {
            var arguments = new { p_type = acts.ObjectType, p_kind = kind, p_last = LastBatch };
            await foreach (var count in session.StreamAsync<CountRow>(CountsSql, arguments, ct))
            {
                RecordedActs.Add(recorded, count.ObjectId, checked((int)count.ActTotal));
            }
        }

        foreach (var (act, total) in _archives.SelectMany(a => _proved[a.ArchiveNo].FromFile).Where(c => c.Key.Type == acts.ObjectType && acts.Kinds.Contains(c.Key.Kind)))
        {
            RecordedActs.Add(recorded, act.Id, total);
        }
    }

    private MissingArchive? Missing { get; set; }

    private async Task<ProvedArchive> ProveAsync(ISqlSession session, TrailArchive archive, CancellationToken ct)
    {
        if (!store.Table.IsGenuine(archive))
        {
            return ProvedArchive.Doubted($"归档 {archive.ArchiveNo} 的目录行被改过");
        }

        if (await ArchivedActs.StoredDigestAsync(session, archive.ArchiveNo, ct) != archive.ActsHex)
        {
            return ProvedArchive.Doubted($"归档 {archive.ArchiveNo} 的办理计数被改过");
        }

        var counted = (await session.QueryAsync<string>(KindsSql, new { p_no = archive.ArchiveNo }, ct)).ToHashSet(StringComparer.Ordinal);
        var left = kinds.Where(k => !counted.Contains(k)).ToHashSet(StringComparer.Ordinal);
        return left.Count == 0 ? ProvedArchive.Whole : await FromFileAsync(archive, left, ct);
    }

    private async Task<ProvedArchive> FromFileAsync(TrailArchive archive, HashSet<string> left, CancellationToken ct)
    {
        try
        {
            await using var file = store.Folder.Open(archive.FileName);
            if ((await Sm3.HashStreamAsync(file, ct)).ToString() != archive.FileHex)
            {
                return ProvedArchive.NotRead(left, $"归档 {archive.ArchiveNo} 没有计这一类,它的文件与写入时不同");
            }

            file.Position = 0;
            var counts = new Dictionary<(string Type, string Id, string Kind), int>();
            await foreach (var line in ArchiveLines.ReadAsync(file, ct))
            {
                if (line.Record is { OutcomeCode: "success", ObjectId.Length: > 0 } record && left.Contains(record.KindCode) && seal.IsGenuine(record))
                {
                    var act = (record.ObjectType, record.ObjectId, record.KindCode);
                    counts[act] = counts.GetValueOrDefault(act) + 1;
                }
            }

            return ProvedArchive.Whole with { FromFile = counts };
        }
        catch (Exception broken) when (ArchiveFiles.Failed(broken) || broken is InvalidDataException or FormatException or OverflowException)
        {
            return ProvedArchive.NotRead(left, $"归档 {archive.ArchiveNo} 没有计这一类,它的文件不在或读不了");
        }
    }

    private sealed class CountRow
    {
        public string ObjectId { get; init; } = string.Empty;

        public long ActTotal { get; init; }
    }

    /// <param name="Doubt">Why nothing of it is believed.</param>
    /// <param name="Unread">Kinds that it did not count and whose file could not be read.</param>
    /// <param name="UnreadDoubt">Why the file could not be read.</param>
    private sealed record ProvedArchive(string? Doubt, IReadOnlySet<string> Unread, string? UnreadDoubt)
    {
        public static readonly ProvedArchive Whole = new(null, new HashSet<string>(), null);

        /// <summary>Counted from the file.</summary>
        public IReadOnlyDictionary<(string Type, string Id, string Kind), int> FromFile { get; init; } = new Dictionary<(string, string, string), int>();

        public static ProvedArchive Doubted(string doubt) => Whole with { Doubt = doubt };

        public static ProvedArchive NotRead(IReadOnlySet<string> kinds, string doubt) => Whole with { Unread = kinds, UnreadDoubt = doubt };
    }
}
