using System.Globalization;
using System.Text;
using Guotu.Geo.Areas;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Crs;

namespace Guotu.Geo.Tests;

/// <summary>What can not be read is refused with line and ring, and never half read.</summary>
public sealed class CoordinateTextRefusalTests
{
    [Fact]
    public void A_crossing_boundary_names_parcel_and_points()
    {
        var text = TextFiles.Header + TextFiles.Head("1") + TextFiles.Ring(1, (0, 0), (0, 10), (10, 10)) + TextFiles.Head("2")
            + TextFiles.Ring(1, (100, 0), (100, 10), (110, 0), (110, 10));
        var error = TextFiles.MustRefuse(text, GeoErrors.RingCrossesItself);
        Assert.Equal("第 2 宗地第 2、3 点连线与边界相交。", error.Text);
        Assert.Equal(1, error.Ring);
        Assert.Equal(20, error.Line);
    }

    [Theory]
    [InlineData("GEO-0005", "0,0;0,10")]
    [InlineData("GEO-0005", "0,0;0,10;0,0;0,10")]
    [InlineData("GEO-0007", "0,0;0,10;0,20;0,15;10,15")]
    [InlineData("GEO-0006", "0,0;0,20;10,10;20,20;20,0;10,10")]
    [InlineData("GEO-0004", "0,0;0,20;10,20;10,10;0,10;10,0")]
    public void A_bad_ring_is_refused_by_its_kind(string code, string points)
    {
        var ring = points.Split(';').Select(p => p.Split(',')).Select(p => (int.Parse(p[0], CultureInfo.InvariantCulture), int.Parse(p[1], CultureInfo.InvariantCulture)));
        var error = TextFiles.MustRefuse(TextFiles.Header + TextFiles.Head() + TextFiles.Ring(1, ring.ToArray()), new(code));
        Assert.NotNull(error.Line);
        Assert.Equal(1, error.Ring);
    }

    [Fact]
    public void Three_points_on_a_line_enclose_nothing() =>
        Assert.Contains(
            Flatten(TextFiles.MustRefuse(TextFiles.Header + TextFiles.Head() + TextFiles.Ring(1, (0, 0), (0, 10), (0, 20)), GeoErrors.RingSpike)),
            e => e.Code == GeoErrors.RingSpike);

