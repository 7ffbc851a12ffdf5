using System.Data.Common;
using Guotu.Database;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Hosting.Settings;

/// <summary>Settings as rows: each change is one, proved before it is believed.</summary>
public sealed class SettingStore(RowWriter rows) : ISettings
{
    private const string CountSql = "SELECT COUNT(*) AS row_total FROM db_setting_change";

    private const string NewestSql =
        """
        SELECT change_id, setting_key, version_no, before_no, value_no, is_confirmed, reason_text, changed_by, changed_name, changed_utc, row_mac
        FROM db_setting_change WHERE setting_key = :p_key ORDER BY version_no DESC LIMIT 1
        """;

    private const string OfKeySql =
        """
        SELECT change_id, setting_key, version_no, before_no, value_no, is_confirmed, reason_text, changed_by, changed_name, changed_utc, row_mac
        FROM db_setting_change WHERE setting_key = :p_key ORDER BY version_no DESC
        """;

    public async Task<Result<SettingValue>> ReadAsync(ISqlSession session, SettingDefinition setting, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(setting);
        if ((await AllThereAsync(session, ct)).Error is { } missing)
        {
            return missing;
        }

        var last = await session.SingleOrDefaultAsync<SettingChange>(NewestSql, new { p_key = setting.Key }, ct);
        if (last is null)
        {
            return new SettingValue(setting.Delivered, setting.Doubt, null);
        }

        if (Proved(last).Error is { } tampered)
        {
            return tampered;
        }

        return last.ValueNo < setting.Least || last.ValueNo > setting.Most
            ? new Error(SettingErrors.OutOfBounds, ("title", setting.Title), ("value", last.ValueNo), ("least", setting.Least), ("most", setting.Most))
            : new SettingValue(last.ValueNo, last.IsConfirmed ? null : setting.Doubt, last);
    }

    /// <summary>Newest first; refused where one of them was altered, or a row of the table is gone.</summary>
    public async Task<Result<IReadOnlyList<SettingChange>>> ChangesAsync(ISqlSession session, string key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        var found = await session.QueryAsync<SettingChange>(OfKeySql, new { p_key = key }, ct);
        var wrong = (await AllThereAsync(session, ct)).Error ?? found.Select(c => Proved(c).Error).FirstOrDefault(e => e is not null);
        return wrong is null ? Result<IReadOnlyList<SettingChange>>.Of([.. found]) : wrong;
    }

    /// <summary>Adds a change; one of two that take the same number runs again and then meets the other's.</summary>
    public async Task<Result> AddAsync(IUnitOfWork work, SettingChange change, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(change);
        try
        {
            return await rows.InsertAsync(work, SettingChange.Table, change.ChangeId, change.Values, ct);
        }
        catch (DbException exception) when (work.Dialect.IsUniqueViolation(exception))
        {
            throw new TallyBegunException(exception);
        }
    }

    private Result Proved(SettingChange change) => rows.Verify(SettingChange.Table, change.ChangeId, change.Values, change.RowMac);

    /// <summary>
    /// A change that was taken away would put the value before back into force. The tally is read first: what others add meanwhile only makes the count
    /// greater.
    /// </summary>
    private async Task<Result> AllThereAsync(ISqlSession session, CancellationToken ct)
    {
        var counted = await rows.CountedAsync(session, SettingChange.Table, ct);
        if (counted.Error is { } tampered)
        {
            return tampered;
        }

        return await session.ScalarAsync<long>(CountSql, null, ct) >= (counted.Value ?? 0)
            ? Result.Done
            : new Error(DatabaseErrors.RowTampered, ("table", SettingChange.Table.Name), ("row", "全部"));
    }
}
