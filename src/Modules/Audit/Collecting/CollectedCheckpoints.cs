using System.Text;
using Guotu.Audit.Sealing;
using Guotu.Audit.Verification;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;

namespace Guotu.Audit.Collecting;

/// <summary>What a log server's file says of the trail.</summary>
/// <param name="Statements">Different statements found in it.</param>
/// <param name="FirstBatch">Oldest batch of them; 0 for none.</param>
/// <param name="LastBatch">Newest batch.</param>
/// <param name="Absent">Batches between the two that the file does not have: lost on the way or thrown away there, no doubt about the trail itself.</param>
public sealed record CollectedReport(long Statements, long FirstBatch, long LastBatch, long Absent);

/// <summary>
/// Holds what a log server stored against the trail (外送比对). Who changed the database and the checkpoint file together could not change the copy that
/// left the machine: a signed statement of it that neither has any more is a finding. Memory: 40 bytes a statement of the checkpoint file.
/// </summary>
public sealed class CollectedCheckpoints(IUnitsOfWork units, CheckpointSigning signing, CheckpointFile file)
{
    private const int LongestLine = 16 * 1024;

    private const int MostFindings = 1_000;

    /// <param name="stored">A text file of the log server, of any shape that keeps each message on a line of its own.</param>
    public async Task<(CollectedReport Report, IReadOnlyList<Finding> Findings)> CompareAsync(Stream stored, CancellationToken ct)
    {
        var (known, findings, seen, batches) = (await KnownAsync(ct), new FindingList(), new HashSet<string>(StringComparer.Ordinal), new SortedSet<long>());
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        using var reader = new StreamReader(stored, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        for (var number = 1L; await reader.ReadLineAsync(ct) is { } line; number++)
        {
            if (line.Length > LongestLine || SyslogFrame.StatementIn(line) is not { } text)
            {
                continue;
            }

            if (TrailStatement.FromLine(text) is not { } statement || !signing.IsSigned(statement))
            {
                findings.Add(FindingKinds.Collected, $"line {number}: not signed by this platform");
                continue;
            }

            if (!seen.Add(statement.Digest()))
            {
                continue;
            }

            if (statement is Checkpoint)
            {
                batches.Add(statement.BatchNo);
            }

            await JudgeAsync(session, (statement, number), known, findings, ct);
        }

        var (first, last) = batches.Count == 0 ? (0, 0) : (batches.Min, batches.Max);
        return (new CollectedReport(seen.Count, first, last, batches.Count == 0 ? 0 : last - first + 1 - batches.Count), [.. findings.Findings.Take(MostFindings)]);
    }

    private static async Task JudgeAsync(ISqlSession session, (ITrailStatement Statement, long Line) stored, HashSet<string> known, FindingList findings, CancellationToken ct)
    {
        var (statement, number) = stored;
        if (statement is Checkpoint checkpoint && await BatchTable.FindAsync(session, checkpoint.BatchNo, ct) is { } row && row == checkpoint)
        {
            return;
        }

        // What an epoch gave up is in the checkpoint file alone; the verification of the trail judges that file.
        if (!known.Contains(statement.Digest()))
        {
            var what = statement is Epoch epoch ? FormattableString.Invariant($"epoch {epoch.EpochNo}") : FormattableString.Invariant($"batch {statement.BatchNo}");
            findings.Add(FindingKinds.Collected, $"line {number}: {what} was sealed and sent, and neither the database nor the checkpoint file has it so");
        }
    }

    private async Task<HashSet<string>> KnownAsync(CancellationToken ct)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var line in file.LinesAsync(ct))
        {
            if (!line.Torn && TrailStatement.FromLine(line.Text) is { } statement)
            {
                known.Add(statement.Digest());
            }
        }

        return known;
    }
}
