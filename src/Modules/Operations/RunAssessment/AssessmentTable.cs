using System.Text.Json;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.Operations.Evidence;

namespace Guotu.Operations.RunAssessment;

/// <summary>SQL of the runs. Who works on one holds a lease on it; a row is changed by its worker only while it is its own.</summary>
internal static class AssessmentTable
{
    private const int LongestFault = 600;
    private const int LongestStep = 80;

    private const string Columns =
        """
        SELECT run_id, user_id, account_name, user_name, user_address, state_code, step_name, steps_done, steps_total, created_utc, finished_utc, counts_json,
          manifest_hex, fault_code, fault_text
        FROM op_assessment
        """;

    private const string InsertSql =
        """
        INSERT INTO op_assessment (run_id, user_id, account_name, user_name, user_address, state_code, steps_done, steps_total, created_utc)
        VALUES (:p_id, :p_user, :p_account, :p_name, :p_address, 'NEW', 0, :p_total, :p_now)
        """;

    private const string FindSql = Columns + " WHERE run_id = :p_id";

    private const string NewestSql = Columns + " ORDER BY run_id DESC LIMIT 100";

    private const string UnfinishedSql = Columns + " WHERE state_code IN ('NEW', 'RUNNING') ORDER BY run_id LIMIT 1";

    private const string DueSql = Columns + " WHERE state_code = 'NEW' OR (state_code = 'RUNNING' AND lease_utc <= :p_now) ORDER BY run_id LIMIT 1";

    private const string ClaimSql =
        "UPDATE op_assessment SET state_code = 'RUNNING', lease_utc = :p_lease, claimed_by = :p_claimer WHERE run_id = :p_id AND state_code = 'NEW'";

    /// <summary>A run whose worker is gone is not begun anew by itself: what it saw belongs to another hour.</summary>
    private const string BreakOffSql =
        """
        UPDATE op_assessment SET state_code = 'FAILED', lease_utc = NULL, step_name = NULL, finished_utc = :p_now, fault_code = :p_fault, fault_text = :p_text
        WHERE run_id = :p_id AND state_code = 'RUNNING' AND lease_utc <= :p_now
        """;

    private const string Ours = " WHERE run_id = :p_id AND state_code = 'RUNNING' AND claimed_by = :p_claimer";

    private const string BeatSql = "UPDATE op_assessment SET lease_utc = :p_lease, step_name = :p_step, steps_done = :p_done" + Ours;

    private const string DoneSql =
        """
        UPDATE op_assessment SET state_code = 'DONE', lease_utc = NULL, step_name = NULL, steps_done = steps_total, finished_utc = :p_now, counts_json = :p_counts,
          manifest_hex = :p_manifest
        """ + Ours;

    private const string FailSql =
        "UPDATE op_assessment SET state_code = 'FAILED', lease_utc = NULL, step_name = NULL, finished_utc = :p_now, fault_code = :p_fault, fault_text = :p_text" + Ours;

    private const string GiveBackSql = "UPDATE op_assessment SET state_code = 'NEW', lease_utc = NULL, step_name = NULL, steps_done = 0" + Ours;

    private const string CancelSql =
        """
        UPDATE op_assessment SET state_code = 'CANCELLED', lease_utc = NULL, step_name = NULL, finished_utc = :p_now
        WHERE run_id = :p_id AND state_code IN ('NEW', 'RUNNING')
        """;

    public static Task<int> InsertAsync(IUnitOfWork work, long id, int total, CancellationToken ct)
    {
        var actor = work.Context.Actor;
        var row = new { p_id = id, p_user = actor.UserId, p_account = actor.Account, p_name = actor.Name, p_address = actor.Address, p_total = total, p_now = work.At };
        return work.ExecuteAsync(InsertSql, row, ct);
    }

    public static Task<AssessmentRow?> FindAsync(ISqlSession session, long id, CancellationToken ct) => session.SingleOrDefaultAsync<AssessmentRow>(FindSql, new { p_id = id }, ct);

