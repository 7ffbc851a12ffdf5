using System.Globalization;
using Guotu.Geo.Areas;
using Guotu.Geo.CoordinateText;
using Guotu.Testing;

namespace Guotu.Geo.Tests;

/// <summary>Files that land offices really wrote; the expected area is a shoelace sum over the raw numbers of the file, done here.</summary>
public sealed class RealCoordinateFileTests
{
    [Theory]
    [InlineData("hangzhou_2019_pengbu_zone40.txt", "GB18030", 4528, "彭埠单元B/R-14地块")]
    [InlineData("polygontxt_plot_000.txt", "UTF-8", 4526, "DKMC")]
    [InlineData("polygontxt_plot_001.txt", "UTF-8", 4526, "DKMC")]
    public void A_real_file_gives_its_parcel_with_the_area_of_a_hand_calculation(string name, string encoding, int epsg, string parcelName)
    {
        var bytes = File.ReadAllBytes(TestData.Path($"landtxt/{name}"));
        var file = CoordinateTextReader.Read(bytes, new CoordinateTextOptions());
        Assert.True(file.IsSuccess, file.Error?.ToString());
        Assert.Equal(encoding, file.Value.Encoding);
        Assert.Equal(epsg, file.Value.Crs.Zone.Epsg);
        var parcel = Assert.Single(file.Value.Parcels);
        Assert.Equal(parcelName, parcel.Name);
        var part = Assert.Single(parcel.Parts);
        Assert.Empty(part.Holes);
        var rows = Rows(bytes);
        Assert.Equal(rows.Length - 1, part.Outer.Ring.Points.Length);
        Assert.Equal(ByHand(rows), PlaneArea.Of(parcel.Shape).SquareMetres);
        Assert.DoesNotContain(file.Value.Warnings, w => w.Code == GeoErrors.WarnAreaDiffers);
    }

    [Fact]
    public void The_Hangzhou_parcel_is_written_as_5_7089_hectares_and_is_so_to_a_square_metre()
    {
        var bytes = File.ReadAllBytes(TestData.Path("landtxt/hangzhou_2019_pengbu_zone40.txt"));
        var parcel = CoordinateTextReader.Read(bytes, new CoordinateTextOptions()).Value.Parcels[0];
        Assert.Equal(5.7089m, parcel.DeclaredArea!.Value.Hectares);
        Assert.InRange(PlaneArea.Of(parcel.Shape).SquareMetres, 57_089m, 57_090m);
    }

    private static (decimal X, decimal Y)[] Rows(byte[] bytes) =>
        [.. TextFiles.Gb18030.GetString(bytes).Split('\n').Where(l => l.StartsWith('J')).Select(l => l.Trim().Split(','))
            .Select(f => (decimal.Parse(f[2], CultureInfo.InvariantCulture), decimal.Parse(f[3], CultureInfo.InvariantCulture)))];

    private static decimal ByHand((decimal X, decimal Y)[] rows)
    {
        Assert.Equal(rows[0], rows[^1]);
        var doubled = 0m;
        for (var i = 1; i < rows.Length; i++)
        {
            doubled += (rows[i - 1].X * rows[i].Y) - (rows[i].X * rows[i - 1].Y);
        }

        return Math.Round(Math.Abs(doubled) / 2, 4, MidpointRounding.AwayFromZero);
    }
}
