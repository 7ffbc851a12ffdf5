using Guotu.Database.Work;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Http;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Analysis.Terrain;

/// <summary>HTTP of the terrain analyses (地形分析).</summary>
internal static class TerrainEndpoints
{
    private const double HighestHeight = 9_000;
    private const double GreatestMast = 1_000;
    private const double FarthestSight = 30_000;
    private const double SteepestDesign = 1;

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<TerrainGround>();
        services.AddSingleton<TerrainRuns>();
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var terrain = endpoints.MapGroup("/api/v1/analysis/terrain").WithTags("地形分析").TakesFiguresInJson();
        terrain.MapPost("/profile", ProfileAsync).Requires(AnalysisModule.ReadPermission).Produces<ProfileView>();
        terrain.MapPost("/slope", async (HttpContext http, TerrainFigureBody body, TerrainRuns runs, IPublishedLayers layers, CancellationToken ct) =>
                await FigureAsync(http, runs, Area(layers, body.Epsg, body.Coordinates, ct), ("坡度坡向", FigureQuestions.Slope), ct))
            .Requires(AnalysisModule.ReadPermission).Produces<SlopeView>();
        terrain.MapPost("/zonal", async (HttpContext http, TerrainFigureBody body, TerrainRuns runs, IPublishedLayers layers, CancellationToken ct) =>
                await FigureAsync(http, runs, Area(layers, body.Epsg, body.Coordinates, ct), ("高程统计", FigureQuestions.Heights), ct))
            .Requires(AnalysisModule.ReadPermission).Produces<ZonalView>();
        terrain.MapPost("/earthworks", EarthworksAsync).Requires(AnalysisModule.ReadPermission).Produces<EarthworksView>();
        terrain.MapPost("/viewshed", ViewshedAsync).Requires(AnalysisModule.ReadPermission).Produces<ViewshedView>();
    }

    private static async Task<IResult> ProfileAsync(HttpContext http, ProfileBody body, TerrainRuns runs, IPublishedLayers layers, CancellationToken ct)
    {
        var line = new GivenFigures(layers.Zone).Path(body.Epsg, body.Line);
        var refused = line.Error ?? (line.Value.Points.Length < 2 ? Invalid("line", "要有两个以上的点") : Within("stepMetres", body.StepMetres, 0.5, 10_000));
        return refused is not null
            ? ProblemAnswer.Of(refused)
            : (await runs.RunAsync(Command(http), http.Caller(), "剖面", (ground, token) => ProfileQuestion.Ask(ground, line.Value, body.StepMetres, layers.Zone, token), ct)).ToHttp();
    }

    private static async Task<IResult> EarthworksAsync(HttpContext http, EarthworksBody body, TerrainRuns runs, IPublishedLayers layers, CancellationToken ct)
    {
        var refused = Within("designHeight", body.DesignHeight, -500, HighestHeight) ?? Within("riseEast", body.RiseEast ?? 0, -SteepestDesign, SteepestDesign)
            ?? Within("riseNorth", body.RiseNorth ?? 0, -SteepestDesign, SteepestDesign);
        var figure = refused is null ? Area(layers, body.Epsg, body.Coordinates, ct) : refused;
        return await FigureAsync<EarthworksView>(http, runs, figure, ("挖填方", (ground, area, token) => FigureQuestions.Earthworks(ground, area, body, token)), ct);
    }

    private static async Task<IResult> ViewshedAsync(HttpContext http, ViewshedBody body, TerrainRuns runs, IPublishedLayers layers, CancellationToken ct)
    {
        var place = new GivenFigures(layers.Zone).Path(body.Epsg, [body.Place]);
        var refused = place.Error ?? Within("observerHeight", body.ObserverHeight, 0, GreatestMast) ?? Within("targetHeight", body.TargetHeight, 0, GreatestMast)
            ?? Within("radiusMetres", body.RadiusMetres, 1, FarthestSight) ?? Within("refraction", body.Refraction ?? 0, 0, 0.5);
        return refused is not null
            ? ProblemAnswer.Of(refused)
            : (await runs.RunAsync(Command(http), http.Caller(), "可视域", (ground, token) => ViewshedQuestion.Ask(ground, place.Value.Points[0], body, layers.Zone, token), ct)).ToHttp();
    }

    private static async Task<IResult> FigureAsync<T>(
        HttpContext http, TerrainRuns runs, Result<GridMultiPolygon> figure, (string What, Func<OpenGround, GridMultiPolygon, CancellationToken, Result<T>> Ask) question, CancellationToken ct) =>
        figure.Error is { } refused
            ? ProblemAnswer.Of(refused)
            : (await runs.RunAsync(Command(http), http.Caller(), question.What, (ground, token) => question.Ask(ground, figure.Value, token), ct)).ToHttp();

    private static Result<GridMultiPolygon> Area(IPublishedLayers layers, int epsg, IReadOnlyList<IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>>? coordinates, CancellationToken ct) =>
        new GivenFigures(layers.Zone).Area(epsg, coordinates, ct);

    private static CommandContext Command(HttpContext http) => http.Command(TerrainRuns.Kind, "raster", "DEM");

    private static Error? Within(string field, double value, double least, double greatest) =>
        value >= least && value <= greatest ? null : Invalid(field, FormattableString.Invariant($"要在 {least:0.##} 到 {greatest:0.##} 之间"));

    private static Error Invalid(string field, string reason) => new Error(KernelErrors.FieldInvalid, ("field", field), ("reason", reason)) { Field = field };
}
