using System.Buffers.Binary;
using System.Data.Common;
using System.Text;
using Guotu.Crypto;
using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Store;

/// <summary>
/// Numbers without gaps or doubles (编号序列): the next number is taken from a row in the caller's transaction, so it is used or not
/// taken at all. Each series is sealed: one that was set back, put forward or taken away behind the application's back gives no further number.
/// </summary>
public sealed class NumberSeries(ObjectSeals seals)
{
    private const string TurnSql = "UPDATE ap_number_series SET last_no = last_no WHERE series_key = :p_key";
    private const string IdSql = "SELECT COALESCE(series_id, 0) AS series_id FROM ap_number_series WHERE series_key = :p_key";
    private const string NextSql = "UPDATE ap_number_series SET last_no = last_no + 1 WHERE series_key = :p_key";
    private const string InsertSql = "INSERT INTO ap_number_series (series_key, last_no, series_id) VALUES (:p_key, 1, :p_id)";
    private const string ReadSql = "SELECT last_no FROM ap_number_series WHERE series_key = :p_key";

    /// <summary>
    /// The first number of a series is 1. Two first takers at once: the second meets the primary key, its unit is run again and takes 2.
    /// </summary>
    internal async Task<Result<int>> NextAsync(IUnitOfWork work, string key, CancellationToken ct)
    {
        return await work.ExecuteAsync(TurnSql, new { p_key = key }, ct) == 0 ? await BeginAsync(work, key, ct) : await FollowingAsync(work, key, ct);
    }

    private async Task<Result<int>> FollowingAsync(IUnitOfWork work, string key, CancellationToken ct)
    {
        var id = await work.ScalarAsync<long>(IdSql, new { p_key = key }, ct);
        if ((await seals.OpenAsync(work, SeriesSeal.Family, id, ct)).Error is { } tampered)
        {
            return tampered;
        }

        await work.ExecuteAsync(NextSql, new { p_key = key }, ct);
        return await work.ScalarAsync<int>(ReadSql, new { p_key = key }, ct);
    }

    /// <summary>The id is made from the key, so that a series that was taken away is not begun anew.</summary>
    private async Task<Result<int>> BeginAsync(IUnitOfWork work, string key, CancellationToken ct)
    {
        var id = BinaryPrimitives.ReadInt64BigEndian(Sm3.Hash(Encoding.UTF8.GetBytes("guotu number series\n" + key))) & long.MaxValue;
        if ((await seals.BeginNewAsync(work, SeriesSeal.Family, id, ct)).Error is { } tampered)
        {
            // Begun by another unit between the two looks: then its row is there by now, and is proved like any.
            return await work.ExecuteAsync(TurnSql, new { p_key = key }, ct) == 0 ? tampered : await FollowingAsync(work, key, ct);
        }

        try
        {
            await work.ExecuteAsync(InsertSql, new { p_key = key, p_id = id }, ct);
            return 1;
        }
        catch (DbException exception) when (work.Dialect.IsUniqueViolation(exception))
        {
            throw new TallyBegunException(exception);
        }
    }
}