    [Fact]
    public void Rings_of_one_parcel_may_not_cross()
    {
        var error = TextFiles.MustRefuse(
            TextFiles.Header + TextFiles.Head() + TextFiles.Ring(1, (0, 0), (0, 10), (10, 10), (10, 0)) + TextFiles.Ring(2, (5, 5), (5, 15), (15, 15), (15, 5)),
            GeoErrors.RingsOverlap);
        Assert.Contains("第 2 圈", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_bad_rings_are_answered_in_one_pass()
    {
        var bow = TextFiles.Ring(1, (0, 0), (0, 10), (10, 0), (10, 10));
        var error = TextFiles.MustRefuse(TextFiles.Header + TextFiles.Head("1") + bow + TextFiles.Head("2") + bow, GeoErrors.RingCrossesItself);
        Assert.Contains(error.Others, e => e.Text.StartsWith("第 2 宗地", StringComparison.Ordinal));
    }

    [Fact]
    public void Letters_in_numbers_name_the_line()
    {
        var error = TextFiles.MustRefuse(TextFiles.Header + TextFiles.Hectare.Replace("J3,1,3650553.447", "J3,1,36505O3.447", StringComparison.Ordinal), GeoErrors.NotANumber);
        Assert.Equal(16, error.Line);
        Assert.Contains("36505O3.447", error.Text, StringComparison.Ordinal);
        TextFiles.MustRefuse(TextFiles.Header + TextFiles.Hectare.Replace("3650553.447", "3.650553447e6", StringComparison.Ordinal), GeoErrors.NotANumber);
        TextFiles.MustRefuse(TextFiles.Header + TextFiles.Hectare.Replace("J3,1,", "J3,一,", StringComparison.Ordinal), GeoErrors.NotANumber);
    }

    [Fact]
    public void A_file_without_a_coordinate_system_says_what_it_looks_like_and_is_read_when_the_zone_is_chosen()
    {
        var text = TextFiles.Hectare;
        var error = TextFiles.MustRefuse(text, GeoErrors.NoCoordinateSystem);
        Assert.Equal("文件没有坐标系,坐标像 3 度带 36。", error.Text);
        Assert.Equal(4524, TextFiles.MustRead(text, new CoordinateTextOptions { ConfirmedZone = GaussKrugerZone.ThreeDegree(36) }).Crs.Zone.Epsg);
        TextFiles.MustRefuse(text, GeoErrors.ZoneContradiction, new CoordinateTextOptions { ConfirmedZone = GaussKrugerZone.ThreeDegree(37) });
    }

    [Theory]
    [InlineData("坐标系=2000国家大地坐标系", "坐标系=1980西安坐标系", "GEO-0013")]
    [InlineData("坐标系=2000国家大地坐标系", "坐标系=1954北京坐标系", "GEO-0013")]
    [InlineData("坐标系=2000国家大地坐标系", "坐标系=WGS84", "GEO-0013")]
    [InlineData("带号=36", "带号=37", "GEO-0015")]
    [InlineData("带号=36", "带号=三六", "GEO-0027")]
    [InlineData("几度分带=3", "几度分带=6", "GEO-0015")]
    [InlineData("几度分带=3", "几度分带=1.5", "GEO-0027")]
    [InlineData("计量单位=米", "计量单位=千米", "GEO-0027")]
    [InlineData("投影类型=高斯克吕格", "投影类型=墨卡托", "GEO-0027")]
    public void A_header_that_does_not_fit_is_refused_with_its_reason(string from, string to, string code) =>
        TextFiles.MustRefuse((TextFiles.Header + TextFiles.Hectare).Replace(from, to, StringComparison.Ordinal), new(code));

    [Fact]
    public void No_prefix_and_no_zone_number_is_a_question_not_a_guess() =>
        TextFiles.MustRefuse((TextFiles.Header + TextFiles.Hectare).Replace("带号=36\n", "", StringComparison.Ordinal).Replace(",364", ",4", StringComparison.Ordinal), GeoErrors.ZoneUnknown);

    [Fact]
    public void Rows_of_different_kinds_name_the_row_that_differs()
    {
        var error = TextFiles.MustRefuse(TextFiles.Header + TextFiles.Hectare.Replace("J3,1,3650553.447,36478600.889", "J3,1,3650553.447,478600.889", StringComparison.Ordinal), GeoErrors.MixedCoordinates);
        Assert.Equal(16, error.Line);
        Assert.Equal(16, TextFiles.MustRefuse(TextFiles.Header + TextFiles.Hectare.Replace("J3,1,3650553.447,36478600.889", "J3,1,3650553.447,37478600.889", StringComparison.Ordinal), GeoErrors.MixedCoordinates).Line);
        Assert.Equal(16, TextFiles.MustRefuse(TextFiles.Header + TextFiles.Hectare.Replace("J3,1,3650553.447,36478600.889", "J3,1,0,0", StringComparison.Ordinal), GeoErrors.CoordinateOutOfRange).Line);
    }

    [Fact]
    public void Empty_headless_and_pointless_files_are_refused()
    {
        TextFiles.MustRefuse("", GeoErrors.NoParcels);
        TextFiles.MustRefuse(TextFiles.Header, GeoErrors.NoParcels);
        TextFiles.MustRefuse(TextFiles.Header + "J1,1,3650653.447,36478500.889\n", GeoErrors.PointBeforeParcel);
        TextFiles.MustRefuse(TextFiles.Header + TextFiles.Head() + TextFiles.Head("2"), GeoErrors.ParcelWithoutPoints);
        TextFiles.MustRefuse(TextFiles.Header + TextFiles.Hectare.Replace(",面,", ",线,", StringComparison.Ordinal), GeoErrors.NotAnAreaFigure);
        Assert.Equal(14, TextFiles.MustRefuse(TextFiles.Header + TextFiles.Hectare.Replace("J1,1,", "J1,", StringComparison.Ordinal), GeoErrors.PointRowMalformed).Line);
        Assert.Equal(13, TextFiles.MustRefuse(TextFiles.Header + "4,1,2,@\n", GeoErrors.HeadMalformed).Line);
    }

    [Theory]
    [InlineData("UEsDBBQAAAAIAA==")]
    [InlineData("JVBERi0xLjQK")]
    [InlineData("AAAnCgAAAAA=")]
    [InlineData("W+WxnuaAp10AAAECAw==")]
    public void Archives_and_binaries_are_refused_by_content(string base64)
    {
        var result = CoordinateTextReader.Read(Convert.FromBase64String(base64), new CoordinateTextOptions());
        Assert.Equal(GeoErrors.NotText, result.Error!.Code);
    }

    [Fact]
    public void Bytes_of_no_known_encoding_are_refused_and_never_replaced()
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes("[a]\nb="), 0xFF, 0xFF, (byte)'\n'];
        var error = CoordinateTextReader.Read(bytes, new CoordinateTextOptions()).Error!;
        Assert.Equal(GeoErrors.EncodingUnknown, error.Code);
        Assert.Equal(2, error.Line);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_before_it_is_all_read()
    {
        using var endless = new EndlessStream();
        var result = await CoordinateTextReader.ReadAsync(endless, new CoordinateTextOptions { MaxMebibytes = 1 }, CancellationToken.None);
        Assert.Equal(GeoErrors.FileTooLarge, result.Error!.Code);
        Assert.InRange(endless.Given, 1, 2 * 1024 * 1024);
        var small = new CoordinateTextOptions { MaxVertices = 4 };
        Assert.Equal(GeoErrors.TooManyVertices, TextFiles.Read(TextFiles.Header + TextFiles.Hectare, small).Error!.Code);
        Assert.Equal(GeoErrors.LineTooLong, TextFiles.Read(new string('x', 5000)).Error!.Code);
    }

    [Fact]
    public void Two_hundred_thousand_vertices_are_read_and_checked()
    {
        const int Count = 200_000;
        var text = new StringBuilder(TextFiles.Header).Append(TextFiles.Head());
        var (doubled, last) = (0m, Star(Count - 1, Count));
        for (var i = 0; i < Count; i++)
        {
            var p = Star(i, Count);
            doubled += (last.East * p.North) - (p.East * last.North);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1},1,{p.North},{p.East}\n");
            last = p;
        }

        var file = TextFiles.MustRead(text.ToString());
        Assert.Equal(Count, file.Parcels[0].Shape.VertexCount);
        Assert.Equal(Math.Round(Math.Abs(doubled) / 2, 4, MidpointRounding.AwayFromZero), PlaneArea.Of(file.Parcels[0].Shape).SquareMetres);
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => CoordinateTextReader.Read(
            Encoding.UTF8.GetBytes(TextFiles.Header + TextFiles.Hectare), new CoordinateTextOptions(), cancelled.Token));
    }

    private static (decimal North, decimal East) Star(int i, int count)
    {
        var (angle, radius) = (2 * Math.PI * i / count, 20_000 + (500 * Math.Sin(i * 0.01)));
        return (Math.Round(3_650_000 + (decimal)(radius * Math.Sin(angle)), 3), Math.Round(36_478_000 + (decimal)(radius * Math.Cos(angle)), 3));
    }

    private static IEnumerable<Guotu.Kernel.Results.Error> Flatten(Guotu.Kernel.Results.Error error) => error.Others.Prepend(error);

    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)'a', offset, count);
            Given += count;
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
