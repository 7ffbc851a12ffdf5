using System.Text.Json;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Reconcile;

/// <summary>SQL of the runs. Who works on one holds a lease on it; a row is changed by its worker only while it is its own.</summary>
internal static class ReconcileTable
{
    private const int LongestFault = 600;

    private const string Columns =
        """
        SELECT run_id, user_id, account_name, user_name, user_address, state_code, step_name, steps_done, steps_total, created_utc, finished_utc, checked_utc,
          lines_json, difference_total, undetermined_total, fault_code, fault_text
        FROM au_reconcile
        """;

    private const string InsertSql =
        """
        INSERT INTO au_reconcile (run_id, user_id, account_name, user_name, user_address, state_code, steps_done, steps_total, created_utc)
        VALUES (:p_id, :p_user, :p_account, :p_name, :p_address, 'NEW', 0, :p_total, :p_now)
        """;

    private const string FindSql = Columns + " WHERE run_id = :p_id";

    private const string NewestSql = Columns + " ORDER BY run_id DESC LIMIT 50";

    private const string LastDoneSql = Columns + " WHERE state_code = 'DONE' ORDER BY run_id DESC LIMIT 1";

    private const string UnfinishedSql = Columns + " WHERE state_code IN ('NEW', 'RUNNING') ORDER BY run_id LIMIT 1";

    private const string DueSql = Columns + " WHERE state_code = 'NEW' OR (state_code = 'RUNNING' AND lease_utc <= :p_now) ORDER BY run_id LIMIT 1";

    private const string ClaimSql =
        "UPDATE au_reconcile SET state_code = 'RUNNING', lease_utc = :p_lease, claimed_by = :p_claimer WHERE run_id = :p_id AND state_code = 'NEW'";

    /// <summary>A run whose worker is gone is not begun anew by itself: what it saw belongs to another hour.</summary>
    private const string BreakOffSql =
        """
        UPDATE au_reconcile SET state_code = 'FAILED', lease_utc = NULL, step_name = NULL, finished_utc = :p_now, fault_code = :p_fault, fault_text = :p_text
        WHERE run_id = :p_id AND state_code = 'RUNNING' AND lease_utc <= :p_now
        """;

    private const string Ours = " WHERE run_id = :p_id AND state_code = 'RUNNING' AND claimed_by = :p_claimer";

    private const string BeatSql = "UPDATE au_reconcile SET lease_utc = :p_lease, step_name = :p_step, steps_done = :p_done" + Ours;

    private const string DoneSql =
        """
        UPDATE au_reconcile SET state_code = 'DONE', lease_utc = NULL, step_name = NULL, steps_done = steps_total, finished_utc = :p_now,
          checked_utc = :p_checked, lines_json = :p_lines, difference_total = :p_differences, undetermined_total = :p_undetermined
        """ + Ours;

    private const string FailSql =
        "UPDATE au_reconcile SET state_code = 'FAILED', lease_utc = NULL, step_name = NULL, finished_utc = :p_now, fault_code = :p_fault, fault_text = :p_text" + Ours;

    private const string GiveBackSql = "UPDATE au_reconcile SET state_code = 'NEW', lease_utc = NULL, step_name = NULL, steps_done = 0" + Ours;

    private const string CancelSql =
        """
        UPDATE au_reconcile SET state_code = 'CANCELLED', lease_utc = NULL, step_name = NULL, finished_utc = :p_now
        WHERE run_id = :p_id AND state_code IN ('NEW', 'RUNNING')
        """;

    public static Task<int> InsertAsync(IUnitOfWork work, long id, int total, CancellationToken ct)
    {
        var actor = work.Context.Actor;
        var row = new { p_id = id, p_user = actor.UserId, p_account = actor.Account, p_name = actor.Name, p_address = actor.Address, p_total = total, p_now = work.At };
        return work.ExecuteAsync(InsertSql, row, ct);
    }

