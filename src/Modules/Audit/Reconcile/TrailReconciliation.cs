using System.Globalization;
using Guotu.Audit.Archiving;
using Guotu.Audit.Records;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Scope;
using Guotu.Database.Work;

namespace Guotu.Audit.Reconcile;

/// <summary>
/// Holds the trail against the business tables of every module, both ways (与业务表对账). The office works on meanwhile: what differs is looked at again,
/// and only what differs each time is a difference. Cost: the rows, and the records of the acts, once; memory about 100 bytes an object of the largest
/// kind.
/// </summary>
public sealed class TrailReconciliation(IUnitsOfWork units, RecordSeal seal, ArchiveStore store, IEnumerable<IAuditReconciliation> reconciliations)
{
    private const int MostLooks = 3;

    private readonly RecordedActs _recorded = new(seal);

    private readonly IReadOnlyList<ReconciledSubject> _subjects =
        [.. reconciliations.SelectMany(r => r.Acts.Select(a => new ReconciledSubject(r.Name, a)))];

    /// <summary>Kinds of business object that are compared.</summary>
    public int Subjects => _subjects.Count;

    /// <summary>One after the other; <paramref name="steps"/> hears the name of each before it is begun.</summary>
    public async Task<IReadOnlyList<ReconciledActsResult>> RunAsync(IProgress<string>? steps, CancellationToken ct)
    {
        var kinds = _subjects.SelectMany(s => s.Acts.Kinds).ToHashSet(StringComparer.Ordinal);
        var archived = new ArchivedCounts(store, seal, kinds);
        var results = new List<ReconciledActsResult>(_subjects.Count);
        foreach (var subject in _subjects)
        {
            steps?.Report(subject.Acts.Title);
            results.Add(await CompareAsync(subject, archived, ct));
        }

        return results;
    }

    private async Task<ReconciledActsResult> CompareAsync(ReconciledSubject subject, ArchivedCounts archived, CancellationToken ct)
    {
        var result = await LookAsync(subject, archived, ct);
        for (var look = 2; look <= MostLooks && result.Differences.Count > 0; look++)
        {
            var again = await LookAsync(subject, archived, ct);
            if (again.Line.Differences > again.Differences.Count)
            {
                // More than are listed: no few acts that ran meanwhile.
                return again;
            }

            var before = result.Differences.Select(d => d.ObjectId).ToHashSet(StringComparer.Ordinal);
            IReadOnlyList<TrailDifference> still = [.. again.Differences.Where(d => before.Contains(d.ObjectId))];
            result = new ReconciledActsResult(again.Line with { Differences = still.Count }, still);
        }

        return result;
    }

    private async Task<ReconciledActsResult> LookAsync(ReconciledSubject subject, ArchivedCounts archived, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        await archived.LookAsync(session, ct);
        if (archived.DoubtOf(subject.Acts) is { } doubt)
        {
            return subject.Undetermined(doubt);
        }

        try
        {
            var comparison = new ActsComparison(subject, await _recorded.CountAsync(session, subject.Acts, archived, ct));
            await foreach (var row in session.StreamAsync<ProvingRow>(subject.Acts.Sql, null, ct))
            {
                comparison.Take(row.ObjectCode ?? row.ObjectNo.ToString(CultureInfo.InvariantCulture), row.ActTotal);
            }

            return comparison.Finish();
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            return subject.Undetermined($"表 {subject.Acts.Table} 里有平台不会写的值,读不出来");
        }
    }

    private sealed class ProvingRow
    {
        public long ObjectNo { get; init; }

        public string? ObjectCode { get; init; }

        public int ActTotal { get; init; }
    }
}
