using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Hosting.Runs;

/// <summary>SQL of a table of runs. Who works on one holds a lease on it; a row is changed by its worker only while it is its own.</summary>
public sealed class RunTable<TRow>
    where TRow : RunRow
{
    private const int LongestFault = 600;
    private const int LongestStep = 80;

    private readonly string _select;
    private readonly string _insert;
    private readonly string _claim;
    private readonly string _breakOff;
    private readonly string _beat;
    private readonly string _fail;
    private readonly string _giveBack;
    private readonly string _cancel;

    /// <param name="name">The table.</param>
    /// <param name="results">Names of the columns of its results.</param>
    public RunTable(string name, IReadOnlyList<string> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        _select =
            $"""
            SELECT run_id, user_id, account_name, user_name, user_address, state_code, step_name, steps_done, steps_total, created_utc, finished_utc, fault_code,
              fault_text, {string.Join(", ", results)} FROM {name}
            """;
        _insert =
            $"""
            INSERT INTO {name} (run_id, user_id, account_name, user_name, user_address, state_code, steps_done, steps_total, created_utc)
            VALUES (:p_id, :p_user, :p_account, :p_name, :p_address, 'NEW', 0, :p_total, :p_now)
            """;
        _claim = $"UPDATE {name} SET state_code = 'RUNNING', lease_utc = :p_lease, claimed_by = :p_claimer WHERE run_id = :p_id AND state_code = 'NEW'";
        _breakOff =
            $"""
            UPDATE {name} SET state_code = 'FAILED', lease_utc = NULL, step_name = NULL, finished_utc = :p_now, fault_code = :p_fault, fault_text = :p_text
            WHERE run_id = :p_id AND state_code = 'RUNNING' AND lease_utc <= :p_now
            """;
        _beat = $"UPDATE {name} SET lease_utc = :p_lease, step_name = :p_step, steps_done = :p_done" + RunSql.Ours;
        _fail =
            $"UPDATE {name} SET state_code = 'FAILED', lease_utc = NULL, step_name = NULL, finished_utc = :p_now, fault_code = :p_fault, fault_text = :p_text" + RunSql.Ours;
        _giveBack = $"UPDATE {name} SET state_code = 'NEW', lease_utc = NULL, step_name = NULL, steps_done = 0" + RunSql.Ours;
        _cancel =
            $"""
            UPDATE {name} SET state_code = 'CANCELLED', lease_utc = NULL, step_name = NULL, finished_utc = :p_now
            WHERE run_id = :p_id AND state_code IN ('NEW', 'RUNNING')
            """;
    }

    public Task<int> InsertAsync(IUnitOfWork work, long id, int total, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var actor = work.Context.Actor;
        var row = new { p_id = id, p_user = actor.UserId, p_account = actor.Account, p_name = actor.Name, p_address = actor.Address, p_total = total, p_now = work.At };
        return work.ExecuteAsync(_insert, row, ct);
    }

    public Task<TRow?> FindAsync(ISqlSession session, long id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.SingleOrDefaultAsync<TRow>(_select + " WHERE run_id = :p_id", new { p_id = id }, ct);
    }

    /// <summary>The latest hundred, newest first.</summary>
    public Task<IReadOnlyList<TRow>> NewestAsync(ISqlSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.QueryAsync<TRow>(_select + " ORDER BY run_id DESC LIMIT 100", null, ct);
    }

    public Task<TRow?> LastDoneAsync(ISqlSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.SingleOrDefaultAsync<TRow>(_select + " WHERE state_code = 'DONE' ORDER BY run_id DESC LIMIT 1", null, ct);
    }

    public Task<TRow?> UnfinishedAsync(ISqlSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.SingleOrDefaultAsync<TRow>(_select + " WHERE state_code IN ('NEW', 'RUNNING') ORDER BY run_id LIMIT 1", null, ct);
    }

    public async Task<bool> IsDueAsync(ISqlSession session, Instant now, CancellationToken ct) => await DueAsync(session, now, ct) is not null;

    /// <summary>
    /// Takes the oldest run that waits. One whose worker is gone is ended with <paramref name="brokenOff"/> and not begun anew by itself: what it saw belongs
    /// to another hour. Null where there is nothing to work on.
    /// </summary>
    public async Task<RunClaim<TRow>?> ClaimAsync(IUnitOfWork work, string claimer, Error brokenOff, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(brokenOff);
        if (await DueAsync(work, work.At, ct) is not { } row)
        {
            return null;
        }

        if (row.StateCode == RunRow.Running)
        {
            await work.ExecuteAsync(_breakOff, new { p_id = row.RunId, p_now = work.At, p_fault = brokenOff.Code.Value, p_text = Cut(brokenOff.Text, LongestFault) }, ct);
            return null;
        }

        var taken = new { p_id = row.RunId, p_lease = work.At.Plus(RunBeat.Lease), p_claimer = claimer };
        return await work.ExecuteAsync(_claim, taken, ct) == 1 ? new RunClaim<TRow>(row, claimer) : null;
    }

    /// <summary>Renews the lease and tells how far it is; false where the run is no longer the claimer's: it was cancelled.</summary>
    public async Task<bool> BeatAsync(IUnitOfWork work, RunClaim<TRow> claim, (string Name, int Done) step, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(claim);
        var beat = new { p_id = claim.Row.RunId, p_claimer = claim.Claimer, p_lease = work.At.Plus(RunBeat.Lease), p_step = Cut(step.Name, LongestStep), p_done = step.Done };
        return await work.ExecuteAsync(_beat, beat, ct) == 1;
    }

    public Task<int> FailAsync(IUnitOfWork work, RunClaim<TRow> claim, Error fault, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(fault);
        var failed = new { p_id = claim.Row.RunId, p_claimer = claim.Claimer, p_now = work.At, p_fault = fault.Code.Value, p_text = Cut(fault.Text, LongestFault) };
        return work.ExecuteAsync(_fail, failed, ct);
    }

    /// <summary>Of a run that was cancelled the row is no longer the claimer's, and nothing changes.</summary>
    public Task<int> GiveBackAsync(IUnitOfWork work, RunClaim<TRow> claim, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(claim);
        return work.ExecuteAsync(_giveBack, new { p_id = claim.Row.RunId, p_claimer = claim.Claimer }, ct);
    }

    public async Task<bool> CancelAsync(IUnitOfWork work, long id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return await work.ExecuteAsync(_cancel, new { p_id = id, p_now = work.At }, ct) == 1;
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];

    private Task<TRow?> DueAsync(ISqlSession session, Instant now, CancellationToken ct) => session.SingleOrDefaultAsync<TRow>(
        _select + " WHERE state_code = 'NEW' OR (state_code = 'RUNNING' AND lease_utc <= :p_now) ORDER BY run_id LIMIT 1", new { p_now = now }, ct);
}

/// <summary>What a module writes its own statements on its table of runs with.</summary>
public static class RunSql
{
    /// <summary>A run that came to its end; at <c>:p_now</c>.</summary>
    public const string Ended = "state_code = 'DONE', lease_utc = NULL, step_name = NULL, steps_done = steps_total, finished_utc = :p_now";

    /// <summary>The row <c>:p_id</c> while <c>:p_claimer</c> works on it.</summary>
    public const string Ours = " WHERE run_id = :p_id AND state_code = 'RUNNING' AND claimed_by = :p_claimer";
}
