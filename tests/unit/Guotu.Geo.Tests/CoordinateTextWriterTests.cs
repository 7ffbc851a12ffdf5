using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Tests;

public sealed class CoordinateTextWriterTests
{
    private static readonly GaussKrugerZone Zone36 = GaussKrugerZone.ThreeDegree(36);

    [Fact]
    public void The_sample_of_the_convention_is_written_to_the_letter()
    {
        var shape = TextFiles.MustRead(TextFiles.Header + TextFiles.Hectare).Parcels[0].Shape;
        var parcel = new ParcelToWrite("1", "一号地块", shape) { MapSheet = "I48G073093", Use = "工业用地" };
        var bytes = CoordinateTextWriter.Write(new CoordinateTextDocument(Zone36, "西乡县自然资源局", new DateOnly(2024, 6, 30), [parcel]));
        Assert.Equal((TextFiles.Header + TextFiles.Hectare).Replace("\n", "\r\n", StringComparison.Ordinal), TextFiles.Gb18030.GetString(bytes));
    }

    [Fact]
    public void What_is_written_is_read_back_the_same() =>
        Prop.ForAll(Documents().ToArbitrary(), document =>
        {
            var file = CoordinateTextReader.Read(CoordinateTextWriter.Write(document), new CoordinateTextOptions { RequiredZone = Zone36 });
            Assert.True(file.IsSuccess, file.Error?.ToString());
            Assert.Empty(file.Value.Warnings.Where(w => w.Code != GeoErrors.WarnRingIsPart));
            Assert.Equal(document.Parcels.Select(p => (p.Number, p.Name, p.Use)), file.Value.Parcels.Select(p => (p.Number, p.Name, p.Use)));
            Assert.Equal(document.Parcels.Select(p => p.Shape.Normalized()), file.Value.Parcels.Select(p => p.Shape.Normalized()));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_bytes_are_read_or_refused_but_never_crash()
    {
        var random = new Random(7);
        var template = Encoding.UTF8.GetBytes(TextFiles.Header + TextFiles.Hectare);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = template.ToArray();
            for (var k = random.Next(1, 6); k > 0; k--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var result = CoordinateTextReader.Read(bytes, new CoordinateTextOptions());
            Assert.True(result.IsSuccess || result.Error!.Text.Length > 0);
        }
    }

    private static Gen<CoordinateTextDocument> Documents() =>
        from count in Gen.Choose(1, 4)
        from parcels in Gen.CollectToList(Enumerable.Range(0, count), Parcel)
        select new CoordinateTextDocument(Zone36, "测绘队", new DateOnly(2026, 3, 2), [.. parcels]);

    /// <summary>Boxes with a bent side, on millimetres, each parcel in its own kilometre; sometimes with a hole or a second part.</summary>
    private static Gen<ParcelToWrite> Parcel(int place) =>
        from east in Gen.Choose(0, 200_000)
        from width in Gen.Choose(20, 300_000)
        from bend in Gen.Choose(1, 9)
        from kind in Gen.Choose(0, 2)
        select new ParcelToWrite($"{place + 1}", $"地块{place}", Shape(place * 1_000_000L + east, width, bend, kind)) { Use = "水利设施用地" };

    private static GridMultiPolygon Shape(long east, long width, int bend, int kind)
    {
        var outer = Box(east, 3_650_000_000, width * 2, bend);
        return kind switch
        {
            0 => GridMultiPolygon.Of(new GridPolygon(outer)),
            1 => GridMultiPolygon.Of(new GridPolygon(outer, [Box(east + width / 2, 3_650_000_000 + width / 2, width / 2, 1)])),
            _ => GridMultiPolygon.Of(new GridPolygon(outer), new GridPolygon(Box(east, 3_660_000_000, width, bend))),
        };
    }

    private static GridRing Box(long eastMillimetres, long northMillimetres, long side, int bend)
    {
        var (e, n, s) = ((36_478_000_000 + eastMillimetres) * 10, northMillimetres * 10, side * 10);
        return new GridRing([new(e, n), new(e + s, n), new(e + s, n + s), new(e + s / 2 / 10 * 10, n + s + (bend * 10)), new(e, n + s)]);
    }
}
