using System.Diagnostics;
using System.Globalization;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.Tiles;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.MainJob.Bench;
using Guotu.MapPublishing;
using Guotu.MapPublishing.OgcFeatures;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.PublishLayers;
using Guotu.OneMap.ReadLayers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Guotu.Services.Bench;

/// <summary>Where the time of a tile and of a page goes, without peers: medians of many.</summary>
internal static class StageBench
{
    private const string UserSql = "SELECT user_id FROM id_user WHERE account_name = :p_name";

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(HostedNode node, string account, int runs)
    {
        var caller = await CallerAsync(node, account);
        var results = new List<BenchResult>
        {
            await TimeAsync("reading session, opened and closed", 50 * runs, async _ => await (await node.The<IUnitsOfWork>().ReadAsync(DataScope.WholeNode, default)).DisposeAsync()),
            await TimeAsync("what the caller sees", 50 * runs, async _ => await node.The<ILayerAccess>().OfAsync(caller, default)),
            await TimeAsync("layer opened behind the check", 50 * runs, async _ => await OpenAsync(node, caller)),
        };
        var layer = await OpenAsync(node, caller);
        await node.The<LayerTiles>().MakeAsync(layer, new TileAsked(ServedCounty.Layer, null, new TileAddress(11, 1637, 825)), default);
        foreach (var zoom in new[] { 12, 13, 14, 15 })
        {
            var (column, row) = ((int)(1637.06 * (1 << (zoom - 11))), (int)(825.70 * (1 << (zoom - 11))));
            results.Add(await TimeAsync($"tile z{zoom}, made", 10 * runs, async i => await node.The<LayerTiles>().MakeAsync(
                layer, new TileAsked(ServedCounty.Layer, null, new TileAddress(zoom, column + (i % 5), row + (i / 5 % 5))), default)));
        }

        results.Add(await TimeAsync("page of 100 features", 10 * runs, i => PageAsync(node, layer, i)));
        return results;
    }

    private static async Task<Caller> CallerAsync(HostedNode node, string account)
    {
        await using var session = await node.The<IUnitsOfWork>().ReadAsync(DataScope.WholeNode, default);
        var user = await session.ScalarAsync<long>(UserSql, new { p_name = account }, default);
        return (await node.The<ICallers>().OfAccountAsync(user, "web", "127.0.0.1", default)).Value;
    }

    private static async Task<SeenLayer> OpenAsync(HostedNode node, Caller caller) =>
        (SeenLayer)(await node.The<IPublishedLayers>().OpenAsync(caller, ServedCounty.Layer, null, default)).Value;

    private static async Task PageAsync(HostedNode node, SeenLayer layer, int run)
    {
        const double half = 0.0065;
        var (x, y) = (107.70 + (run % 10 * 0.01), 32.85 + (run / 10 % 10 * 0.01));
        var box = string.Create(CultureInfo.InvariantCulture, $"?limit=100&bbox={x - half:0.0000000},{y - half:0.0000000},{x + half:0.0000000},{y + half + (run * 1e-6):0.0000000}");
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = node.Services };
        http.Request.Scheme = "http";
        http.Request.Host = new HostString("127.0.0.1");
        http.Request.Query = new QueryCollection(QueryHelpers.ParseQuery(box));
        http.Response.Body = body;
        var request = ItemsRequest.Read(http.Request.Query, layer, PublishingLimits.Usual).Value;
        await node.The<ItemsAnswer>().WriteAsync(http, layer, request, default);
    }

    private static async Task<BenchResult> TimeAsync(string name, int times, Func<int, Task> work)
    {
        var series = new Series();
        for (var i = -times / 2; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            await work(Math.Abs(i));
            if (i >= 0)
            {
                series.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        return series.Against(name, "ms", null, null, null);
    }
}
