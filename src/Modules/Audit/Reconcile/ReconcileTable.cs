using System.Text.Json;
using Guotu.Database.Work;
using Guotu.Hosting.Runs;

namespace Guotu.Audit.Reconcile;

/// <summary>The table of reconciliations and their result.</summary>
internal static class ReconcileTable
{
    public static readonly RunTable<ReconcileRow> Runs = new("au_reconcile", ["checked_utc", "lines_json", "difference_total", "undetermined_total"]);

    private const string DoneSql =
        $"UPDATE au_reconcile SET {RunSql.Ended}, checked_utc = :p_checked, lines_json = :p_lines, difference_total = :p_differences, undetermined_total = :p_undetermined"
        + RunSql.Ours;

    /// <summary>False where the run is no longer the claimer's; then nothing was written.</summary>
    public static async Task<bool> DoneAsync(IUnitOfWork work, RunClaim<ReconcileRow> claim, ReconciledTrail trail, CancellationToken ct)
    {
        var done = new
        {
            p_id = claim.Row.RunId,
            p_claimer = claim.Claimer,
            p_now = work.At,
            p_checked = trail.CheckedAt,
            p_lines = JsonSerializer.Serialize(trail.Lines, ReconcileRow.Json),
            p_differences = trail.Differences,
            p_undetermined = trail.Undetermined,
        };
        return await work.ExecuteAsync(DoneSql, done, ct) == 1;
    }
}
