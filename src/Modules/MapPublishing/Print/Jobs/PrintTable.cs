using System.Text.Json;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Print.Jobs;

/// <summary>SQL of the print jobs. Who draws one holds a lease on it; a row is changed by its drawer only while the lease is its own.</summary>
internal static class PrintTable
{
    public const int Shown = 50;
    private const int LongestFault = 600;
    private const int LongestStep = 80;

    private const string Columns =
        """
        SELECT print_id, user_id, user_address, order_json, state_code, step_name, steps_done, steps_total, attempt_count, created_utc, finished_utc,
               expires_utc, file_digest, file_size, drawn_json, fault_code, fault_text
        FROM mp_print
        """;

    private const string InsertSql =
        """
        INSERT INTO mp_print (print_id, user_id, user_address, order_json, state_code, steps_done, steps_total, attempt_count, created_utc)
        VALUES (:p_id, :p_user, :p_address, :p_order, 'NEW', 0, 0, 0, :p_now)
        """;

    private const string FindSql = Columns + " WHERE print_id = :p_id";

    private const string OfUserSql = Columns + " WHERE user_id = :p_user ORDER BY print_id DESC LIMIT 50";

    private const string UnfinishedSql = "SELECT COUNT(*) FROM mp_print WHERE user_id = :p_user AND state_code IN ('NEW', 'DRAWING')";

    private const string DueSql = Columns +
        """
         WHERE state_code IN ('NEW', 'DRAWING') AND (lease_utc IS NULL OR lease_utc <= :p_now)
        ORDER BY print_id LIMIT 1
        """;

    private const string ClaimSql =
        """
        UPDATE mp_print SET state_code = 'DRAWING', lease_utc = :p_lease, claimed_by = :p_claimer, attempt_count = attempt_count + 1
        WHERE print_id = :p_id AND attempt_count = :p_attempts AND state_code IN ('NEW', 'DRAWING') AND (lease_utc IS NULL OR lease_utc <= :p_now)
        """;

    private const string Ours = " WHERE print_id = :p_id AND state_code = 'DRAWING' AND claimed_by = :p_claimer AND attempt_count = :p_attempts";

    private const string BeatSql = "UPDATE mp_print SET lease_utc = :p_lease, step_name = :p_step, steps_done = :p_done, steps_total = :p_total" + Ours;

    private const string DoneSql =
        """
        UPDATE mp_print SET state_code = 'DONE', lease_utc = NULL, step_name = NULL, steps_done = steps_total, finished_utc = :p_now, expires_utc = :p_expires,
               file_digest = :p_digest, file_size = :p_size, drawn_json = :p_drawn
        """ + Ours;

    private const string FailSql =
        "UPDATE mp_print SET state_code = 'FAILED', lease_utc = NULL, step_name = NULL, finished_utc = :p_now, fault_code = :p_fault, fault_text = :p_text" + Ours;

    private const string GiveBackSql = "UPDATE mp_print SET state_code = 'NEW', lease_utc = NULL, attempt_count = attempt_count - 1" + Ours;

    private const string CancelSql =
        """
        UPDATE mp_print SET state_code = 'CANCELLED', lease_utc = NULL, step_name = NULL, finished_utc = :p_now
        WHERE print_id = :p_id AND state_code IN ('NEW', 'DRAWING')
        """;

    private const string ReleaseSql = "UPDATE mp_print SET lease_utc = NULL WHERE state_code = 'DRAWING' AND claimed_by = :p_claimer";

    private const string ExpiredSql = Columns + " WHERE state_code = 'DONE' AND expires_utc <= :p_now ORDER BY print_id LIMIT 100";

    private const string ExpireSql = "UPDATE mp_print SET state_code = 'EXPIRED', file_digest = NULL WHERE print_id = :p_id AND state_code = 'DONE'";

    public static Task InsertAsync(IUnitOfWork work, PrintRow row, CancellationToken ct) => work.ExecuteAsync(
        InsertSql, new { p_id = row.PrintId, p_user = row.UserId, p_address = row.UserAddress, p_order = row.OrderJson, p_now = row.CreatedUtc }, ct);

    public static Task<PrintRow?> FindAsync(ISqlSession session, long id, CancellationToken ct) => session.SingleOrDefaultAsync<PrintRow>(FindSql, new { p_id = id }, ct);

    /// <summary>The latest ones, newest first.</summary>
    public static Task<IReadOnlyList<PrintRow>> OfUserAsync(ISqlSession session, long userId, CancellationToken ct) =>
        session.QueryAsync<PrintRow>(OfUserSql, new { p_user = userId }, ct);

    public static Task<long> UnfinishedAsync(ISqlSession session, long userId, CancellationToken ct) => session.ScalarAsync<long>(UnfinishedSql, new { p_user = userId }, ct);