    public static Task<ReconcileRow?> FindAsync(ISqlSession session, long id, CancellationToken ct) =>
        session.SingleOrDefaultAsync<ReconcileRow>(FindSql, new { p_id = id }, ct);

    /// <summary>The latest fifty, newest first.</summary>
    public static Task<IReadOnlyList<ReconcileRow>> NewestAsync(ISqlSession session, CancellationToken ct) => session.QueryAsync<ReconcileRow>(NewestSql, null, ct);

    public static Task<ReconcileRow?> LastDoneAsync(ISqlSession session, CancellationToken ct) => session.SingleOrDefaultAsync<ReconcileRow>(LastDoneSql, null, ct);

    public static Task<ReconcileRow?> UnfinishedAsync(ISqlSession session, CancellationToken ct) => session.SingleOrDefaultAsync<ReconcileRow>(UnfinishedSql, null, ct);

    public static async Task<bool> IsDueAsync(ISqlSession session, Instant now, CancellationToken ct) => await DueAsync(session, now, ct) is not null;

    /// <summary>Takes the oldest run that waits; one whose worker is gone is ended as broken off. Null where there is nothing to work on.</summary>
    public static async Task<ReconcileClaim?> ClaimAsync(IUnitOfWork work, string claimer, TimeSpan lease, CancellationToken ct)
    {
        if (await DueAsync(work, work.At, ct) is not { } row)
        {
            return null;
        }

        if (row.StateCode == ReconcileRow.Running)
        {
            var fault = new Error(AuditErrors.ReconcilingBrokenOff);
            await work.ExecuteAsync(BreakOffSql, new { p_id = row.RunId, p_now = work.At, p_fault = fault.Code.Value, p_text = fault.Text }, ct);
            return null;
        }

        var taken = new { p_id = row.RunId, p_lease = work.At.Plus(lease), p_claimer = claimer };
        return await work.ExecuteAsync(ClaimSql, taken, ct) == 1 ? new ReconcileClaim(row, claimer) : null;
    }

    /// <summary>Renews the lease and tells how far it is; false where the run is no longer the claimer's: it was cancelled.</summary>
    public static async Task<bool> BeatAsync(IUnitOfWork work, ReconcileClaim claim, (string Name, int Done) step, TimeSpan lease, CancellationToken ct)
    {
        var beat = new { p_id = claim.Row.RunId, p_claimer = claim.Claimer, p_lease = work.At.Plus(lease), p_step = step.Name, p_done = step.Done };
        return await work.ExecuteAsync(BeatSql, beat, ct) == 1;
    }

    /// <summary>False where the run is no longer the claimer's; then nothing was written.</summary>
    public static async Task<bool> DoneAsync(IUnitOfWork work, ReconcileClaim claim, ReconciledTrail trail, CancellationToken ct)
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

    public static Task<int> FailAsync(IUnitOfWork work, ReconcileClaim claim, Error fault, CancellationToken ct)
    {
        var text = fault.Text.Length <= LongestFault ? fault.Text : fault.Text[..LongestFault];
        return work.ExecuteAsync(FailSql, new { p_id = claim.Row.RunId, p_claimer = claim.Claimer, p_now = work.At, p_fault = fault.Code.Value, p_text = text }, ct);
    }

    public static Task<int> GiveBackAsync(IUnitOfWork work, ReconcileClaim claim, CancellationToken ct) =>
        work.ExecuteAsync(GiveBackSql, new { p_id = claim.Row.RunId, p_claimer = claim.Claimer }, ct);

    public static async Task<bool> CancelAsync(IUnitOfWork work, long id, CancellationToken ct) => await work.ExecuteAsync(CancelSql, new { p_id = id, p_now = work.At }, ct) == 1;

    private static Task<ReconcileRow?> DueAsync(ISqlSession session, Instant now, CancellationToken ct) =>
        session.SingleOrDefaultAsync<ReconcileRow>(DueSql, new { p_now = now }, ct);
}

/// <summary>A run in the hands of a worker.</summary>
internal sealed record ReconcileClaim(ReconcileRow Row, string Claimer);
