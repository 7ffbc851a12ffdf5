using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Guotu.MapPublishing.Filters;

namespace Guotu.MapPublishing.Tests;

public sealed class Cql2Tests
{
    private static readonly FilterSubject Subject = new(Patches.Fields, FilterCrs.Crs84);

    [Theory]
    [InlineData("DLBM = '0101'", true)]
    [InlineData("DLBM <> '0101'", false)]
    [InlineData("dlbm = '0101'", null)]
    [InlineData("\"DLBM\" = '0101' AND TBMJ > 10", true)]
    [InlineData("TBMJ = 1234.50", true)]
    [InlineData("TBMJ = 1234.5e0", true)]
    [InlineData("TBMJ > -1", true)]
    [InlineData("TBMJ BETWEEN 1000 AND 1234.5", true)]
    [InlineData("TBMJ NOT BETWEEN 1000 AND 1234.5", false)]
    [InlineData("DLBM IN ('0201', '0101')", true)]
    [InlineData("DLBM NOT IN ('0201')", true)]
    [InlineData("DLBM LIKE '01%'", true)]
    [InlineData("DLBM LIKE '_1__'", true)]
    [InlineData("DLBM LIKE '1%'", false)]
    [InlineData("NOT (DLBM LIKE '01%' OR TBMJ < 5)", false)]
    [InlineData("GXSJ IS NULL", false)]
    [InlineData("GXSJ IS NOT NULL", true)]
    [InlineData("GXSJ = DATE('2025-12-31')", true)]
    [InlineData("GXSJ >= '2025-01-01'", true)]
    [InlineData("T_AFTER(GXSJ, DATE('2025-01-01'))", true)]
    [InlineData("T_DURING(GXSJ, INTERVAL('2025-01-01', '..'))", true)]
    [InlineData("T_INTERSECTS(GXSJ, INTERVAL('2026-01-01', '2026-12-31'))", false)]
    [InlineData("GXSJ = TIMESTAMP('2025-12-30T16:00:00Z')", true)]
    [InlineData("TRUE", true)]
    [InlineData("FALSE OR DLBM = '0101'", true)]
    public void A_condition_reads_as_the_standard_says(string text, bool? expected)
    {
        var read = Cql2Text.Read(text, Subject);

        Assert.Equal(expected, read.IsSuccess ? read.Value.Test(Patches.Values(Patches.Square(0, "0101", "1234.50", "2025-12-31"))) : null);
    }

    [Theory]
    [InlineData("DLBM = '0101'")]
    [InlineData("NOT (DLBM = '0101')")]
    [InlineData("DLBM <> 'x' AND TBMJ > 0")]
    [InlineData("DLBM LIKE '%'")]
    [InlineData("T_DISJOINT(GXSJ, DATE('2020-01-01'))")]
    public void What_has_no_value_is_neither_equal_nor_unequal(string text) =>
        Assert.Null(Cql2Text.Read(text, Subject).Value.Test(Patches.Values(Patches.Square(0, null, null, null))));