    /// <summary>Whether there is a job that nobody holds.</summary>
    public static async Task<bool> IsDueAsync(ISqlSession session, Instant now, CancellationToken ct) =>
        (await session.QueryAsync<PrintRow>(DueSql, new { p_now = now }, ct)).Count > 0;

    /// <summary>Whether there is a result whose time is over.</summary>
    public static async Task<bool> IsExpiredAsync(ISqlSession session, Instant now, CancellationToken ct) =>
        (await session.QueryAsync<PrintRow>(ExpiredSql, new { p_now = now }, ct)).Count > 0;

    /// <summary>Takes the oldest job that nobody holds; null where there is none.</summary>
    public static async Task<PrintClaim?> ClaimAsync(IUnitOfWork work, string claimer, TimeSpan lease, CancellationToken ct)
    {
        var due = await work.QueryAsync<PrintRow>(DueSql + work.Dialect.ClaimSuffix, new { p_now = work.At }, ct);
        if (due.Count == 0)
        {
            return null;
        }

        var row = due[0];
        var taken = new { p_id = row.PrintId, p_attempts = row.AttemptCount, p_lease = work.At.Plus(lease), p_claimer = claimer, p_now = work.At };
        return await work.ExecuteAsync(ClaimSql, taken, ct) == 1 ? new PrintClaim(row, claimer, row.AttemptCount + 1) : null;
    }

    /// <summary>Renews the lease and tells how far it is; false where the job is no longer the claimer's: cancelled, or taken by another.</summary>
    public static async Task<bool> BeatAsync(IUnitOfWork work, PrintClaim claim, PrintStep step, TimeSpan lease, CancellationToken ct)
    {
        var beat = new
        {
            p_id = claim.Row.PrintId,
            p_claimer = claim.Claimer,
            p_attempts = claim.Attempt,
            p_lease = work.At.Plus(lease),
            p_step = step.Name.Length <= LongestStep ? step.Name : step.Name[..LongestStep],
            p_done = step.Done,
            p_total = step.Total,
        };
        return await work.ExecuteAsync(BeatSql, beat, ct) == 1;
    }

    public static async Task<bool> DoneAsync(IUnitOfWork work, PrintClaim claim, PrintResult result, CancellationToken ct)
    {
        var done = new
        {
            p_id = claim.Row.PrintId,
            p_claimer = claim.Claimer,
            p_attempts = claim.Attempt,
            p_now = work.At,
            p_expires = work.At.Plus(result.Kept),
            p_digest = result.Digest,
            p_size = result.Size,
            p_drawn = JsonSerializer.Serialize(result.Layers, PrintRow.Json),
        };
        return await work.ExecuteAsync(DoneSql, done, ct) == 1;
    }

    public static Task<int> FailAsync(IUnitOfWork work, PrintClaim claim, Error fault, CancellationToken ct)
    {
        var text = fault.Text.Length <= LongestFault ? fault.Text : fault.Text[..LongestFault];
        var failed = new { p_id = claim.Row.PrintId, p_claimer = claim.Claimer, p_attempts = claim.Attempt, p_now = work.At, p_fault = fault.Code.Value, p_text = text };
        return work.ExecuteAsync(FailSql, failed, ct);
    }

    public static Task<int> GiveBackAsync(IUnitOfWork work, PrintClaim claim, CancellationToken ct) =>
        work.ExecuteAsync(GiveBackSql, new { p_id = claim.Row.PrintId, p_claimer = claim.Claimer, p_attempts = claim.Attempt }, ct);

    public static async Task<bool> CancelAsync(IUnitOfWork work, long id, CancellationToken ct) =>
        await work.ExecuteAsync(CancelSql, new { p_id = id, p_now = work.At }, ct) == 1;

    /// <summary>Gives back what a dead process of this name held.</summary>
    public static Task<int> ReleaseAsync(IUnitOfWork work, string claimer, CancellationToken ct) => work.ExecuteAsync(ReleaseSql, new { p_claimer = claimer }, ct);

    /// <summary>Marks results whose time is over; answers their ids.</summary>
    public static async Task<IReadOnlyList<long>> ExpireAsync(IUnitOfWork work, CancellationToken ct)
    {
        var over = await work.QueryAsync<PrintRow>(ExpiredSql, new { p_now = work.At }, ct);
        foreach (var row in over)
        {
            await work.ExecuteAsync(ExpireSql, new { p_id = row.PrintId }, ct);
        }

        return [.. over.Select(r => r.PrintId)];
    }
}

/// <summary>A job in the hands of a drawer.</summary>
internal sealed record PrintClaim(PrintRow Row, string Claimer, int Attempt);

/// <summary>A result that lies in the folder.</summary>
internal sealed record PrintResult(string Digest, long Size, IReadOnlyList<DrawnLayer> Layers, TimeSpan Kept);
