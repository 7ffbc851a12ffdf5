using Guotu.Database;
using Guotu.Geo;
using Guotu.Geo.Crs;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.DatumShifts;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

/// <summary>Parameters here are invented: real ones are controlled and are in no test.</summary>
public sealed class DatumShiftTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly GaussKrugerZone Zone36 = GaussKrugerZone.ThreeDegree(36);
    private static readonly PlanePosition Place = new(36_478_500, 3_650_553);
    private static readonly PlaneShift Plane = new(10, 20, 0, 0);
    private static readonly BursaWolfShift Seven = new(20, -140, -78, 1, -2, 3, -4, RotationConvention.CoordinateFrame);

    [Theory]
    [BothDatabases]
    public async Task Nothing_is_converted_until_parameters_are_entered_nor_after_they_are_retired(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        Assert.Equal(GeoErrors.DatumShiftMissing, (await ConvertAsync(bench)).Error!.Code);

        var entered = (await EnterAsync(bench, "2019 年县城拟合", 2360, Plane)).Value;
        Assert.Equal(Place with { East = Place.East + 20, North = Place.North + 10 }, (await ConvertAsync(bench)).Value.Apply(Place));

        Assert.True((await bench.The<DatumShiftCommands>().RetireAsync(OneMapBench.Command("onemap.shift.retire"), entered.Id, Never)).IsSuccess);
        Assert.Equal(GeoErrors.DatumShiftMissing, (await ConvertAsync(bench)).Error!.Code);
        var view = Assert.Single(await bench.The<DatumShiftReading>().ListAsync(Never));
        Assert.True(view.Intact && view.RetiredAt is not null);
        Assert.Equal(["onemap.shift.enter", "onemap.shift.retire"], bench.Audit.Written.Select(a => a.Kind));
        Assert.Equal(OneMapErrors.ShiftRefused, (await bench.The<DatumShiftCommands>().RetireAsync(OneMapBench.Command("onemap.shift.retire"), entered.Id, Never)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task Parameters_and_control_points_lie_encrypted_in_the_database_and_in_no_audit_record(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        ControlPoint Control(string name, double at) => new(name, Place with { North = Place.North + at }, new PlanePosition(Place.East + 20.03, Place.North + at + 10));
        var entered = (await EnterAsync(bench, "拟合", 2360, Plane, Control("西山", 0), Control("东山", 100), Control("南山", 200))).Value;

        Assert.Equal(0.03, entered.Residuals!.RootMeanSquare, 1e-6);
        Assert.Equal(3, entered.Residuals.Points.Count);
        var stored = await bench.TextAsync("SELECT parameter_text || control_text AS both_text FROM om_datum_shift");
        Assert.StartsWith("g1.", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("NorthMetres", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("西山", stored, StringComparison.Ordinal);
        Assert.All(bench.Audit.Written, a => Assert.Null(a.After ?? a.Before));
        Assert.Equal(30, Assert.Single(await bench.The<DatumShiftReading>().ListAsync(Never)).RmsMillimetres!.Value, 0.001);
    }

    [Theory]
    [BothDatabases]
    public async Task A_system_has_one_set_in_use_and_seven_parameters_serve_every_zone_of_their_datum(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        Assert.True((await EnterAsync(bench, "七参数", 2360, Seven)).IsSuccess);
        Assert.Equal(OneMapErrors.ShiftRefused, (await EnterAsync(bench, "又一套", 4610, Seven)).Error!.Code);
        Assert.True((await ConvertAsync(bench, 2359)).IsSuccess);
        Assert.True((await ConvertAsync(bench, 2381)).IsSuccess);
        Assert.Equal(GeoErrors.DatumShiftMissing, (await ConvertAsync(bench, 2412)).Error!.Code);
    }

    [Fact]
    public async Task A_row_changed_behind_the_platform_is_refused_and_shown_as_such()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        Assert.True((await EnterAsync(bench, "拟合", 2360, Plane)).IsSuccess);
        await bench.BehindTheBackAsync("UPDATE om_datum_shift SET shift_name = '别的'");
        Assert.Equal(DatabaseErrors.RowTampered, (await ConvertAsync(bench)).Error!.Code);
        Assert.False(Assert.Single(await bench.The<DatumShiftReading>().ListAsync(Never)).Intact);
    }

    [Fact]
    public async Task What_can_not_be_meant_is_refused_and_nothing_is_stored()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        Assert.Equal(OneMapErrors.ShiftRefused, (await EnterAsync(bench, "拟合", 4524, Plane)).Error!.Code);
        Assert.Equal(OneMapErrors.ShiftRefused, (await EnterAsync(bench, " ", 2360, Plane)).Error!.Code);
        Assert.Equal(GeoErrors.ShiftUnusable, (await EnterAsync(bench, "拟合", 2360, Plane with { RotationSeconds = 3600 })).Error!.Code);
        Assert.Equal(GeoErrors.ShiftUnusable, (await EnterAsync(bench, "拟合", 2359, Plane)).Error!.Code);
        Assert.Equal(GeoErrors.ShiftUnusable, (await EnterAsync(bench, "拟合", 2360, Plane, new ControlPoint("西山", Place, Place))).Error!.Code);
        Assert.Equal(0, await bench.CountAsync("om_datum_shift"));
    }

    private static Task<Kernel.Results.Result<EnteredShift>> EnterAsync(OneMapBench bench, string name, int epsg, DatumShift shift, params ControlPoint[] control) =>
        bench.The<DatumShiftCommands>().EnterAsync(OneMapBench.Command("onemap.shift.enter"), new ShiftEntry(name, epsg, shift, control), Never);

    private static Task<Kernel.Results.Result<DatumConversion>> ConvertAsync(OneMapBench bench, int epsg = 2360) =>
        bench.The<IDatumShifts>().ConversionAsync(DatumReference.OfEpsg(epsg)!, Zone36, Never);
}
