using System.Globalization;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.DatumShifts;

/// <summary>What is entered.</summary>
/// <param name="Name">At most 100 characters, such as where and when the parameters were fitted.</param>
/// <param name="FromEpsg">The older system; for seven parameters any code of its datum.</param>
/// <param name="Control">Points known in both systems, or none; the county's zone with prefix is the target.</param>
internal sealed record ShiftEntry(string Name, int FromEpsg, DatumShift Shift, IReadOnlyList<ControlPoint> Control);

/// <summary>Enters and retires parameters of changes of datum (录入、停用坐标转换参数). The audit never holds a parameter.</summary>
internal sealed class DatumShiftCommands(IUnitsOfWork units, DatumShiftTable table, IIdSource ids, CountySettings county)
{
    private const int LongestName = 100;
    private const int MostControlPoints = 200;

    public Task<Result<EnteredShift>> EnterAsync(CommandContext context, ShiftEntry entry, CancellationToken ct) => units.RunAsync<EnteredShift>(
        context,
        async (work, token) =>
        {
            var judged = Judged(entry);
            if (judged.Error is { } refused)
            {
                return refused;
            }

            var (from, residuals) = judged.Value;
            if (await DatumShiftTable.ActiveAsync(work, from.Epsg, token) is { } other)
            {
                return Refused(entry.Name, $"{from.ChineseName}已有启用的参数“{other.ShiftName}”,先停用它");
            }

            var row = Row(work, entry, (from, residuals));
            var id = row.ShiftId.ToString(CultureInfo.InvariantCulture);
            work.Audit(new AuditEntry("onemap.shift.enter", "datum-shift", id, $"录入{from.ChineseName}的转换参数:{row.ShiftName}{(residuals is null ? ",没有控制点" : $",中误差 {Millimetres(residuals)} 毫米")}"));
            var inserted = await table.InsertAsync(work, row, token);
            return inserted.Error is { } notStored ? notStored : new EnteredShift(row.ShiftId, residuals);
        },
        ct);

    public Task<Result> RetireAsync(CommandContext context, long id, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            if (await DatumShiftTable.FindAsync(work, id, token) is not { } row)
            {
                return new Error(KernelErrors.NotFound, ("what", "转换参数"));
            }

            var opened = table.Open(row);
            if (opened.Error is { } tampered)
            {
                return tampered;
            }

            if (row.IsRetired)
            {
                return Refused(row.ShiftName, "已经停用");
            }

            work.Audit(new AuditEntry("onemap.shift.retire", "datum-shift", id.ToString(CultureInfo.InvariantCulture), $"停用转换参数:{row.ShiftName}"));
            return await table.RetireAsync(work, opened.Value, token);
        },
        ct);

    private Result<(DatumReference From, ShiftResiduals? Residuals)> Judged(ShiftEntry entry)
    {
        if (entry.Name.Trim().Length is 0 or > LongestName)
        {
            return Refused(entry.Name, $"名称要填,不超过 {LongestName} 个字符");
        }

        if (DatumReference.OfEpsg(entry.FromEpsg) is not { } from || from.Datum == GeodeticDatum.Cgcs2000)
        {
            return Refused(entry.Name, string.Create(CultureInfo.InvariantCulture, $"EPSG:{entry.FromEpsg} 不是 1980 西安坐标系或 1954 北京坐标系"));
        }

        var conversion = DatumConversion.Create(from, GaussKrugerZone.ThreeDegree(county.Zone), entry.Shift);
        if (conversion.Error is { } unusable)
        {
            return unusable;
        }

        // Seven parameters are the datum's, whatever the zone of the file.
        var stored = entry.Shift is BursaWolfShift ? new DatumReference(from.Datum, null) : from;
        if (entry.Control.Count == 0)
        {
            return (stored, null);
        }

        if (entry.Control.Count > MostControlPoints)
        {
            return Refused(entry.Name, $"控制点超过 {MostControlPoints} 个");
        }

        var residuals = ShiftResiduals.Of(conversion.Value, entry.Control);
        return residuals.Error is { } few ? few : (stored, (ShiftResiduals?)residuals.Value);
    }

    private DatumShiftRow Row(IUnitOfWork work, ShiftEntry entry, (DatumReference From, ShiftResiduals? Residuals) judged) => new()
    {
        ShiftId = ids.Next(),
        ShiftName = entry.Name.Trim(),
        FromEpsg = judged.From.Epsg,
        ShiftKind = entry.Shift is BursaWolfShift ? "BursaWolf7" : "Plane4",
        ParameterText = DatumShiftTable.Written(entry.Shift),
        ControlText = entry.Control.Count == 0 ? null : JsonSerializer.Serialize(entry.Control),
        RmsMicrometres = judged.Residuals is { } residuals ? (long)Math.Round(residuals.RootMeanSquare * 1e6) : null,
        EnteredBy = work.Context.Actor.UserId,
        EnteredName = work.Context.Actor.Name,
        EnteredUtc = work.At,
        OwnerOrgId = work.Context.Actor.OrganisationId,
        RegionCode = county.RegionCode,
        OriginNode = county.Code,
    };

    private static string Millimetres(ShiftResiduals residuals) => (residuals.RootMeanSquare * 1000).ToString("0.0", CultureInfo.InvariantCulture);

    private static Error Refused(string name, string reason) => new(OneMapErrors.ShiftRefused, ("name", name.Trim()), ("reason", reason));
}

/// <summary>A set as entered.</summary>
/// <param name="Residuals">Null without control points.</param>
internal sealed record EnteredShift(long Id, ShiftResiduals? Residuals);
