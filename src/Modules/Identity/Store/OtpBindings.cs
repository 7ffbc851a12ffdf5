using System.Globalization;
using Guotu.Crypto;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Store;

/// <summary>Reads and writes seeds; a row that does not open or whose MAC does not hold is refused, never taken for none.</summary>
internal sealed class OtpBindings(RowWriter rows)
{
    private const string FindSql = "SELECT user_id, secret_text, is_confirmed, bound_utc, row_mac FROM id_otp WHERE user_id = :p_user";
    private const string ConfirmedSql = "SELECT user_id FROM id_otp WHERE is_confirmed = 1";
    private const string UseSql = "UPDATE id_otp_step SET last_step = :p_step WHERE user_id = :p_user AND last_step < :p_step";
    private const string FirstSql = "INSERT INTO id_otp_step (user_id, last_step) VALUES (:p_user, :p_step)";
    private const string ForgetSql = "DELETE FROM id_otp_step WHERE user_id = :p_user";

    /// <summary>The caller disposes of what is found, which clears the seed.</summary>
    public async Task<Result<OtpBinding?>> FindAsync(ISqlSession session, long userId, CancellationToken ct)
    {
        var row = await session.SingleOrDefaultAsync<OtpRow>(FindSql, new { p_user = userId }, ct);
        if (row is null)
        {
            return Result<OtpBinding?>.Of(null);
        }

        var seed = rows.Decrypt(OtpRow.Table, OtpRow.SecretColumn, userId, row.SecretText);
        if (seed.Error is { } damaged)
        {
            return damaged;
        }

        var binding = new OtpBinding(userId, SeedOf(seed.Value), row.IsConfirmed, row.BoundUtc);
        var intact = rows.Verify(OtpRow.Table, userId, OtpRow.ValuesOf(binding), row.RowMac);
        if (intact.Error is { } tampered)
        {
            binding.Dispose();
            return tampered;
        }

        return Result<OtpBinding?>.Of(binding);
    }

    /// <summary>Digit by digit, so that there is no other array between.</summary>
    private static byte[] SeedOf(string hex)
    {
        var seed = PinnedBytes.New(hex.Length / 2);
        for (var i = 0; i < seed.Length; i++)
        {
            seed[i] = byte.Parse(hex.AsSpan(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return seed;
    }

    /// <summary>Accounts that have a confirmed seed, for lists.</summary>
    public static async Task<IReadOnlySet<long>> ConfirmedAsync(ISqlSession session, CancellationToken ct) =>
        (await session.QueryAsync<long>(ConfirmedSql, null, ct)).ToHashSet();

    /// <summary>Puts a new seed in the place of one that was not confirmed. The step of the minute before last is taken as used.</summary>
    public async Task<Result> ReplaceAsync(IUnitOfWork work, OtpBinding binding, CancellationToken ct)
    {
        await RemoveAsync(work, binding.UserId, ct);
        await work.ExecuteAsync(FirstSql, new { p_user = binding.UserId, p_step = 0L }, ct);
        return await rows.InsertAsync(work, OtpRow.Table, binding.UserId, OtpRow.ValuesOf(binding), ct);
    }

    public async Task<Result> ConfirmAsync(IUnitOfWork work, OtpBinding binding, CancellationToken ct)
    {
        var confirmed = binding with { IsConfirmed = true, BoundAt = work.At };
        return (await rows.UpdateAsync(work, OtpRow.Table, binding.UserId, OtpRow.ValuesOf(confirmed), ct)).Error is { } error ? error : Result.Done;
    }

    public async Task RemoveAsync(IUnitOfWork work, long userId, CancellationToken ct)
    {
        await rows.DeleteAsync(work, OtpRow.Table, userId, ct);
        await work.ExecuteAsync(ForgetSql, new { p_user = userId }, ct);
    }

    /// <summary>
    /// Uses a step up: false where it, or a later one, was used before. One statement decides, so that of two logins at once with one password
    /// only one gets in.
    /// </summary>
    public static async Task<bool> UseAsync(IUnitOfWork work, long userId, long step, CancellationToken ct) =>
        await work.ExecuteAsync(UseSql, new { p_user = userId, p_step = step }, ct) == 1;
}
