using System.Text;
using Guotu.Geo.Tiles;
using Guotu.OneMap.ReadLayers;
using Guotu.Testing.Database;

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

    private static FileInfo[] Files(OneMapBench bench) => new DirectoryInfo(Path.Combine(bench.Node.SnapshotFolder, "tiles")).GetFiles("*.tiles");

    private static string Number(int patch) => $"61072410100000{patch}";

    private static async Task<string> TextAsync(OneMapBench bench, int zoom, int? revision = null)
    {
        var place = new MapPlaces(Geo.Crs.GaussKrugerZone.ThreeDegree(36)).ToDegrees(Fields.LotIn(1));
        var (column, row) = ((((place[0] + place[2]) / 2) + 180) / 360 * (1 << zoom), RowAt((place[1] + place[3]) / 2, zoom));
        var text = new StringBuilder();
        for (var dx = -1; dx <= 1; dx++)
        {
            var tile = await bench.The<LayerTiles>().ReadAsync(OneMapBench.Reader, new TileAsked(Layer, revision, new TileAddress(zoom, (int)column + dx, (int)row)), CancellationToken.None);
            text.Append(Encoding.UTF8.GetString(tile.Value.Bytes));
        }

        return text.ToString();
    }

    private static double RowAt(double latitude, int zoom) =>
        (1 - (Math.Asinh(Math.Tan(latitude * Math.PI / 180)) / Math.PI)) / 2 * (1 << zoom);
}