    [Theory]
    [InlineData("TBMJ = 'abc'")]
    [InlineData("DLBM = 1")]
    [InlineData("GXSJ = '31/12/2025'")]
    [InlineData("MISSING = 1")]
    [InlineData("DLBM =")]
    [InlineData("DLBM = '0101")]
    [InlineData("DLBM = '0101';DROP TABLE om_feature")]
    [InlineData("DLBM = '0101' -- ")]
    [InlineData("S_INTERSECTS(geometry, geometry)")]
    [InlineData("S_INTERSECTS(geometry, POLYGON((0 0,1 1,0 1,1 0,0 0)))")]
    [InlineData("S_INTERSECTS(geometry, POLYGON((0 0,1 1,0 1)))")]
    [InlineData("S_INTERSECTS(geometry, POINT(1e999 0))")]
    [InlineData("S_NEAR(geometry, POINT(0 0))")]
    [InlineData("BBOX(1,2,3,4)")]
    [InlineData("SLEEP(5)")]
    [InlineData("")]
    public void What_is_not_known_is_refused_with_a_reason(string text)
    {
        var error = Cql2Text.Read(text, Subject).Error!;

        Assert.Equal(PublishingErrors.FilterUnusable, error.Code);
        Assert.DoesNotContain("Exception", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_are_decided_in_the_coordinates_they_were_written_in()
    {
        var (west, south) = Patches.Degrees(150, 20);
        var (east, north) = Patches.Degrees(250, 80);
        var box = string.Create(CultureInfo.InvariantCulture, $"{west},{south},{east},{north}");
        string[] Met(string text, FilterCrs crs) =>
            [.. Enumerable.Range(0, 4).Where(i => Cql2Text.Read(text, Subject with { Crs = crs }).Value.Test(Patches.Values(Patches.Square(i, "0101", "1", null))) == true)
                .Select(i => i.ToString(CultureInfo.InvariantCulture))];

        Assert.Equal(["1", "2"], Met($"S_INTERSECTS(geometry, BBOX({box}))", FilterCrs.Crs84));
        Assert.Equal(["0", "3"], Met($"S_DISJOINT(geometry, BBOX({box}))", FilterCrs.Crs84));
        Assert.Equal(["1", "2"], Met("S_INTERSECTS(geometry, POLYGON((3641720 36476750, 3641780 36476750, 3641780 36476850, 3641720 36476850, 3641720 36476750)))", FilterCrs.ZoneNorthFirst));
        Assert.Equal(["2"], Met("S_CONTAINS(geometry, POINT(3641750 36476850))", FilterCrs.ZoneNorthFirst));
        Assert.Equal(["2"], Met("S_WITHIN(POINT(36476850 3641750), geometry)", FilterCrs.ZoneEastFirst));
    }

    [Fact]
    public void Deep_long_and_wide_texts_are_refused_at_once()
    {
        var deep = new string('(', 5_000) + "DLBM = '1'" + new string(')', 5_000);
        var nots = string.Concat(Enumerable.Repeat("NOT ", 1_900)) + "DLBM = '1'";
        var wide = "DLBM IN (" + string.Join(',', Enumerable.Repeat("'1'", 1_500)) + ")";

        Assert.All((string[])[deep, deep[..7_000], nots, wide, new string('x', 100_000)], t => Assert.Equal(PublishingErrors.FilterUnusable, Cql2Text.Read(t, Subject).Error!.Code));
    }

    [Fact]
    public void A_pattern_of_many_stars_takes_no_longer_than_its_length_allows()
    {
        var pattern = TextPattern.Read(string.Concat(Enumerable.Repeat("%a", 200)) + "b", PatternSigns.Cql2);

        Assert.False(pattern.Matches(new string('a', 5_000)));
    }

    [Fact]
    public void Every_hostile_string_is_read_or_refused_and_never_a_fault()
    {
        var texts = Directory.EnumerateFiles(Guotu.Testing.TestData.Path("malformed/payloads"), "*", SearchOption.AllDirectories).SelectMany(File.ReadLines).Distinct().Take(20_000).ToList();

        Assert.NotEmpty(texts);
        foreach (var text in texts)
        {
            foreach (var filter in (string[])[text, $"DLBM = '{text}'", $"DLBM = '{text.Replace("'", "''", StringComparison.Ordinal)}'"])
            {
                var read = Cql2Text.Read(filter, Subject);
                Assert.True(read.IsSuccess || read.Error!.Code == PublishingErrors.FilterUnusable);
            }
        }
    }

    [Fact]
    public void Any_text_of_the_language_s_signs_is_read_or_refused()
    {
        var word = Gen.Elements("DLBM", "TBMJ", "GXSJ", "geometry", "AND", "OR", "NOT", "(", ")", ",", "=", "<>", "<", "'0101'", "12", "-", "BETWEEN", "IN", "LIKE", "IS", "NULL", "S_INTERSECTS", "POINT", "POLYGON", "BBOX", "DATE", "'2025-01-01'", "T_AFTER", "INTERVAL", "TRUE", "\"", "'");
        var text = word.ListOf().Select(w => string.Join(' ', w));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(text.ToArbitrary(), t => Cql2Text.Read(t, Subject) is { } read && (read.IsSuccess || read.Error!.Code == PublishingErrors.FilterUnusable)));
    }

    [Fact]
    public void A_condition_and_its_negation_part_the_features_that_have_the_value()
    {
        var value = Gen.Elements("0101", "0102", "0201", "1001").ToArbitrary();
        var filter = Gen.Elements("DLBM = '0101'", "DLBM < '0201'", "DLBM IN ('0101','1001')", "DLBM LIKE '01%'", "DLBM BETWEEN '0102' AND '0201'").ToArbitrary();

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(value, filter, (v, f) =>
        {
            var feature = Patches.Values(Patches.Square(0, v, null, null));
            return Cql2Text.Read(f, Subject).Value.Test(feature) != Cql2Text.Read($"NOT ({f})", Subject).Value.Test(feature);
        }));
    }
}
