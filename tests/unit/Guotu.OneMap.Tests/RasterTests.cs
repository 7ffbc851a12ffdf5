using Guotu.Database.Scope;
using Guotu.Geo;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.StoredRasters;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Demonstration;
using Guotu.OneMap.Demonstration.Ground;
using Guotu.OneMap.Rasters;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

/// <summary>Terrain and imagery come in once, whole, by a named person, and go out only as far as the caller may see.</summary>
public sealed class RasterTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Caller Anyone = new()
    {
        UserId = 7,
        Account = "wangxy",
        Name = "王秀英",
        OrganisationId = 3,
        OrganisationName = "窗口",
        RegionCode = "610724000000",
        Posts = new HashSet<string>(),
        Permissions = new HashSet<string>(),
        Scope = DataScope.WholeNode,
        Channel = "web",
        Address = "10.1.3.7",
    };
    private static readonly RasterPlan Plan = new(300, 260, new RasterGrid(36_478_000, 3_650_000, 10, 10), 4524);

    [Theory]
    [BothDatabases]
    public async Task A_terrain_comes_in_as_revisions_with_their_original_and_an_audit_record(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        var first = await ImportAsync(bench, 0, "2025-06-30");
        Assert.True(first.IsSuccess, first.Error?.Text);
        var second = await ImportAsync(bench, 7, "2025-12-31");
        Assert.Equal((1, 2), (first.Value.Number, second.Value.Number));
        Assert.NotEqual(first.Value.ContentDigest, second.Value.ContentDigest);
        Assert.Equal((300, 260, 77_999L, 4524), (first.Value.Place.Columns, first.Value.Place.Rows, first.Value.FilledCells, first.Value.Place.Epsg));

        var revisions = await bench.The<IRasterCatalogue>().RevisionsAsync("DEM", Never);
        Assert.Equal([second.Value, first.Value], revisions.Value);
        Assert.Equal([RasterImporter.Kind, RasterImporter.Kind], bench.Audit.Written.Select(a => a.Kind));
        Assert.Contains(first.Value.FileDigest, bench.Audit.Written[0].After, StringComparison.Ordinal);
        Assert.Equal(500_000, await HeightAsync(bench, 1));
        Assert.Equal(507_000, await HeightAsync(bench, null));
    }

    [Theory]
    [BothDatabases]
    public async Task A_terrain_that_does_not_say_1985_or_goes_back_in_time_or_is_no_terrain_leaves_nothing(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        Assert.Equal(OneMapErrors.VerticalDatumRefused, (await ImportAsync(bench, 0, "2025-12-31", datum: "1956年黄海高程系")).Error!.Code);
        Assert.Equal(OneMapErrors.VerticalDatumRefused, (await ImportAsync(bench, 0, "2025-12-31", datum: null)).Error!.Code);
        Assert.Equal(GeoErrors.RasterRefused, (await ImportAsync(bench, 20_000, "2025-12-31")).Error!.Code);
        Assert.Equal(KernelErrors.NotFound, (await ImportAsync(bench, 0, "2025-12-31", raster: "DLTB")).Error!.Code);
        Assert.Equal(0, await bench.CountAsync("om_raster_revision"));
        Assert.Empty(Directory.EnumerateFiles(bench.The<RasterFolder>().Folder));
        Assert.Equal(["MAP-0050", "MAP-0050", "GEO-0090", "SYS-0002"], bench.Audit.Refused);

        Assert.True((await ImportAsync(bench, 0, "2025-12-31")).IsSuccess);
        Assert.Equal(OneMapErrors.AsOfGoesBack, (await ImportAsync(bench, 1, "2025-06-30")).Error!.Code);
        Assert.Equal(1, await bench.CountAsync("om_raster_revision"));
    }

    [Fact]
    public async Task A_lost_or_bent_tiled_file_is_made_again_from_the_original_and_an_original_that_is_gone_gives_no_answer()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var revision = (await ImportAsync(bench, 0, "2025-12-31")).Value;
        var path = RasterStoring.PathOf(bench.The<RasterFolder>().Folder, revision.ContentDigest);
        File.Delete(path);
        Assert.Equal(500_000, await HeightAsync(bench, null));
        Assert.True(File.Exists(path));

        File.Delete(path);
        await using var other = await OneMapBench.OpenAsync("sqlite");
        var again = (await ImportAsync(other, 0, "2025-12-31")).Value;
        var folder = other.The<RasterFolder>().Folder;
        File.Delete(RasterStoring.PathOf(folder, again.ContentDigest));
        foreach (var file in Directory.EnumerateFiles(other.Node.FilesFolder, "*", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }

        var opened = await other.The<IPublishedRasters>().OpenAsync(Anyone, "DEM", null, Never);
        Assert.Equal(LayerErrors.Damaged, opened.Error!.Code);
    }

    [Fact]
    public async Task Cells_outside_the_granted_area_are_without_data_at_every_level_and_a_hidden_raster_does_not_exist()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var place = (await ImportAsync(bench, 0, "2025-12-31")).Value.Place;
        // Shown is what lies west of 1,000.5 m from the origin: the hundred and first column only in part.
        var limit = place.OriginEast + 10_005_000;
        bench.Access.Of["DEM"] = new GivenSights.Sight("west", (_, _) => false, null)
        {
            Ground = box => box.MaxEast <= limit ? BoxSight.Whole : box.MinEast < limit ? BoxSight.Part : BoxSight.Nothing,
        };
        var raster = (await bench.The<IPublishedRasters>().OpenAsync(Anyone, "DEM", null, Never)).Value;
        for (var level = 0; level < place.LevelCount; level++)
        {
            var (columns, rows) = place.SizeAt(level);
            var cells = raster.Read(level, new RasterWindow(0, 0, columns, rows), Never).Value;
            var whole = 100 >> level;
            Assert.All(Enumerable.Range(0, cells.Length).Where(i => i % columns >= whole), i => Assert.Equal(RasterCells.NoHeight, cells[i]));
            Assert.NotEqual(RasterCells.NoHeight, cells[(rows / 2 * columns) + whole - 1]);
        }

        bench.Access.Of["DEM"] = null;
        Assert.Equal(KernelErrors.NotFound, (await bench.The<IPublishedRasters>().OpenAsync(Anyone, "DEM", null, Never)).Error!.Code);
        Assert.Empty(await bench.The<IPublishedRasters>().ListAsync(Anyone, Never));
        bench.Access.Of["DEM"] = new GivenSights.Sight("rows", (_, _) => true, null);
        Assert.Equal(KernelErrors.NotFound, (await bench.The<IPublishedRasters>().OpenAsync(Anyone, "DEM", null, Never)).Error!.Code);
    }

    [Fact]
    public async Task The_invented_terrain_holds_the_heights_that_the_county_was_made_by()
    {
        var county = new InventedCounty(DemonstrationSize.Small, 1);
        var source = new DemonstrationTerrain(county, DemonstrationSize.Small);
        var cells = (await source.ReadAsync(new RasterWindow(300, 400, 5, 4), Never)).Value;
        var (east, north) = source.Place.GridAt(0).Middle(302, 401);
        Assert.Equal(1000 * county.Terrain.Height(east - CountyFrame.MiddleEast, north - CountyFrame.MiddleNorth), cells[7], 0.6);
        Assert.InRange(source.Place.Columns * source.Place.Rows, 500_000, 800_000);
    }

    internal static async Task<Result<RasterRevision>> ImportAsync(OneMapBench bench, double raised, string asOf, string? datum = "1985国家高程基准", string raster = "DEM")
    {
        var path = Path.Combine(bench.Node.Home, "dem.tif");
        float[] metres = [.. Enumerable.Range(0, 300 * 260).Select(i => i == 0 ? float.NaN : (float)(raised + 500 + (i % 300 * 0.5 * Math.Min(1, i / 300))))];
        Assert.True(RasterFiles.Write(path, Plan, metres).IsSuccess);
        Directory.CreateDirectory(bench.The<RasterFolder>().Folder);
        var import = new RasterImport(raster, DateOnly.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture), "省测绘局 2025 年成果", datum);
        return await bench.The<IRasterImport>().ImportFileAsync(OneMapBench.Command(OneMapModule.RasterPermission), import, path, Never);
    }

    /// <summary>The height in the first column of the second row.</summary>
    private static async Task<int> HeightAsync(OneMapBench bench, int? revision)
    {
        var opened = await bench.The<IPublishedRasters>().OpenAsync(Anyone, "DEM", revision, Never);
        Assert.True(opened.IsSuccess, opened.Error?.Text);
        return opened.Value.Read(0, new RasterWindow(0, 1, 1, 1), Never).Value[0];
    }
}
