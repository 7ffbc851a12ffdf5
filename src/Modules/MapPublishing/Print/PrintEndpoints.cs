using System.Globalization;
using Guotu.Hosting.Http;
using Guotu.Hosting.Reading;
using Guotu.Hosting.Settings;
using Guotu.Hosting.Watching;
using Guotu.MapPublishing.Print.Jobs;
using Guotu.MapPublishing.Print.Layouts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.MapPublishing.Print;

/// <summary>HTTP of the prints. Every print is a job; a small one is done within a second.</summary>
internal static class PrintEndpoints
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(PrintLimits.Usual);
        services.AddSingleton<PrintSettings>();
        services.AddSingleton<ISettingSource>(p => p.GetRequiredService<PrintSettings>());
        services.AddSingleton<PrintLayouts>();
        services.AddSingleton<PrintFolder>();
        services.AddSingleton<PrintsUnderWay>();
        services.AddSingleton<PrintedLayers>();
        services.AddSingleton<IPrintDrawing, PrintDrawing>();
        services.AddSingleton<PrintRun>();
        services.AddSingleton<PrintCommands>();
        services.AddSingleton<IStateSource, PrintQueueState>();
    }

    public static void AddPumps(IServiceCollection services) => services.AddHostedService<PrintPump>();

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var prints = endpoints.MapGroup("/api/v1/maps/print").WithTags("地图发布");
        prints.MapGet("/options", (PrintCommands commands) => Results.Ok(commands.Options())).Requires(MapPublishingModule.ReadPermission).Produces<PrintOptionsView>();
        prints.MapPost(string.Empty, OrderAsync).Requires(MapPublishingModule.ReadPermission).Produces<PrintJobView>();
        prints.MapGet(string.Empty, async (HttpContext http, PrintCommands commands, CancellationToken ct) => Results.Ok(await commands.ListAsync(http.Caller(), ct)))
            .Requires(MapPublishingModule.ReadPermission).Produces<IReadOnlyList<PrintJobView>>();
        prints.MapGet("/{id:long}", async (HttpContext http, long id, PrintCommands commands, CancellationToken ct) => (await commands.FindAsync(http.Caller(), id, ct)).ToHttp())
            .Requires(MapPublishingModule.ReadPermission).Produces<PrintJobView>();
        prints.MapPost("/{id:long}/cancel", CancelAsync).Requires(MapPublishingModule.ReadPermission).Produces<PrintJobView>();
        prints.MapGet("/{id:long}/result", ResultAsync).Requires(MapPublishingModule.ReadPermission)
            .ReadsProtected(PrintCommands.ObjectType, "id").Produces(StatusCodes.Status200OK, contentType: "application/pdf");
    }

    private static async Task<IResult> OrderAsync(HttpContext http, PrintBody body, PrintCommands commands, CancellationToken ct)
    {
        var ordered = await commands.OrderAsync(http.Command(PrintCommands.OrderKind, PrintCommands.ObjectType, string.Empty), http.Caller(), body, ct);
        commands.Ring();
        return ordered.ToHttp();
    }

    private static async Task<IResult> CancelAsync(HttpContext http, long id, PrintCommands commands, CancellationToken ct) =>
        (await commands.CancelAsync(http.Command(PrintCommands.CancelKind, PrintCommands.ObjectType, id.ToString(CultureInfo.InvariantCulture)), id, ct)).ToHttp();

    private static async Task<IResult> ResultAsync(HttpContext http, long id, PrintCommands commands, CancellationToken ct)
    {
        var fetched = await commands.FetchAsync(http.Caller(), id, ct);
        http.Response.Headers.CacheControl = "no-store";
        return fetched.Error is { } error ? ProblemAnswer.Of(error) : Results.File(fetched.Value.Content, fetched.Value.MediaType, fetched.Value.Name);
    }
}
