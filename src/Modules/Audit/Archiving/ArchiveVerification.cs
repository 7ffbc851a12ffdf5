using Guotu.Audit.Verification;
using Guotu.Crypto;
using Guotu.Database.Sessions;

namespace Guotu.Audit.Archiving;

/// <summary>
/// Checks the archives (归档校验): rows against their MACs, the counted acts, and each file against its digest. What is in a file was proved batch by
/// batch before its rows were deleted, and can be proved again from the file alone by the independent verifier.
/// </summary>
public sealed class ArchiveVerification(ArchiveFolder folder, ArchiveTable table)
{
    private const string StrayActsSql =
        """
        SELECT COUNT(*) AS row_total FROM au_archived_act a LEFT JOIN au_archive h ON h.archive_no = a.archive_no
        WHERE h.archive_no IS NULL
        """;

    internal async Task<HeldByArchives> CheckAsync(ISqlSession session, FindingList findings, CancellationToken ct)
    {
        var continuity = await ArchiveContinuity.ReadAsync(session, ct);
        foreach (var missing in continuity.Missing())
        {
            findings.Add(FindingKinds.Archive, $"{missing.Words}");
        }

        var last = 0L;
        foreach (var archive in continuity.Archives)
        {
            if (!table.IsGenuine(archive) || archive.FirstBatch <= last || archive.LastBatch < archive.FirstBatch)
            {
                findings.Add(FindingKinds.Archive, $"archive {archive.ArchiveNo}: its row in au_archive was edited");
                break;
            }

            last = archive.LastBatch;
            await CheckFileAsync(archive, archive.FileName, archive.FileHex, findings, ct);
            if (archive.IndexHex is { } index)
            {
                await CheckFileAsync(archive, ArchiveFolder.IndexOf(archive.FileName), index, findings, ct);
            }

            if (await ArchivedActs.StoredDigestAsync(session, archive.ArchiveNo, ct) != archive.ActsHex)
            {
                findings.Add(FindingKinds.Archive, $"archive {archive.ArchiveNo}: its rows in au_archived_act were edited");
            }
        }

        if (await session.ScalarAsync<long>(StrayActsSql, null, ct) is > 0 and var stray)
        {
            findings.Add(FindingKinds.Archive, $"{stray} rows in au_archived_act belong to no archive");
        }

        return new HeldByArchives(last);
    }

    private async Task CheckFileAsync(TrailArchive archive, string name, string hex, FindingList findings, CancellationToken ct)
    {
        try
        {
            await using var file = folder.Open(name);
            if ((await Sm3.HashStreamAsync(file, ct)).ToString() != hex)
            {
                findings.Add(FindingKinds.Archive, $"archive {archive.ArchiveNo}: {name} is not as it was written");
            }
        }
        catch (Exception exception) when (ArchiveFiles.Failed(exception))
        {
            findings.Add(FindingKinds.Archive, $"archive {archive.ArchiveNo}: {ArchiveFiles.Words(name, exception)}");
        }
    }
}

/// <summary>The batches that archives hold: all from the first to the last one here.</summary>
internal sealed record HeldByArchives(long LastBatch)
{
    public bool Hold(long batchNo) => batchNo <= LastBatch;
}
