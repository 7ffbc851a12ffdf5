using Guotu.Geo.Crs;
using Guotu.MapPublishing.Filters;

namespace Guotu.MapPublishing.Tests;

public sealed class FesTests
{
    private static readonly FilterSubject Subject = new(Patches.Fields, FilterCrs.ZoneNorthFirst);
    private static readonly GaussKrugerZone Zone = GaussKrugerZone.ThreeDegree(36);

    [Theory]
    [InlineData("<PropertyIsEqualTo><ValueReference>gt:DLBM</ValueReference><Literal>0101</Literal></PropertyIsEqualTo>", true)]
    [InlineData("<PropertyIsGreaterThan><ValueReference>TBMJ</ValueReference><Literal>99.5</Literal></PropertyIsGreaterThan>", true)]
    [InlineData("<PropertyIsLessThan><ValueReference>GXSJ</ValueReference><Literal>2025-12-31</Literal></PropertyIsLessThan>", false)]
    [InlineData("<Not><PropertyIsNull><ValueReference>GXSJ</ValueReference></PropertyIsNull></Not>", true)]
    [InlineData("<PropertyIsLike wildCard='*' singleChar='.' escapeChar='!'><ValueReference>DLBM</ValueReference><Literal>01*</Literal></PropertyIsLike>", true)]
    [InlineData("<PropertyIsBetween><ValueReference>TBMJ</ValueReference><LowerBoundary><Literal>1</Literal></LowerBoundary><UpperBoundary><Literal>2</Literal></UpperBoundary></PropertyIsBetween>", false)]
    [InlineData("<Or><PropertyIsEqualTo><ValueReference>DLBM</ValueReference><Literal>x</Literal></PropertyIsEqualTo><ResourceId rid='DLTB.1'/></Or>", true)]
    [InlineData("<And><ResourceId rid='1'/><PropertyIsEqualTo><ValueReference>DLBM</ValueReference><Literal>0101</Literal></PropertyIsEqualTo></And>", true)]
    [InlineData("<BBOX><ValueReference>geometry</ValueReference><Envelope><lowerCorner>3641710 36476610</lowerCorner><upperCorner>3641720 36476620</upperCorner></Envelope></BBOX>", true)]
    [InlineData("<Disjoint><ValueReference>geometry</ValueReference><Point srsName='EPSG:4524'><pos>36476650 3641750</pos></Point></Disjoint>", false)]
    public void A_filter_reads_as_the_standard_says(string inner, bool expected)
    {
        var read = FesFilter.Read($"<fes:Filter xmlns:fes='http://www.opengis.net/fes/2.0'>{inner}</fes:Filter>", Subject, Zone);

        Assert.True(read.IsSuccess, read.Error?.Text);
        Assert.Equal(expected, read.Value.Test(Patches.Values(Patches.Square(0, "0101", "1234.50", "2025-12-31"))));
    }

    [Theory]
    [InlineData("<Filter/>")]
    [InlineData("<Filter>")]
    [InlineData("not xml")]
    [InlineData("<!DOCTYPE f [<!ENTITY a 'b'>]><Filter>&a;</Filter>")]
    [InlineData("<Filter><PropertyIsEqualTo><ValueReference>GONE</ValueReference><Literal>1</Literal></PropertyIsEqualTo></Filter>")]
    [InlineData("<Filter><PropertyIsEqualTo><ValueReference>TBMJ</ValueReference><Literal>one</Literal></PropertyIsEqualTo></Filter>")]
    [InlineData("<Filter><After><ValueReference>GXSJ</ValueReference></After></Filter>")]
    [InlineData("<Filter><Intersects><ValueReference>geometry</ValueReference><Polygon><exterior><LinearRing><posList>0 0 1 1</posList></LinearRing></exterior></Polygon></Intersects></Filter>")]
    public void What_is_not_known_is_refused(string text) => Assert.Equal(PublishingErrors.FilterUnusable, FesFilter.Read(text, Subject, Zone).Error!.Code);

    [Fact]
    public void A_filter_nested_without_end_is_refused()
    {
        var text = "<Filter>" + string.Concat(Enumerable.Repeat("<Not>", 600)) + string.Concat(Enumerable.Repeat("</Not>", 600)) + "</Filter>";

        Assert.Equal(PublishingErrors.FilterUnusable, FesFilter.Read(text, Subject, Zone).Error!.Code);
    }
}
