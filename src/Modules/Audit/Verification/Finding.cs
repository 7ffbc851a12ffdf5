using System.Globalization;

namespace Guotu.Audit.Verification;

/// <summary>Something wrong with the trail (发现).</summary>
/// <param name="Kind">One of <see cref="FindingKinds"/>.</param>
/// <param name="Where">The place: record, batch, line or file.</param>
public sealed record Finding(string Kind, string Where);

/// <summary>What the verification tells apart.</summary>
public static class FindingKinds
{
    /// <summary>A record, batch or leaf is not as it was written.</summary>
    public const string Edited = "edited";

    /// <summary>A sealed record, its leaf or a batch is gone.</summary>
    public const string Deleted = "deleted";

    /// <summary>A record or batch that the platform did not write.</summary>
    public const string Inserted = "inserted";

    /// <summary>Records of a batch stand in another order.</summary>
    public const string Reordered = "reordered";

    /// <summary>The newest batches were removed, while the rest of the database is newer.</summary>
    public const string Truncated = "truncated";

    /// <summary>The whole database is an older copy: the checkpoint file knows newer batches.</summary>
    public const string OlderCopy = "olderCopy";

    /// <summary>The checkpoint file is cut, edited or away.</summary>
    public const string CheckpointFile = "checkpointFile";

    /// <summary>A journal of reads is cut, edited or away.</summary>
    public const string Journal = "journal";

    /// <summary>An archive file is away or not as it was written, or its row was edited.</summary>
    public const string Archive = "archive";

    /// <summary>What the log server stored is not of this trail, or the trail does not have it any more.</summary>
    public const string Collected = "collected";

    /// <summary>The business tables prove an act that has no record.</summary>
    public const string Missing = "missing";

    /// <summary>The trail has an act whose business row is away.</summary>
    public const string RowGone = "rowGone";

    /// <summary>Trail and business tables could not be compared.</summary>
    public const string Undetermined = "undetermined";
}

/// <summary>Gathers findings; beyond a thousand they are only counted.</summary>
internal sealed class FindingList
{
    private const int Limit = 1000;
    private readonly List<Finding> _findings = [];

    public int Count { get; private set; }

    public IReadOnlyList<Finding> Findings => _findings;

    public void Add(string kind, FormattableString where)
    {
        Count++;
        if (_findings.Count < Limit)
        {
            _findings.Add(new Finding(kind, where.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Takes over what another list gathered.</summary>
    public void AddAll(FindingList other)
    {
        Count += other.Count;
        _findings.AddRange(other._findings.Take(Limit - _findings.Count));
    }
}
