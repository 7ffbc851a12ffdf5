using Guotu.Audit.Archiving;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Audit.SearchRecords;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Reading;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.Audit.SearchTrail;

/// <summary>
/// The search over the whole trail (连同归档查询): the table and every archive that the dates reach, such as "who saw parcel X between two dates" years
/// later. Cost: the index of each archive (10 bytes a record of it) and the batches that can hold what is sought.
/// </summary>
public sealed class TrailSearch(IUnitsOfWork units, ArchiveStore store, RecordSeal seal, IPeople people, AuditKindNames kinds, IReadJournal journal)
{
    /// <summary>Records of one answer.</summary>
    public const int MostHits = 1000;

    private const string BatchesSql =
        $"SELECT {BatchTable.Columns} FROM au_batch b WHERE b.batch_no >= :p_first AND b.batch_no <= :p_last ORDER BY b.batch_no";

    public async Task<Result<TrailSearchView>> RunAsync(Actor actor, RecordQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = RecordFilter.Of(query, kinds);
        if (filter.Error is { } error)
        {
            return error;
        }

        var run = new ArchiveSearchRun(filter.Value, MostHits + 1);
        var live = await LiveAsync(filter.Value, ct);
        run.Hits.AddRange(live);
        var archives = await ArchivedAsync(run, ct);
        var organisations = (await people.OrganisationsAsync(ct)).ToDictionary(o => o.Id, o => o.Name);
        await journal.RecordAsync(actor, "audit-records", "连同归档 " + RecordSearch.Describe(query), ct);
        var newest = run.Hits.DistinctBy(r => r.RecordId).OrderByDescending(r => r.AtUtc.UnixMicroseconds).ThenByDescending(r => r.RecordId).ToList();
        return new TrailSearchView(
            [.. newest.Take(MostHits).Select(r => AuditRecordView.Of(r, organisations.GetValueOrDefault(r.OrgId, string.Empty), kinds.TitleOf(r.KindCode)))],
            newest.Count > MostHits,
            archives.Count(a => a.IsGap),
            archives);
    }

    private async Task<IReadOnlyList<AuditRecord>> LiveAsync(RecordFilter filter, CancellationToken ct)
    {
        var (where, arguments) = filter.ToSql();
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var sql = $"SELECT {RecordTable.Columns} FROM au_record r WHERE {where} ORDER BY r.at_utc DESC, r.record_id DESC"
            + FormattableString.Invariant($" LIMIT {MostHits + 1}");
        return await session.QueryAsync<AuditRecord>(sql, arguments, ct);
    }

    /// <summary>No record of an archive is younger than the sealing of its last batch; how old one may be only its index says.</summary>
    private async Task<IReadOnlyList<SearchedArchive>> ArchivedAsync(ArchiveSearchRun run, CancellationToken ct)
    {
        var searched = new List<SearchedArchive>();
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var search = new ArchiveSearch(store, seal);
        var continuity = await ArchiveContinuity.ReadAsync(session, ct);
        foreach (var missing in continuity.Missing())
        {
            searched.AddRange(await MissingAsync(session, missing, run.Filter, ct));
        }

        foreach (var archive in continuity.Archives.Reverse())
        {
            // A row of the catalogue that was altered does not say how young its archive is: it is searched, and found damaged.
            if (store.Table.IsGenuine(archive) && run.Filter.From is { } from && archive.NewestUtc.UnixMicroseconds < from.UnixMicroseconds)
            {
                continue;
            }

            var batches = run.IsFull ? [] : await BatchesAsync(session, archive, ct);
            searched.Add(await search.RunAsync(archive, batches, run, ct));
        }

        return searched;
    }

    /// <summary>An archive whose row is away is a gap of the dates that its batches were sealed on.</summary>
    private static async Task<IReadOnlyList<SearchedArchive>> MissingAsync(ISqlSession session, MissingArchive missing, RecordFilter filter, CancellationToken ct)
    {
        var batches = await session.QueryAsync<Checkpoint>(BatchesSql, new { p_first = missing.FirstBatch, p_last = missing.LastBatch }, ct);
        var (from, to) = batches.Count == 0 ? default : (batches[0].SealedUtc, batches[^1].SealedUtc);
        return batches.Count > 0 && filter.From is { } asked && to.UnixMicroseconds < asked.UnixMicroseconds
            ? []
            : [SearchedArchive.Of(missing.ArchiveNo, from, to, SearchedArchive.Missing)];
    }

    private static async Task<Dictionary<long, Checkpoint>> BatchesAsync(ISqlSession session, TrailArchive archive, CancellationToken ct)
    {
        var found = await session.QueryAsync<Checkpoint>(BatchesSql, new { p_first = archive.FirstBatch, p_last = archive.LastBatch }, ct);
        return found.ToDictionary(b => b.BatchNo);
    }
}
