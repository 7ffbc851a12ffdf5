using Guotu.Database.Sessions;

namespace Guotu.Audit.Archiving;

/// <summary>Batches that are neither in the database nor in an archive of the catalogue: the row of their archive is away, with or without its file.</summary>
/// <param name="ArchiveNo">Number that the archive must have had.</param>
/// <param name="FirstBatch">From here.</param>
/// <param name="LastBatch">To here.</param>
internal sealed record MissingArchive(long ArchiveNo, long FirstBatch, long LastBatch)
{
    public string Words => $"archive {ArchiveNo}: its row in au_archive is away: batches {FirstBatch} to {LastBatch} are in no archive and not in the database";
}

/// <summary>
/// Whether the catalogue has every archive (归档连续): archives are numbered without a gap, each begins where the one before ended, and the first batch that
/// still has its records in the database follows the last archived one. The signed statements of the batches stay in the database and in the checkpoint
/// file, so that nobody shortens the chain with the catalogue.
/// </summary>
internal sealed class ArchiveContinuity
{
    private const string FirstLeftSql = "SELECT MIN(batch_no) AS batch_no FROM au_leaf";

    private const string LastSql = "SELECT COALESCE(MAX(batch_no), 0) AS batch_no FROM au_batch";

    private readonly long _firstLeft;

    private ArchiveContinuity(long firstLeft, IReadOnlyList<TrailArchive> archives) => (_firstLeft, Archives) = (firstLeft, archives);

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<TrailArchive> Archives { get; }

    /// <summary>The catalogue is read after the records: an archiving that runs meanwhile enters its row before it takes records away.</summary>
    public static async Task<ArchiveContinuity> ReadAsync(ISqlSession session, CancellationToken ct)
    {
        var last = await session.ScalarAsync<long>(LastSql, null, ct);
        var firstLeft = await session.ScalarAsync<long?>(FirstLeftSql, null, ct) ?? last + 1;
        return new ArchiveContinuity(firstLeft, await ArchiveTable.AllAsync(session, ct));
    }

    public IEnumerable<MissingArchive> Missing()
    {
        var (number, last) = (0L, 0L);
        foreach (var archive in Archives)
        {
            if (archive.ArchiveNo != number + 1 || archive.FirstBatch > last + 1)
            {
                yield return new MissingArchive(number + 1, last + 1, archive.FirstBatch - 1);
            }

            (number, last) = (archive.ArchiveNo, archive.LastBatch);
        }

        if (last < _firstLeft - 1)
        {
            yield return new MissingArchive(number + 1, last + 1, _firstLeft - 1);
        }
    }
}
