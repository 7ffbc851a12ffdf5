using System.Diagnostics;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.MapPublishing.Maps;
using Guotu.Platform;
using Guotu.Rendering.Maps;
using Guotu.Rendering.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Guotu.Services.Bench;

/// <summary>The node's own drawing in this process, without HTTP: the permission check, the drawing and the packing of a picture, as MapServer's program does it.</summary>
internal sealed class DrawnHere : IAsyncDisposable
{
    private const string UserSql = "SELECT user_id FROM id_user WHERE account_name = :p_name";
    private readonly WebApplication _app;
    private readonly Caller _caller;

    private DrawnHere(WebApplication app, Caller caller) => (_app, _caller) = (app, caller);

    public static async Task<DrawnHere> OpenAsync(string home, string account)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        PlatformHost.Add(builder.Services, NodeSettings.Load(home));
        var app = builder.Build();
        await using var session = await app.Services.GetRequiredService<IUnitsOfWork>().ReadAsync(DataScope.WholeNode, CancellationToken.None);
        var user = await session.ScalarAsync<long>(UserSql, new { p_name = account }, CancellationToken.None);
        var caller = await app.Services.GetRequiredService<ICallers>().OfAccountAsync(user, "web", "127.0.0.1", CancellationToken.None);
        return new DrawnHere(app, caller.Value);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Milliseconds of the permission check and of the drawing, and the bytes of the picture.</summary>
    public async Task<(double Opened, double Drawn, int Bytes)> DrawAsync(MapBox box, int side)
    {
        var watch = Stopwatch.StartNew();
        var layer = await _app.Services.GetRequiredService<LayerChoosing>().OpenDrawnAsync(_caller, ServedCounty.Layer, string.Empty, TimeAsked.Now, CancellationToken.None);
        var opened = watch.Elapsed.TotalMilliseconds;
        var drawn = await _app.Services.GetRequiredService<MapPictures>().DrawAsync(new PictureAsked([layer.Value], MapCrs.Mercator, box, side, side, Colour.White), CancellationToken.None);
        return (opened, watch.Elapsed.TotalMilliseconds - opened, drawn.Value.Length);
    }

    /// <summary>Milliseconds of the permission check, of the drawing and of the packing.</summary>
    public async Task<(double Opened, double Drawn, double Packed)> StagesAsync(MapBox box, int side)
    {
        var watch = Stopwatch.StartNew();
        var layer = await _app.Services.GetRequiredService<LayerChoosing>().OpenDrawnAsync(_caller, ServedCounty.Layer, string.Empty, TimeAsked.Now, CancellationToken.None);
        var opened = watch.Elapsed.TotalMilliseconds;
        using var canvas = new ImageCanvas(side, side, Colour.White);
        var projection = _app.Services.GetRequiredService<MapPictures>().Projection;
        layer.Value.DrawOn(canvas, new MapWindow(MapCrs.Mercator, box, side, side, projection), CancellationToken.None);
        var drawn = watch.Elapsed.TotalMilliseconds;
        canvas.Finish();
        return (opened, drawn - opened, watch.Elapsed.TotalMilliseconds - drawn);
    }
}
