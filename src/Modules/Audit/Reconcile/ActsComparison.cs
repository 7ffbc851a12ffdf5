using Guotu.Database.AuditPort;

namespace Guotu.Audit.Reconcile;

/// <summary>
/// Holds the rows of one kind of object against its records (逐个对象比对). Memory: about 100 bytes an object that has a record; of the differences at
/// most <see cref="MostListed"/> are kept, all are counted.
/// </summary>
/// <param name="subject">What is compared.</param>
/// <param name="recorded">Records of each object; used up by the comparison.</param>
internal sealed class ActsComparison(ReconciledSubject subject, Dictionary<string, int> recorded)
{
    /// <summary>Differences of one kind of object that are listed.</summary>
    public const int MostListed = 5000;

    private readonly long _records = recorded.Values.Sum(r => (long)r);
    private readonly List<TrailDifference> _listed = [];
    private long _rows;
    private int _differences;

    public void Take(string objectId, int rows)
    {
        _rows += rows;
        recorded.Remove(objectId, out var records);
        if (records < rows)
        {
            Add(objectId, TrailDifference.MissingRecord, rows, records);
        }
        else if (records > rows && subject.Acts.Proof == ActsProof.OneToOne)
        {
            Add(objectId, TrailDifference.MissingRow, rows, records);
        }
    }

    public ReconciledActsResult Finish()
    {
        if (subject.Acts.Proof != ActsProof.RowsOnly)
        {
            foreach (var (objectId, records) in recorded)
            {
                Add(objectId, TrailDifference.MissingRow, 0, records);
            }
        }

        var acts = subject.Acts;
        var line = new ReconciledLine(subject.Module, acts.Title, acts.Table, acts.ObjectType, subject.Proof, Count(_rows), Count(_records), _differences, null);
        return new ReconciledActsResult(line, _listed);
    }

    private static int Count(long total) => (int)Math.Clamp(total, int.MinValue, int.MaxValue);

    private void Add(string objectId, string direction, int rows, int records)
    {
        _differences++;
        if (_listed.Count < MostListed)
        {
            var acts = subject.Acts;
            _listed.Add(new TrailDifference(subject.Module, acts.Title, acts.Table, string.Join(',', acts.Kinds), acts.ObjectType, objectId, direction, rows, records));
        }
    }
}
