using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Crs;
using Guotu.Geo.MapSheets;

namespace Guotu.Geo.Tests;

public sealed class MapSheetTests
{
    [Theory]
    [InlineData(SheetScale.OneTo1000000, "I48")]
    [InlineData(SheetScale.OneTo500000, "I48B002002")]
    [InlineData(SheetScale.OneTo250000, "I48C004004")]
    [InlineData(SheetScale.OneTo100000, "I48D010012")]
    [InlineData(SheetScale.OneTo50000, "I48E019024")]
    [InlineData(SheetScale.OneTo25000, "I48F037047")]
    [InlineData(SheetScale.OneTo10000, "I48G073093")]
    [InlineData(SheetScale.OneTo5000, "I48H145185")]
    [InlineData(SheetScale.OneTo2000, "I48I435554")]
    [InlineData(SheetScale.OneTo1000, "I48J08701108")]
    [InlineData(SheetScale.OneTo500, "I48K17402216")]
    public void The_test_point_lies_on_the_known_sheet_of_every_scale(SheetScale scale, string number)
    {
        var sheet = MapSheet.Covering(new GeographicPosition(32.98, 107.77), scale);
        Assert.Equal(number, sheet.Number);
        Assert.Equal(sheet, MapSheet.Parse(number));
        Assert.InRange(107.77, sheet.West, sheet.East);
        Assert.InRange(32.98, sheet.South, sheet.North);
    }

    [Fact]
    public void Any_place_of_China_lies_on_its_sheet_at_every_scale_and_the_number_gives_the_sheet_back()
    {
        var places = from lat in Gen.Choose(0, 55_999_999) from lon in Gen.Choose(72_000_000, 137_999_999) from scale in Gen.Elements(Enum.GetValues<SheetScale>())
                     select (new GeographicPosition(lat / 1e6, lon / 1e6), scale);
        Prop.ForAll(places.ToArbitrary(), place =>
        {
            var (position, scale) = place;
            var sheet = MapSheet.Covering(position, scale);
            var middle = new GeographicPosition((sheet.South + sheet.North) / 2, (sheet.West + sheet.East) / 2);
            Assert.InRange(position.Latitude, sheet.South - 1e-9, sheet.North + 1e-9);
            Assert.InRange(position.Longitude, sheet.West - 1e-9, sheet.East + 1e-9);
            Assert.Equal(sheet, MapSheet.Parse(sheet.Number));
            Assert.Equal(sheet, MapSheet.Covering(middle, scale));
            if (scale > SheetScale.OneTo1000000)
            {
                // Every sheet lies within the sheet of the 1:1,000,000 division that its number begins with.
                Assert.StartsWith(MapSheet.Covering(middle, SheetScale.OneTo1000000).Number, sheet.Number, StringComparison.Ordinal);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void East_of_108_degrees_the_county_lies_on_sheet_I49() =>
        Assert.Equal("I49G073002", MapSheet.Covering(new GeographicPosition(32.98, 108.1), SheetScale.OneTo10000).Number);

    [Theory]
    [InlineData("")]
    [InlineData("I4")]
    [InlineData("I48G07309")]
    [InlineData("I48G097001")]
    [InlineData("I48X001001")]
    [InlineData("Z48")]
    public void What_is_no_sheet_number_is_none(string number) => Assert.Null(MapSheet.Parse(number));
}
