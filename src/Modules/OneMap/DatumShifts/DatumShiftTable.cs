using System.Text.Json;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.DatumShifts;

/// <summary>A row that was verified and opened.</summary>
internal sealed record OpenShift(DatumShiftRow Row, string Parameters, string? Control);

/// <summary>Reads and writes parameter sets; a row whose MAC does not hold is refused, never used.</summary>
internal sealed class DatumShiftTable(RowWriter rows)
{
    private const string AllSql =
        """
        SELECT shift_id, shift_name, from_epsg, shift_kind, parameter_text, control_text, rms_micrometres, entered_by, entered_name, entered_utc,
               is_retired, retired_by, retired_utc, owner_org_id, region_code, origin_node, row_mac
        FROM om_datum_shift
        """;

    private const string ListSql = AllSql + " ORDER BY is_retired, entered_utc DESC, shift_id DESC";

    private const string ByIdSql = AllSql + " WHERE shift_id = :p_id";

    private const string ActiveSql = AllSql + " WHERE active_key = :p_key";

    public static Task<IReadOnlyList<DatumShiftRow>> AllAsync(ISqlSession session, CancellationToken ct) => session.QueryAsync<DatumShiftRow>(ListSql, null, ct);

    public static Task<DatumShiftRow?> FindAsync(ISqlSession session, long id, CancellationToken ct) =>
        session.SingleOrDefaultAsync<DatumShiftRow>(ByIdSql, new { p_id = id }, ct);

    public static Task<DatumShiftRow?> ActiveAsync(ISqlSession session, int epsg, CancellationToken ct) =>
        session.SingleOrDefaultAsync<DatumShiftRow>(ActiveSql, new { p_key = new DatumShiftRow { FromEpsg = epsg }.ActiveKey }, ct);

    public Task<Result> InsertAsync(IUnitOfWork work, DatumShiftRow row, CancellationToken ct) =>
        rows.InsertAsync(work, DatumShiftRow.Table, row.ShiftId, row.Values(row.ParameterText, row.ControlText), ct);

    public async Task<Result> RetireAsync(IUnitOfWork work, OpenShift shift, CancellationToken ct)
    {
        var retired = shift.Row.Retired(work.Context.Actor.UserId, work.At);
        var updated = await rows.UpdateAsync(work, DatumShiftRow.Table, retired.ShiftId, retired.Values(shift.Parameters, shift.Control), ct);
        return updated.Error is { } error ? error : Result.Done;
    }

    public Result<OpenShift> Open(DatumShiftRow row)
    {
        var parameters = rows.Decrypt(DatumShiftRow.Table, DatumShiftRow.ParameterColumn, row.ShiftId, row.ParameterText);
        if (parameters.Error is { } closed)
        {
            return closed;
        }

        string? control = null;
        if (row.ControlText is { } hidden)
        {
            var opened = rows.Decrypt(DatumShiftRow.Table, DatumShiftRow.ControlColumn, row.ShiftId, hidden);
            if (opened.Error is { } unreadable)
            {
                return unreadable;
            }

            control = opened.Value;
        }

        var verified = rows.Verify(DatumShiftRow.Table, row.ShiftId, row.Values(parameters.Value, control), row.RowMac);
        return verified.Error is { } tampered ? tampered : new OpenShift(row, parameters.Value, control);
    }

    /// <summary>The row for the proof of the rows: which encrypted column does not open, or the values as written.</summary>
    public static OpenedRow OpenForProof(RowWriter rows, DatumShiftRow row)
    {
        var parameters = rows.Decrypt(DatumShiftRow.Table, DatumShiftRow.ParameterColumn, row.ShiftId, row.ParameterText);
        if (parameters.Error is { } closed)
        {
            return new OpenedRow(row.ShiftId, row.RowMac, closed) { Closed = DatumShiftRow.ParameterColumn };
        }

        var control = row.ControlText is { } hidden ? rows.Decrypt(DatumShiftRow.Table, DatumShiftRow.ControlColumn, row.ShiftId, hidden) : default;
        return control.Error is { } unreadable
            ? new OpenedRow(row.ShiftId, row.RowMac, unreadable) { Closed = DatumShiftRow.ControlColumn }
            : new OpenedRow(row.ShiftId, row.RowMac, Result<IReadOnlyList<RowValue>>.Of(row.Values(parameters.Value, control.IsSuccess ? control.Value : null)));
    }

    public static string Written(DatumShift shift) => JsonSerializer.Serialize(shift);

    public static DatumShift Read(OpenShift shift) =>
        JsonSerializer.Deserialize<DatumShift>(shift.Parameters) ?? throw new InvalidOperationException($"Parameters {shift.Row.ShiftId} are null");
}
