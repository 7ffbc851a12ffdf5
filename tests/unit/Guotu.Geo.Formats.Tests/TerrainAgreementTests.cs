using System.Globalization;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.StoredRasters;
using Guotu.Geo.Terrain;

namespace Guotu.Geo.Formats.Tests;

/// <summary>Slope, aspect, light and sight against GDAL's own programs on the same heights.</summary>
public sealed class TerrainAgreementTests : IDisposable
{
    private const int Columns = 301;
    private const int Rows = 203;
    private static readonly RasterPlan Plan = new(Columns, Rows, new RasterGrid(36_478_000, 3_650_000, 12.5, 12.5), 4524);
    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task Slope_and_aspect_are_those_of_gdaldem_but_for_the_rounding_of_heights()
    {
        var field = Written();
        var slope = await DemAsync("slope");
        var aspect = await DemAsync("aspect");
        var compared = 0;
        Each((column, row, i) =>
        {
            var ours = HornGradient.At(field, column, row);
            Assert.Equal(ours is null, float.IsNaN(slope[i]));
            if (ours is { } gradient)
            {
                compared++;
                Assert.Equal(slope[i], gradient.SlopeDegrees, 0.01);
                // Heights are whole millimetres here: on almost level ground that turns the aspect.
                var turn = 0.02 + (0.004 / Math.Sqrt(gradient.SquaredSlope));
                Assert.True(Math.Abs(Math.IEEERemainder(aspect[i] - gradient.AspectDegrees!.Value, 360)) < turn, $"{aspect[i]} {gradient.AspectDegrees}");
            }
        });
        Assert.InRange(compared, 55_000, Columns * Rows);
    }

    [Theory]
    [InlineData(315, 45, 1)]
    [InlineData(200, 30, 2.5)]
    public async Task Light_is_that_of_gdaldem_to_its_rounding(int azimuth, int altitude, double exaggeration)
    {
        var field = Written();
        var theirs = await DemAsync("hillshade", "-az", Text(azimuth), "-alt", Text(altitude), "-z", Text(exaggeration));
        var light = new Hillshade(azimuth, altitude, exaggeration);
        Each((column, row, i) =>
        {
            if (HornGradient.At(field, column, row) is { } gradient)
            {
                Assert.Equal(theirs[i], light.Of(gradient), 0.6);
            }
        });
    }

    [Fact]
    public async Task What_is_seen_is_what_gdal_viewshed_sees_but_for_grazing_sights()
    {
        var field = Written();
        var (column, row) = (150, 100);
        var (east, north) = Plan.Grid.Middle(column, row);
        await Office.RunAsync(
            "gdal_viewshed", "-q", "-ox", Text(east), "-oy", Text(north), "-oz", "10", "-tz", "2", "-md", "1000", "-cc", "0.87", "-vv", "255", "-iv", "0", "-ov", "9",
            _office.Path("dem.tif"), _office.Path("seen.tif"));
        await using var reader = (await RasterFiles.OpenAsync(_office.Path("seen.tif"), CancellationToken.None)).Value;
        var ours = Viewshed.Of(field, new ViewshedAsked(column, row, 10, 2, 1_000), CancellationToken.None).Value.Value!;
        var (first, top) = Plan.Grid.CellAt(reader.Description.Grid.OriginEast + 1, reader.Description.Grid.OriginNorth - 1);
        var theirs = (await reader.ReadBytesAsync(0, new RasterWindow(0, 0, reader.Description.Width, reader.Description.Height), CancellationToken.None)).Value;
        var (same, compared, visible) = (0, 0, 0);
        for (var i = 0; i < ours.Cells.Length; i++)
        {
            var (c, r) = (ours.Column + (i % ours.Side) - first, ours.Row + (i / ours.Side) - top);
            if (ours.Cells[i] is not (Visibility.Visible or Visibility.Hidden) || c < 0 || r < 0 || c >= reader.Description.Width || r >= reader.Description.Height)
            {
                continue;
            }

            var other = theirs[(r * reader.Description.Width) + c];
            if (other is 0 or 255)
            {
                compared++;
                visible += other == 255 ? 1 : 0;
                same += (other == 255) == (ours.Cells[i] == Visibility.Visible) ? 1 : 0;
            }
        }

        Assert.True(compared > 15_000 && visible > 2_000 && visible < compared - 2_000, $"{visible} of {compared} seen");
        Assert.True(same > 0.97 * compared, $"{same} of {compared} agree");
    }

    private static void Each(Action<int, int, int> check)
    {
        for (var i = 0; i < Columns * Rows; i++)
        {
            check(i % Columns, i / Columns, i);
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same heights as a file and as a field; some cells have no data.</summary>
    private HeightField Written()
    {
        var metres = new float[Columns * Rows];
        Each((column, row, i) => metres[i] = i % 1997 == 700
            ? float.NaN
            : (float)(600 + (180 * Math.Sin(column / 23.0) * Math.Cos(row / 31.0)) + (40 * Math.Sin((column + (2 * row)) / 9.0)) + (0.4 * column)));
        Assert.True(RasterFiles.Write(_office.Path("dem.tif"), Plan, metres).IsSuccess);
        return new HeightField(Plan.Grid, Columns, Rows, [.. metres.Select(m => float.IsNaN(m) ? RasterCells.NoHeight : (int)Math.Round(m * 1000.0))]);
    }

    private async Task<float[]> DemAsync(string kind, params string[] more)
    {
        await Office.RunAsync("gdaldem", [kind, "-q", _office.Path("dem.tif"), _office.Path(kind + ".tif"), .. more]);
        await using var reader = (await RasterFiles.OpenAsync(_office.Path(kind + ".tif"), CancellationToken.None)).Value;
        return (await reader.ReadFloatsAsync(0, new RasterWindow(0, 0, Columns, Rows), CancellationToken.None)).Value;
    }
}
