using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Reference;

namespace Guotu.Geo.Tests;

public sealed class DatumTests
{
    private static readonly GaussKrugerZone Zone36 = GaussKrugerZone.ThreeDegree(36);
    private static readonly DatumReference Xian36 = new(GeodeticDatum.Xian80, Zone36);
    private static readonly PlanePosition Place = new(36_478_500, 3_650_553);

    [Theory]
    [InlineData(2360)]
    [InlineData(2381)]
    [InlineData(4610)]
    [InlineData(2412)]
    [InlineData(4214)]
    public void Without_entered_parameters_an_older_system_is_refused(int epsg) =>
        Assert.Equal(GeoErrors.DatumShiftMissing, DatumConversion.Create(DatumReference.OfEpsg(epsg)!, Zone36, null).Error!.Code);

    [Fact]
    public void Every_code_of_the_three_datums_comes_back_from_its_reference()
    {
        int[] codes = [4490, 4610, 4214, .. Range(4491, 4554), .. Range(2327, 2390), .. Range(2401, 2442), .. Range(21413, 21423), .. Range(21473, 21483)];
        foreach (var epsg in codes)
        {
            Assert.Equal(epsg, DatumReference.OfEpsg(epsg)!.Epsg);
            Assert.Equal(epsg, CoordinateSystem.OfEpsg(epsg).Epsg);
        }

        Assert.Equal(108, DatumReference.OfEpsg(2381)!.Zone!.CentralMeridian);
        Assert.Equal(105, DatumReference.OfEpsg(21478)!.Zone!.CentralMeridian);
        Assert.Null(DatumReference.OfEpsg(3857));
    }

    [Fact]
    public void Four_parameters_move_without_the_zone_number_and_give_it_back()
    {
        var shift = new PlaneShift(12.5, -34.25, 0, 0);
        var moved = DatumConversion.Create(Xian36, Zone36, shift).Value.Apply(Place);
        Assert.Equal((Place.East - 34.25, Place.North + 12.5), (moved.East, moved.North));
        var bare = DatumConversion.Create(Xian36 with { Zone = Zone36.Unprefixed }, Zone36, shift).Value.Apply(Place with { East = 478_500 });
        Assert.Equal(moved, bare);
    }

    [Fact]
    public void Four_parameters_turn_north_towards_east_by_the_formula()
    {
        var shift = new PlaneShift(1, 2, 10, 5);
        var moved = DatumConversion.Create(Xian36, Zone36, shift).Value.Apply(Place);
        var (sin, cos, scale) = (Math.Sin(10 * Math.PI / 648000), Math.Cos(10 * Math.PI / 648000), 1.000005);
        Assert.Equal(1 + (scale * ((Place.North * cos) - (478_500 * sin))), moved.North, 1e-6);
        Assert.Equal(36_000_000 + 2 + (scale * ((Place.North * sin) + (478_500 * cos))), moved.East, 1e-6);
    }

    [Fact]
    public void Parameters_in_a_wrong_unit_or_for_other_coordinates_are_refused()
    {
        Assert.Equal(GeoErrors.ShiftUnusable, Refused(new PlaneShift(0, 0, 3600, 0)));
        Assert.Equal(GeoErrors.ShiftUnusable, Refused(new PlaneShift(double.NaN, 0, 0, 0)));
        Assert.Equal(GeoErrors.ShiftUnusable, Refused(new BursaWolfShift(0, 0, 0, 200, 0, 0, 0, RotationConvention.CoordinateFrame)));
        Assert.Equal(GeoErrors.ShiftUnusable, Refused(new BursaWolfShift(0, 0, 0, 0, 0, 0, 0, (RotationConvention)9)));
        Assert.Equal(GeoErrors.ShiftUnusable, DatumConversion.Create(new DatumReference(GeodeticDatum.Xian80, null), Zone36, new PlaneShift(0, 0, 0, 0)).Error!.Code);
        Assert.Equal(GeoErrors.ShiftUnusable, DatumConversion.Create(Xian36 with { Zone = GaussKrugerZone.ThreeDegree(35) }, Zone36, new PlaneShift(0, 0, 0, 0)).Error!.Code);
    }

    [Fact]
    public void The_residual_report_gives_each_point_and_the_root_mean_square()
    {
        var conversion = DatumConversion.Create(Xian36, Zone36, new PlaneShift(10, 20, 0, 0)).Value;
        ControlPoint Control(string name, double at, double east, double north) =>
            new(name, Place with { North = Place.North + at }, new PlanePosition(Place.East + 20 - east, Place.North + at + 10 - north));
        var residuals = ShiftResiduals.Of(conversion, [Control("西山", 0, 0.03, 0.04), Control("东山", 1000, 0, 0), Control("南山", 2000, -0.03, -0.04)]).Value;
        Assert.Equal(0.05, residuals.Largest, 1e-6);
        Assert.Equal(Math.Sqrt(2 * 0.0025 / 3), residuals.RootMeanSquare, 1e-6);
        Assert.Equal(("西山", 0.03), (residuals.Points[0].Name, Math.Round(residuals.Points[0].East, 6)));
        Assert.Equal(GeoErrors.ShiftUnusable, ShiftResiduals.Of(conversion, [Control("西山", 0, 0, 0), Control("东山", 1000, 0, 0)]).Error!.Code);
    }

