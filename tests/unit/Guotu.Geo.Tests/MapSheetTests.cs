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
