using Guotu.Audit.Verification;
using Guotu.Crypto.Keys;
using Guotu.Database.Sessions;

namespace Guotu.Audit.Journal;

/// <summary>
/// Checks the journals of reads against what the database knows of them (读取日志校验): a file that is away, shorter than what was taken in,
/// or holds a line that does not belong there. The order of reading lets the node work on meanwhile.
/// </summary>
public sealed class JournalVerification(JournalFolder folder, JournalTable table, KeyRing keys)
{
    internal async Task CheckAsync(ISqlSession session, FindingList findings, CancellationToken ct)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in folder.Files())
        {
            if (await HasLinesAsync(file, ct))
            {
                written.Add(file);
            }
        }

        var open = new List<JournalRow>();
        await foreach (var row in JournalTable.AllAsync(session, ct))
        {
            written.Remove(row.FileName);
            if (!table.IsGenuine(row))
            {
                findings.Add(FindingKinds.Journal, $"{row.FileName}: its row in au_journal was edited");
            }
            else if (row.StateCode == JournalRow.Open)
            {
                open.Add(row);
            }
        }

        foreach (var file in written)
        {
            findings.Add(FindingKinds.Journal, $"{file}: the database does not know it");
        }

        foreach (var row in open)
        {
            await CheckFileAsync(session, row, findings, ct);
        }
    }

    private async Task<bool> HasLinesAsync(string file, CancellationToken ct)
    {
        try
        {
            await foreach (var _ in folder.LinesAsync(file, 0, ct))
            {
                return true;
            }
        }
        catch (FileNotFoundException)
        {
            // Taken in, sealed and deleted since the folder was listed; its row is judged below.
            return false;
        }

        return false;
    }

    private async Task CheckFileAsync(ISqlSession session, JournalRow row, FindingList findings, CancellationToken ct)
    {
        try
        {
            await CheckLinesAsync(row, findings, ct);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            var now = await JournalTable.FindAsync(session, row.FileName, ct);
            if (now?.StateCode != JournalRow.Gone)
            {
                findings.Add(FindingKinds.Journal, $"{row.FileName}: the file is away, {row.TakenLines} lines were taken in");
            }
        }
    }

    private async Task CheckLinesAsync(JournalRow row, FindingList findings, CancellationToken ct)
    {
        var (number, mac) = (0L, JournalLine.NoMac);
        await foreach (var (text, _) in folder.LinesAsync(row.FileName, 0, ct))
        {
            if (JournalLine.Verified(text, row.FileName, number + 1, mac, keys) is not { } line)
            {
                findings.Add(FindingKinds.Journal, $"{row.FileName} line {number + 1}: it does not belong there as it is");
                return;
            }

            (number, mac) = (line.Number, line.Mac);
        }

        if (number < row.TakenLines)
        {
            findings.Add(FindingKinds.Journal, $"{row.FileName}: ends after line {number}, {row.TakenLines} lines were taken in");
        }
    }
}