    [Fact]
    public void Files_of_the_older_systems_are_recognised_by_their_prj_and_can_not_be_measured_on()
    {
        const string Xian = "GEOGCS[\"GCS_Xian_1980\",DATUM[\"D_Xian_1980\",SPHEROID[\"Xian_1980\",6378140.0,298.257]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
        const string Beijing = "GEOGCS[\"GCS_Beijing_1954\",DATUM[\"D_Beijing_1954\",SPHEROID[\"Krasovsky_1940\",6378245.0,298.3]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
        string Plane(string name, string degrees, string easting) => $"PROJCS[\"{name}\",{degrees},PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",{easting}],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",108.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
        Assert.Equal([4610, 4214, 2360, 2381, 2412], new[] { Xian, Beijing, Plane("Xian_1980_3_Degree_GK_Zone_36", Xian, "36500000.0"), Plane("Xian_1980_3_Degree_GK_CM_108E", Xian, "500000.0"), Plane("Beijing_1954_3_Degree_GK_Zone_36", Beijing, "36500000.0") }.Select(t => CrsWkt.Read(t)!.Epsg!.Value));
        Assert.Equal(GeoErrors.DatumShiftMissing, CrsWkt.Read(Xian)!.MeasuringRefusal(".prj")!.Code);
    }

    [Fact]
    public void Display_systems_are_recorded_as_such_and_never_measured_in()
    {
        foreach (var crs in new[] { CoordinateSystem.OfEpsg(4326), CoordinateSystem.OfEpsg(3857), CrsName.Read("urn:ogc:def:crs:OGC:1.3:CRS84")!.Value.Crs })
        {
            Assert.True(crs.IsDisplayOnly);
            Assert.Equal(GeoErrors.DisplayOnly, crs.MeasuringRefusal("文件")!.Code);
        }

        Assert.Null(CoordinateSystem.OfEpsg(4524).MeasuringRefusal("文件"));
    }

    [Theory]
    [InlineData("GCJ-02")]
    [InlineData("gcj02")]
    [InlineData("GCS_GCJ_02")]
    [InlineData("BD09LL")]
    [InlineData("火星坐标系")]
    [InlineData("百度坐标")]
    public void A_source_that_names_an_Internet_map_offset_is_refused(string name)
    {
        Assert.Equal(GeoErrors.Gcj02Declared, MapOffsetHazard.Declared(name, "文件")!.Code);
        Assert.Equal(GeoErrors.Gcj02Declared, CoordinateSystem.Foreign(name).MeasuringRefusal(".prj 文件")!.Code);
    }

    [Theory]
    [InlineData("CGCS2000")]
    [InlineData("EPSG:4524")]
    [InlineData("Beijing 1954")]
    [InlineData("BD0912 图斑")]
    public void Other_names_are_not_taken_for_it(string name) => Assert.Null(MapOffsetHazard.Declared(name, "文件"));

    [Theory]
    [InlineData(430, -280, 12, 40, true)]
    [InlineData(430, -280, 12, 9, false)]
    [InlineData(60, 40, 2, 40, false)]
    [InlineData(5_000, 0, 12, 40, false)]
    [InlineData(430, -280, 500, 40, false)]
    public void A_whole_source_beside_the_reference_by_the_offset_is_suspected(double east, double north, double scatter, int count, bool suspected)
    {
        var random = new Random(7);
        var pairs = Enumerable.Range(0, count).Select(i =>
        {
            var reference = new PlanePosition(36_440_000 + (random.NextDouble() * 80_000), 3_620_000 + (random.NextDouble() * 60_000));
            return (new PlanePosition(reference.East + east + (scatter * ((random.NextDouble() * 2) - 1)), reference.North + north + (scatter * ((random.NextDouble() * 2) - 1))), reference);
        }).ToList();
        Assert.Equal(suspected ? GeoErrors.Gcj02Suspected : null, MapOffsetHazard.Suspected(pairs)?.Code);
    }

    [Fact]
    public void Heights_above_different_datums_are_never_mixed()
    {
        var (a, b) = (new Height(450_123, VerticalDatum.China1985), new Height(450_000, VerticalDatum.China1985));
        Assert.Equal(123, a.Above(b).Value);
        Assert.Equal(GeoErrors.VerticalDatumsDiffer, a.Above(b with { Datum = VerticalDatum.YellowSea1956 }).Error!.Code);
        Assert.Equal(GeoErrors.VerticalDatumsDiffer, (b with { Datum = VerticalDatum.Unknown }).Above(b with { Datum = VerticalDatum.Unknown }).Error!.Code);
        Assert.Equal(GeoErrors.VerticalDatumsDiffer, (b with { Datum = VerticalDatum.YellowSea1956 }).In1985(null).Error!.Code);
        Assert.Equal(new Height(449_900, VerticalDatum.China1985), (b with { Datum = VerticalDatum.YellowSea1956 }).In1985(-100).Value);
        Assert.Equal(VerticalDatum.China1985, VerticalDatums.OfName("1985国家高程基准"));
        Assert.Equal(VerticalDatum.YellowSea1956, VerticalDatums.OfName("Yellow Sea 1956"));
        Assert.Equal(VerticalDatum.China1985, CrsWkt.ReadVertical("COMPD_CS[\"x\",GEOGCS[\"g\"],VERT_CS[\"Yellow Sea 1985 height\",VERT_DATUM[\"Yellow Sea 1985\",2005],UNIT[\"metre\",1]]]"));
    }

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);

    private static Guotu.Kernel.Results.ErrorCode Refused(DatumShift shift) => DatumConversion.Create(Xian36, Zone36, shift).Error!.Code;
}