    /// <summary>The latest hundred, newest first.</summary>
    public static Task<IReadOnlyList<AssessmentRow>> NewestAsync(ISqlSession session, CancellationToken ct) => session.QueryAsync<AssessmentRow>(NewestSql, null, ct);

    public static Task<AssessmentRow?> UnfinishedAsync(ISqlSession session, CancellationToken ct) => session.SingleOrDefaultAsync<AssessmentRow>(UnfinishedSql, null, ct);

    public static async Task<bool> IsDueAsync(ISqlSession session, Instant now, CancellationToken ct) => await DueAsync(session, now, ct) is not null;

    /// <summary>Takes the oldest run that waits; one whose worker is gone is ended as broken off. Null where there is nothing to work on.</summary>
    public static async Task<AssessmentClaim?> ClaimAsync(IUnitOfWork work, string claimer, TimeSpan lease, CancellationToken ct)
    {
        if (await DueAsync(work, work.At, ct) is not { } row)
        {
            return null;
        }

        if (row.StateCode == AssessmentRow.Running)
        {
            var fault = new Error(OperationsErrors.BrokenOff);
            await work.ExecuteAsync(BreakOffSql, new { p_id = row.RunId, p_now = work.At, p_fault = fault.Code.Value, p_text = fault.Text }, ct);
            return null;
        }

        var taken = new { p_id = row.RunId, p_lease = work.At.Plus(lease), p_claimer = claimer };
        return await work.ExecuteAsync(ClaimSql, taken, ct) == 1 ? new AssessmentClaim(row, claimer) : null;
    }

    /// <summary>Renews the lease and tells how far it is; false where the run is no longer the claimer's: it was cancelled.</summary>
    public static async Task<bool> BeatAsync(IUnitOfWork work, AssessmentClaim claim, (string Name, int Done) step, TimeSpan lease, CancellationToken ct)
    {
        var name = step.Name.Length <= LongestStep ? step.Name : step.Name[..LongestStep];
        var beat = new { p_id = claim.Row.RunId, p_claimer = claim.Claimer, p_lease = work.At.Plus(lease), p_step = name, p_done = step.Done };
        return await work.ExecuteAsync(BeatSql, beat, ct) == 1;
    }

    public static async Task<bool> DoneAsync(IUnitOfWork work, AssessmentClaim claim, WrittenReport report, CancellationToken ct)
    {
        var counts = JsonSerializer.Serialize(report.Standards, AssessmentRow.Json);
        var done = new { p_id = claim.Row.RunId, p_claimer = claim.Claimer, p_now = work.At, p_counts = counts, p_manifest = report.ManifestSm3 };
        return await work.ExecuteAsync(DoneSql, done, ct) == 1;
    }

    public static Task<int> FailAsync(IUnitOfWork work, AssessmentClaim claim, Error fault, CancellationToken ct)
    {
        var text = fault.Text.Length <= LongestFault ? fault.Text : fault.Text[..LongestFault];
        return work.ExecuteAsync(FailSql, new { p_id = claim.Row.RunId, p_claimer = claim.Claimer, p_now = work.At, p_fault = fault.Code.Value, p_text = text }, ct);
    }

    public static Task<int> GiveBackAsync(IUnitOfWork work, AssessmentClaim claim, CancellationToken ct) =>
        work.ExecuteAsync(GiveBackSql, new { p_id = claim.Row.RunId, p_claimer = claim.Claimer }, ct);

    public static async Task<bool> CancelAsync(IUnitOfWork work, long id, CancellationToken ct) => await work.ExecuteAsync(CancelSql, new { p_id = id, p_now = work.At }, ct) == 1;

    private static Task<AssessmentRow?> DueAsync(ISqlSession session, Instant now, CancellationToken ct) =>
        session.SingleOrDefaultAsync<AssessmentRow>(DueSql, new { p_now = now }, ct);
}

/// <summary>A run in the hands of a worker.</summary>
internal sealed record AssessmentClaim(AssessmentRow Row, string Claimer);
