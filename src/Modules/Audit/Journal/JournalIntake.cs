using Guotu.Audit.Records;
using Guotu.Crypto.Keys;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;

namespace Guotu.Audit.Journal;

/// <summary>
/// Takes journalled reads into the trail (读取日志收录): the records and the place up to which the file was taken commit together, so that a
/// kill neither loses nor doubles a line. A line that does not hold stops its file; the verification names it. A file is deleted only
/// when its writer has closed it, every line is taken in, and no read waits to be sealed.
/// </summary>
public sealed class JournalIntake(JournalFolder folder, JournalTable table, IUnitsOfWork units, KeyRing keys)
{
    private const int LinesAtOnce = 500;

    private const string UnsealedReadsSql = "SELECT COUNT(*) AS row_total FROM au_record WHERE batch_no = 0 AND kind_code = 'read'";

    /// <summary>Takes in what is there and answers how many reads that was.</summary>
    public async Task<int> TakeAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var taken = 0;
        foreach (var row in await JournalTable.OpenOnesAsync(session, ct))
        {
            if (!folder.Exists(row.FileName) || !table.IsGenuine(row))
            {
                continue;
            }

            var closed = folder.IsClosed(row.FileName);
            var (lines, end) = await NextAsync(row, ct);
            taken += await StoreAsync(row, lines, end, ct);
            if (closed && lines.Count == 0 && await session.ScalarAsync<long>(UnsealedReadsSql, null, ct) == 0)
            {
                await FinishAsync(row, ct);
            }
        }

        return taken;
    }

    private async Task<(List<JournalLine> Lines, long End)> NextAsync(JournalRow row, CancellationToken ct)
    {
        var lines = new List<JournalLine>();
        var (mac, end) = (row.LastMac, row.TakenBytes);
        await foreach (var (text, after) in folder.LinesAsync(row.FileName, row.TakenBytes, ct))
        {
            if (lines.Count == LinesAtOnce || JournalLine.Verified(text, row.FileName, row.TakenLines + lines.Count + 1, mac, keys) is not { } line)
            {
                break;
            }

            lines.Add(line);
            (mac, end) = (line.Mac, after);
        }

        return (lines, end);
    }

    private async Task<int> StoreAsync(JournalRow row, List<JournalLine> lines, long end, CancellationToken ct)
    {
        if (lines.Count == 0)
        {
            return 0;
        }

        var after = row with { TakenLines = row.TakenLines + lines.Count, TakenBytes = end, LastMac = lines[^1].Mac };
        return await units.RunUpkeepAsync(
            "read-journal",
            async (work, token) =>
            {
                // The row first: whoever loses the race has written nothing.
                if (!await table.UpdateAsync(work, row, after, token))
                {
                    return 0;
                }

                var seal = new RecordSeal(keys);
                foreach (var line in lines)
                {
                    await RecordTable.InsertAsync(work, seal.WithMac(Record(line.Read)), token);
                }

                return lines.Count;
            },
            ct);
    }

    private static AuditRecord Record(JournalledRead read)
    {
        var actor = new Actor(read.UserId, read.Account, read.Name, read.OrganisationId, read.Channel, read.Address);
        return AuditTrail.Of(read.RecordId, actor, read.At, new AuditEntry("read", read.ObjectType, read.ObjectId, "读取受保护数据")) with { OutcomeCode = "success" };
    }

    private async Task FinishAsync(JournalRow row, CancellationToken ct)
    {
        // A line that does not hold stays in its file for the verification; only a file without one goes.
        await foreach (var _ in folder.LinesAsync(row.FileName, row.TakenBytes, ct))
        {
            return;
        }

        var gone = row with { StateCode = JournalRow.Gone };
        if (await units.RunUpkeepAsync("read-journal", (work, token) => table.UpdateAsync(work, row, gone, token), ct))
        {
            folder.Delete(row.FileName);
        }
    }
}
