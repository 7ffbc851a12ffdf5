using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.DatumShifts;

/// <summary>A set in the list: who entered what for which system, never the parameters (涉密).</summary>
/// <param name="RmsMillimetres">Null without control points.</param>
/// <param name="Intact">False where the row has been changed behind the platform; it is not used.</param>
internal sealed record ShiftView(
    long Id, string Name, int FromEpsg, string From, string Kind, double? RmsMillimetres, string EnteredBy, Instant EnteredAt, Instant? RetiredAt, bool Intact);

/// <summary>Reads parameter sets for the list and for conversions.</summary>
internal sealed class DatumShiftReading(IUnitsOfWork units, DatumShiftTable table) : IDatumShifts
{
    public async Task<IReadOnlyList<ShiftView>> ListAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return [.. (await DatumShiftTable.AllAsync(session, ct)).Select(View)];
    }

    public async Task<Result<DatumConversion>> ConversionAsync(DatumReference from, GaussKrugerZone to, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        // Parameters of this very plane come before those of the datum.
        var row = await DatumShiftTable.ActiveAsync(session, from.Epsg, ct) ?? await DatumShiftTable.ActiveAsync(session, new DatumReference(from.Datum, null).Epsg, ct);
        if (row is null)
        {
            return DatumConversion.Create(from, to, null);
        }

        var opened = table.Open(row);
        return opened.Error is { } tampered ? tampered : DatumConversion.Create(from, to, DatumShiftTable.Read(opened.Value));
    }

    private ShiftView View(DatumShiftRow row) => new(
        row.ShiftId,
        row.ShiftName,
        row.FromEpsg,
        DatumReference.OfEpsg(row.FromEpsg)?.ChineseName ?? string.Empty,
        row.ShiftKind,
        row.RmsMicrometres / 1000.0,
        row.EnteredName,
        row.EnteredUtc,
        row.RetiredUtc,
        table.Open(row).IsSuccess);
}
