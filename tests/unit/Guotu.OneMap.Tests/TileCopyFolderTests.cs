using System.Text;
using Guotu.Geo.Snapshots;
using Guotu.Geo.TileCopies;
using Guotu.Geo.Tiles;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.PublishLayers;
using Guotu.OneMap.ReadLayers;
using Guotu.OneMap.TileCopies;
using Guotu.Testing.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.OneMap.Tests;

/// <summary>Tiles whatever becomes of the files that they are put together from.</summary>
public sealed class TileCopyFolderTests
{
    private const string Layer = "YJJBNT";

    [Theory]
    [BothDatabases]
    public async Task A_committed_change_is_in_the_next_tile_and_the_copy_before_the_last_goes(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        for (var patches = 2; patches < 6; patches++)
        {
            await bench.ImportAsync(Layer, Fields.Row(patches));
            var shown = await TextAsync(bench, 14);
            Assert.Equal(patches, Enumerable.Range(0, 8).Count(i => shown.Contains(Number(i), StringComparison.Ordinal)));
        }

        Assert.Equal(2, Files(bench).Length);
        Assert.Contains(Number(1), await TextAsync(bench, 14, revision: 1), StringComparison.Ordinal);
        Assert.DoesNotContain(Number(2), await TextAsync(bench, 14, revision: 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_copy_is_made_the_overview_is_being_prepared_and_nobody_waits_for_it_longer_than_the_bound()
    {
        using var slow = new HeldDerivation();
        await using var bench = await OneMapBench.OpenAsync("sqlite", s => s.AddSingleton<ITileCopyDerivation>(slow).AddSingleton(new TileWaits(TimeSpan.FromMilliseconds(50), 0)));
        await bench.ImportAsync(Layer, Fields.Row(3));

        Assert.Equal("MAP-0035", (await OverviewAsync(bench.The<LayerTiles>())).Error!.Code.Value);
        Assert.Contains(Number(1), await TextAsync(bench, 14), StringComparison.Ordinal);

        slow.Release();
        var tile = await OverviewAsync(bench.The<LayerTiles>());
        for (var i = 0; i < 200 && !tile.IsSuccess; i++)
        {
            tile = await OverviewAsync(bench.The<LayerTiles>());
        }

        Assert.True(tile.IsSuccess, tile.Error?.Text);
        Assert.Equal(1, slow.Tries);
    }

    [Fact]
    public async Task Whoever_gives_up_stops_waiting_at_once_and_a_layer_of_few_features_never_makes_anybody_wait()
    {
        using var slow = new HeldDerivation();
        await using var bench = await OneMapBench.OpenAsync("sqlite", s => s.AddSingleton<ITileCopyDerivation>(slow));
        await bench.ImportAsync(Layer, Fields.Row(3));
        var (published, copies) = (bench.The<PublishedLayers>(), bench.The<TileCopyFolder>());
        using var patient = new LayerTiles(published, bench.Access, copies, new TileWaits(TimeSpan.FromHours(1), 0), bench.Clock);
        using var given = new CancellationTokenSource();

        var waiting = OverviewAsync(patient, ct: given.Token);
        Assert.False(waiting.IsCompleted);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        using var few = new LayerTiles(published, bench.Access, copies, new TileWaits(TimeSpan.FromMilliseconds(50), 3), bench.Clock);
        Assert.True((await OverviewAsync(few)).IsSuccess);
        slow.Release();
    }

    [Fact]
    public async Task A_folder_that_takes_no_copy_leaves_the_tiles_as_they_are_and_is_tried_again_by_itself()
    {
        using var counted = new HeldDerivation();
        counted.Release();
        await using var bench = await OneMapBench.OpenAsync("sqlite", s => s.AddSingleton<ITileCopyDerivation>(counted).AddSingleton(new TileWaits(TimeSpan.FromMinutes(1), 0)));
        await bench.ImportAsync(Layer, Fields.Row(3));
        var folder = Path.Combine(bench.Node.SnapshotFolder, "tiles");
        Directory.CreateDirectory(bench.Node.SnapshotFolder);
        await File.WriteAllTextAsync(folder, "no folder");

        for (var i = 0; i < 3; i++)
        {
            Assert.True((await OverviewAsync(bench.The<LayerTiles>())).IsSuccess);
            Assert.Contains(Number(1), await TextAsync(bench, 14, 1), StringComparison.Ordinal);
        }

        File.Delete(folder);
        await TextAsync(bench, 15);
        Assert.False(Directory.Exists(folder), "it was tried again before its time");
        bench.Clock.Advance(TileCopyFolder.BetweenTries);
        Assert.True((await OverviewAsync(bench.The<LayerTiles>(), row: 1)).IsSuccess);

        Assert.Single(Files(bench));
        Assert.Equal(1, counted.Tries);
    }

    [Fact]
    public async Task A_copy_that_fails_in_the_making_for_any_reason_is_made_a_minute_later()
    {
        using var broken = new HeldDerivation { Fault = new InvalidOperationException("a fault of the program") };
        broken.Release();
        await using var bench = await OneMapBench.OpenAsync("sqlite", s => s.AddSingleton<ITileCopyDerivation>(broken).AddSingleton(new TileWaits(TimeSpan.FromMinutes(1), 0)));
        await bench.ImportAsync(Layer, Fields.Row(3));

        await Assert.ThrowsAsync<InvalidOperationException>(() => OverviewAsync(bench.The<LayerTiles>()));
        Assert.True((await OverviewAsync(bench.The<LayerTiles>())).IsSuccess);
        broken.Fault = null;
        bench.Clock.Advance(TileCopyFolder.BetweenTries);
        Assert.True((await OverviewAsync(bench.The<LayerTiles>(), row: 1)).IsSuccess);

        Assert.Equal((2, 1), (broken.Tries, Files(bench).Length));
    }

    [Fact]
    public async Task A_page_names_the_current_revision_and_has_its_copy_made_and_a_damaged_one_is_made_again()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        await bench.ImportAsync(Layer, Fields.Row(3));
        Assert.Contains(Number(1), await TextAsync(bench, 14, revision: 1), StringComparison.Ordinal);
        var file = Assert.Single(Files(bench));
        var whole = await File.ReadAllBytesAsync(file.FullName);
        var bent = whole.ToArray();
        bent.AsSpan(48, whole.Length / 3).Reverse();
        await File.WriteAllBytesAsync(file.FullName, bent);
        using var folder = new TileCopyFolder(bench.Node, new TileCopyDerivation(), bench.Clock);

        foreach (var _ in (int[])[1, 2])
        {
            using var tiles = new LayerTiles(bench.The<PublishedLayers>(), bench.Access, folder, TileWaits.Usual, bench.Clock);
            Assert.Contains(Number(1), await TextAsync(tiles, 14, 1), StringComparison.Ordinal);
        }

        Assert.Equal(whole, await File.ReadAllBytesAsync(Assert.Single(Files(bench)).FullName));
    }

    [Fact]
    public async Task The_answer_says_when_to_ask_again()
    {
        var http = new DefaultHttpContext();
        await TileRefusal.Of(http, new Error(LayerErrors.TilePreparing, ("layer", "地类图斑"))).ExecuteAsync(http);
        Assert.Equal((503, "3"), (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString()));

        var other = new DefaultHttpContext();
        await TileRefusal.Of(other, new Error(LayerErrors.Unavailable, ("layer", "地类图斑"))).ExecuteAsync(other);
        Assert.Equal(0, other.Response.Headers.RetryAfter.Count);
    }

    private static Task<Result<SeenTile>> OverviewAsync(LayerTiles tiles, int row = 0, CancellationToken ct = default)
    {
        var place = new MapPlaces(Geo.Crs.GaussKrugerZone.ThreeDegree(36)).ToDegrees(Fields.LotIn(1));
        var address = new TileAddress(11, (int)((place[0] + 180) / 360 * (1 << 11)), (int)RowAt(place[1], 11) + row);
        return tiles.ReadAsync(OneMapBench.Reader, new TileAsked(Layer, null, address), ct);
    }

    private static FileInfo[] Files(OneMapBench bench) => new DirectoryInfo(Path.Combine(bench.Node.SnapshotFolder, "tiles")).GetFiles("*.tiles");

    private static string Number(int patch) => $"61072410100000{patch}";

    private static Task<string> TextAsync(OneMapBench bench, int zoom, int? revision = null) => TextAsync(bench.The<LayerTiles>(), zoom, revision);

    private static async Task<string> TextAsync(LayerTiles tiles, int zoom, int? revision)
    {
        var place = new MapPlaces(Geo.Crs.GaussKrugerZone.ThreeDegree(36)).ToDegrees(Fields.LotIn(1));
        var (column, row) = ((((place[0] + place[2]) / 2) + 180) / 360 * (1 << zoom), RowAt((place[1] + place[3]) / 2, zoom));
        var text = new StringBuilder();
        for (var dx = -1; dx <= 1; dx++)
        {
            var tile = await tiles.ReadAsync(OneMapBench.Reader, new TileAsked(Layer, revision, new TileAddress(zoom, (int)column + dx, (int)row)), CancellationToken.None);
            text.Append(Encoding.UTF8.GetString(tile.Value.Bytes));
        }

        return text.ToString();
    }

    private static double RowAt(double latitude, int zoom) =>
        (1 - (Math.Asinh(Math.Tan(latitude * Math.PI / 180)) / Math.PI)) / 2 * (1 << zoom);

    /// <summary>Derives when it is let, as often as it is asked, and fails as it is told.</summary>
    private sealed class HeldDerivation : ITileCopyDerivation, IDisposable
    {
        private readonly ManualResetEventSlim _let = new();
        private int _tries;

        public int Tries => _tries;

        public Exception? Fault { get; set; }

        public void Release() => _let.Set();

        public Result Build(Snapshot snapshot, TileCopyPlan plan, string path, TileCopy? before, CancellationToken ct)
        {
            Interlocked.Increment(ref _tries);
            _let.Wait(ct);
            return Fault is null ? new TileCopyDerivation().Build(snapshot, plan, path, before, ct) : throw Fault;
        }

        public void Dispose() => _let.Dispose();
    }
}
