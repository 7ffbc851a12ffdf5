using System.Text;
using Guotu.Geo.Areas;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Tests;

/// <summary>What the window clerk drops, in every form it really comes.</summary>
public sealed class CoordinateTextVariantTests
{
    private static readonly GaussKrugerZone Zone36 = GaussKrugerZone.ThreeDegree(36);

    [Fact]
    public void The_sample_of_the_convention_is_one_hectare_in_zone_36_without_a_warning()
    {
        var file = TextFiles.MustRead(TextFiles.Header + TextFiles.Hectare);
        var parcel = Assert.Single(file.Parcels);
        Assert.Equal("一号地块", parcel.Name);
        Assert.Equal("工业用地", parcel.Use);
        Assert.Equal("I48G073093", parcel.MapSheet);
        Assert.Equal(100_000_000, PlaneArea.Of(parcel.Shape).TenThousandths);
        Assert.Equal(100_000_000, parcel.DeclaredArea!.Value.TenThousandths);
        Assert.Equal(4524, file.Crs.Zone.Epsg);
        Assert.Equal(new GridPoint(364_785_008_890, 36_506_534_470), parcel.Parts[0].Outer.Ring.Points[0]);
        Assert.Equal([14, 15, 16, 17], parcel.Parts[0].Outer.Lines);
        Assert.Equal("2024-06-30", file.Header.Single(h => h.Key == "数据产生日期").Value);
        Assert.Empty(file.Warnings);
        Assert.Contains(file.Conclusions, c => c.Topic == "坐标系" && c.Finding.Contains("4524", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GB18030")]
    [InlineData("UTF-8")]
    [InlineData("UTF-8 BOM")]
    [InlineData("UTF-16")]
    public void Every_encoding_and_line_ending_gives_the_same_parcel(string encoding)
    {
        var text = (TextFiles.Header + TextFiles.Hectare).Replace("\n", "\r\n", StringComparison.Ordinal);
        byte[] bytes = encoding switch
        {
            "GB18030" => TextFiles.Gb18030.GetBytes(text),
            "UTF-8" => Encoding.UTF8.GetBytes(text),
            "UTF-8 BOM" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            _ => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
        };
        var file = CoordinateTextReader.Read(bytes, new CoordinateTextOptions()).Value;
        Assert.Equal(encoding, file.Encoding);
        Assert.Equal("一号地块", file.Parcels[0].Name);
        Assert.Equal(100_000_000, PlaneArea.Of(file.Parcels[0].Shape).TenThousandths);
    }

    [Fact]
    public void Full_width_brackets_commas_and_digits_are_read_and_noted()
    {
        var text = TextFiles.Header.Replace("[地块坐标]", "【地块坐标】", StringComparison.Ordinal) + TextFiles.Hectare
            .Replace("J2,1,3650653.447", "J2，1，３６５０６５３．４４７", StringComparison.Ordinal)
            .Replace(",@", "，＠", StringComparison.Ordinal);
        var file = TextFiles.MustRead(text);
        Assert.Equal(100_000_000, PlaneArea.Of(file.Parcels[0].Shape).TenThousandths);
        Assert.True(file.Warns(GeoErrors.WarnFullWidth));
    }

    [Fact]
    public void A_full_width_comma_in_a_name_stays_in_the_name() =>
        Assert.Equal("一期，二期", TextFiles.MustRead(TextFiles.Header + TextFiles.Hectare.Replace("一号地块", "一期，二期", StringComparison.Ordinal)).Parcels[0].Name);

    [Fact]
    public void Blank_lines_leading_spaces_and_trailing_commas_are_nothing()
    {
        var text = TextFiles.Header + TextFiles.Hectare.Replace("\nJ", "\n\n   J", StringComparison.Ordinal).Replace(".889\n", ".889,\n", StringComparison.Ordinal);
        Assert.Empty(TextFiles.MustRead(text).Warnings);
    }

    [Fact]
    public void Unknown_header_keys_and_sections_are_kept()
    {
        var file = TextFiles.MustRead("[项目信息]\n项目名称=水库\n" + TextFiles.Header.Replace("精度=", "审核人=某某\n精度=", StringComparison.Ordinal) + TextFiles.Hectare);
        Assert.Equal("水库", file.Header.Single(h => h.Section == "项目信息").Value);
        Assert.Equal("某某", file.Header.Single(h => h.Key == "审核人").Value);
    }

    [Theory]
    [InlineData("4,,1,甲,面,,住宅@", "")]
    [InlineData("4,,1,甲,面,,住宅,0702,@", "0702")]
    [InlineData("4,,1,甲,面,,住宅,0702,TB,DL,G1,G2,备注,@", "0702")]
    public void Heads_of_seven_to_thirteen_fields_are_read(string head, string landClass)
    {
        var parcel = TextFiles.MustRead(TextFiles.Header + head + "\n" + TextFiles.Ring(1, (0, 0), (0, 10), (10, 10))).Parcels[0];
        Assert.Equal("住宅", parcel.Use);
        Assert.Equal(landClass, parcel.LandClass);
        Assert.Equal(head.Contains("备注", StringComparison.Ordinal) ? 5 : 0, parcel.ExtraFields.Length);
    }

    [Fact]
    public void A_missing_mark_a_missing_closing_point_and_a_wrong_count_are_read_with_warnings()
    {
        var text = TextFiles.Header + "9,1.0,1,一号地块,面,,,\nJ1,1,3650653.447,36478500.889\nJ2,1,3650653.447,36478600.889\nJ3,1,3650553.447,36478600.889\nJ4,1,3650553.447,36478500.889\n";
        var file = TextFiles.MustRead(text);
        Assert.True(file.Warns(GeoErrors.WarnHeadMarkMissing));
        Assert.True(file.Warns(GeoErrors.WarnRingNotClosed));
        Assert.True(file.Warns(GeoErrors.WarnPointCount));
        Assert.Equal(100_000_000, PlaneArea.Of(file.Parcels[0].Shape).TenThousandths);
    }

    [Fact]
    public void Eastings_without_the_zone_prefix_take_the_zone_of_the_header()
    {
        var file = TextFiles.MustRead(TextFiles.Header + TextFiles.Hectare.Replace(",364", ",4", StringComparison.Ordinal));
        Assert.False(file.Crs.Prefixed);
        Assert.Equal(364_785_008_890, file.Parcels[0].Shape.Envelope.MinEast);
        Assert.True(file.Warns(GeoErrors.WarnNoPrefix));
    }

    [Fact]
    public void Exchanged_axes_are_refused_until_the_user_confirms_and_then_swapped()
    {
        var exchanged = TextFiles.Header + string.Join('\n', TextFiles.Hectare.Split('\n').Select(l => l.Split(',') is [var n, var r, var x, var y] ? $"{n},{r},{y},{x}" : l));
        var refusal = TextFiles.MustRefuse(exchanged, GeoErrors.AxesExchanged);
        Assert.Equal(14, refusal.Line);
        var file = TextFiles.MustRead(exchanged, new CoordinateTextOptions { Axis = AxisReading.EastFirst });
        Assert.True(file.Crs.AxesSwapped);
        Assert.Equal(TextFiles.MustRead(TextFiles.Header + TextFiles.Hectare).Parcels[0].Shape, file.Parcels[0].Shape);
        TextFiles.MustRefuse(exchanged, GeoErrors.AxesContradiction, new CoordinateTextOptions { Axis = AxisReading.NorthFirst });
        TextFiles.MustRefuse(TextFiles.Header + TextFiles.Hectare, GeoErrors.AxesContradiction, new CoordinateTextOptions { Axis = AxisReading.EastFirst });
    }

    [Fact]
    public void Degrees_are_projected_into_the_zone_of_the_county()
    {
        var text = TextFiles.Header.Replace("带号=36\n", "", StringComparison.Ordinal) + TextFiles.Head() + "1,1,32.98,107.77\n2,1,32.99,107.77\n3,1,32.99,107.78\n";
        var file = TextFiles.MustRead(text, new CoordinateTextOptions { RequiredZone = Zone36 });
        Assert.True(file.Crs.Degrees);
        Assert.Equal(new GridPoint(364_785_008_887, 36_505_534_469), file.Parcels[0].Parts[0].Outer.Ring.Points[0]);
    }

    [Fact]
    public void A_six_degree_file_is_recognised_and_stays_in_its_zone()
    {
        var text = TextFiles.Header.Replace("几度分带=3", "几度分带=6", StringComparison.Ordinal).Replace("带号=36", "带号=19", StringComparison.Ordinal)
            + TextFiles.Hectare.Replace(",36478", ",19478", StringComparison.Ordinal).Replace(",364786", ",194786", StringComparison.Ordinal);
        Assert.Equal(4497, TextFiles.MustRead(text).Crs.Zone.Epsg);
        TextFiles.MustRefuse(text, GeoErrors.WrongZone, new CoordinateTextOptions { RequiredZone = Zone36 });
    }

    [Fact]
    public void A_hole_is_found_by_containment_and_taken_off()
    {
        var file = TextFiles.MustRead(TextFiles.Header + TextFiles.Head()
            + TextFiles.Ring(1, (0, 0), (0, 100), (100, 100), (100, 0)) + TextFiles.Ring(2, (20, 20), (20, 40), (40, 40), (40, 20)));
        var part = Assert.Single(file.Parcels[0].Parts);
        Assert.Single(part.Holes);
        Assert.Equal(9_600m, PlaneArea.Of(file.Parcels[0].Shape).SquareMetres);
        Assert.False(file.Warns(GeoErrors.WarnRingIsPart));
    }

    [Fact]
    public void Ring_numbers_do_not_decide_what_is_a_hole()
    {
        // As in the real file of five parcels: rings 2, 3 and 5 are parts, ring 4 is a hole of ring 3; ring 6 is an island in the hole.
        var file = TextFiles.MustRead(TextFiles.Header + TextFiles.Head()
            + TextFiles.Ring(1, (0, 0), (0, 10), (10, 10), (10, 0)) + TextFiles.Ring(2, (20, 0), (20, 10), (30, 10), (30, 0))
            + TextFiles.Ring(3, (100, 100), (100, 200), (200, 200), (200, 100)) + TextFiles.Ring(4, (120, 120), (120, 180), (180, 180), (180, 120))
            + TextFiles.Ring(5, (300, 0), (300, 10), (310, 10), (310, 0)) + TextFiles.Ring(6, (140, 140), (140, 150), (150, 150), (150, 140)));
        var parcel = file.Parcels[0];
        Assert.Equal([1, 2, 3, 5, 6], parcel.Parts.Select(p => p.Outer.RingNumber));
        Assert.Equal(4, Assert.Single(parcel.Parts[2].Holes).RingNumber);
        Assert.Equal(100 + 100 + (10_000 - 3_600) + 100 + 100, PlaneArea.Of(parcel.Shape).SquareMetres);
        Assert.Equal(4, file.Warnings.Count(w => w.Code == GeoErrors.WarnRingIsPart));
    }

    [Fact]
    public void A_hole_may_be_written_before_its_outer_ring()
    {
        var file = TextFiles.MustRead(TextFiles.Header + TextFiles.Head()
            + TextFiles.Ring(1, (20, 20), (20, 40), (40, 40), (40, 20)) + TextFiles.Ring(2, (0, 0), (0, 100), (100, 100), (100, 0)));
        Assert.Equal(2, Assert.Single(file.Parcels[0].Parts).Outer.RingNumber);
        Assert.True(file.Warns(GeoErrors.WarnRingIsHole));
    }

    [Fact]
    public void Two_heads_with_the_same_number_are_one_parcel_of_two_parts()
    {
        var file = TextFiles.MustRead(TextFiles.Header + TextFiles.Head("7", "0.0100") + TextFiles.Ring(1, (0, 0), (0, 10), (10, 10), (10, 0))
            + TextFiles.Head("7", "0.0100") + TextFiles.Ring(1, (50, 0), (50, 10), (60, 10), (60, 0)) + TextFiles.Head("8") + TextFiles.Ring(1, (90, 0), (90, 10), (99, 10)));
        Assert.Equal(["7", "8"], file.Parcels.Select(p => p.Number));
        Assert.Equal(2, file.Parcels[0].Parts.Length);
        Assert.Equal(200m, file.Parcels[0].DeclaredArea!.Value.SquareMetres);
        Assert.True(file.Warns(GeoErrors.WarnParcelMerged));
        Assert.False(file.Warns(GeoErrors.WarnAreaDiffers));
    }

    [Theory]
    [InlineData("0.0100", null)]
    [InlineData("0.01公顷", null)]
    [InlineData("100", "GEO-0106")]
    [InlineData("100平方米", null)]
    [InlineData("0.15亩", null)]
    [InlineData("0.0103", "GEO-0107")]
    public void The_written_area_is_compared_with_the_computed_one(string written, string? warning)
    {
        var file = TextFiles.MustRead(TextFiles.Header + TextFiles.Head("1", written) + TextFiles.Ring(1, (0, 0), (0, 10), (10, 10), (10, 0)));
        Assert.Equal(warning is null ? [] : [warning], file.Warnings.Select(w => w.Code.Value));
    }

    [Fact]
    public void Parcels_that_share_a_border_are_fine_and_parcels_that_overlap_are_named()
    {
        var first = TextFiles.Head("1") + TextFiles.Ring(1, (0, 0), (0, 10), (10, 10), (10, 0));
        Assert.Empty(TextFiles.MustRead(TextFiles.Header + first + TextFiles.Head("2") + TextFiles.Ring(1, (0, 10), (0, 20), (10, 20), (10, 10))).Warnings);
        var overlapping = TextFiles.MustRead(TextFiles.Header + first + TextFiles.Head("2") + TextFiles.Ring(1, (0, 8), (0, 20), (10, 20), (10, 8)));
        Assert.Contains("20.0000", overlapping.Warnings.Single(w => w.Code == GeoErrors.WarnParcelsOverlap).Text, StringComparison.Ordinal);
    }
}
