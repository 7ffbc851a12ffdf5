using Guotu.Database.Work;

namespace Guotu.Approval.Store;

/// <summary>
/// Numbers without gaps or doubles (编号序列): the next number is taken from a row in the caller's transaction, so it is used or not
/// taken at all.
/// </summary>
internal static class NumberSeries
{
    private const string NextSql = "UPDATE ap_number_series SET last_no = last_no + 1 WHERE series_key = :p_key";
    private const string InsertSql = "INSERT INTO ap_number_series (series_key, last_no) VALUES (:p_key, 1)";
    private const string ReadSql = "SELECT last_no FROM ap_number_series WHERE series_key = :p_key";

    /// <summary>
    /// The first number of a series is 1. Two first takers at once: the second meets the primary key, which the unit of work treats as
    /// a failed command; the pump or the user tries again.
    /// </summary>
    public static async Task<int> NextAsync(IUnitOfWork work, string key, CancellationToken ct)
    {
        if (await work.ExecuteAsync(NextSql, new { p_key = key }, ct) == 0)
        {
            await work.ExecuteAsync(InsertSql, new { p_key = key }, ct);
        }

        return await work.ScalarAsync<int>(ReadSql, new { p_key = key }, ct);
    }
}
