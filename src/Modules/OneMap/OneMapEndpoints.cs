using System.Globalization;
using Guotu.Geo.Tiles;
using Guotu.Hosting.Http;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.CompareRevisions;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Locate;
using Guotu.OneMap.OverlayParcel;
using Guotu.OneMap.ReadLayers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Guotu.OneMap;

/// <summary>HTTP of the module.</summary>
internal static class OneMapEndpoints
{
    private const string TileType = "application/vnd.mapbox-vector-tile";
    private const string GeoJsonType = "application/geo+json";
    private const int MostFeatures = 500;
    private const int MostLayers = 30;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var layers = endpoints.MapGroup("/api/v1/layers").WithTags("一张图");
        layers.MapGet(string.Empty, async (HttpContext http, LayerList list, CancellationToken ct) => Results.Ok(await list.ReadAsync(http.Caller(), ct)))
            .Requires(OneMapModule.ViewPermission).Produces<IReadOnlyList<LayerView>>();
        layers.MapGet("/{code}/revisions", async (HttpContext http, string code, DateTimeOffset? recordedAt, DateOnly? validOn, LayerList list, CancellationToken ct) =>
                (await list.RevisionsAsync(http.Caller(), code, new RevisionTime(recordedAt is { } at ? Instant.From(at) : null, validOn), ct)).ToHttp())
            .Requires(OneMapModule.ViewPermission).Produces<IReadOnlyList<RevisionView>>();
        layers.MapGet("/{code}/difference", async (HttpContext http, string code, int from, int to, SeenDifference difference, CancellationToken ct) =>
                (await difference.CompareAsync(http.Caller(), code, (from, to), ct)).ToHttp())
            .Requires(OneMapModule.ViewPermission).Produces<DifferenceView>();
        layers.MapGet("/{code}/tiles/{z:int}/{x:int}/{y:int}.mvt", TileAsync)
            .Requires(OneMapModule.ViewPermission).Produces(StatusCodes.Status200OK, contentType: TileType);
        layers.MapGet("/{code}/features", FeaturesAsync)
            .Requires(OneMapModule.ViewPermission).Produces(StatusCodes.Status200OK, contentType: GeoJsonType);
        layers.MapPost("/{code}/declare-empty", DeclareAsync).Requires(OneMapModule.DeclarePermission).Produces<RevisionView>();
        var map = endpoints.MapGroup("/api/v1").WithTags("一张图");
        map.MapGet("/identify", IdentifyAsync).Requires(OneMapModule.ViewPermission).Produces<IReadOnlyList<IdentifyView>>();
        map.MapGet("/map/locate", LocateAsync).Requires(OneMapModule.ViewPermission).Produces<IReadOnlyList<LocatedPlace>>();
        map.MapPost("/map/overlay", async (HttpContext http, OverlayBody body, ParcelOverlayQuery query, CancellationToken ct) => (await query.AskAsync(http.Caller(), body, ct)).ToHttp())
            .TakesFiguresInJson().Requires(OneMapModule.ViewPermission).Produces<OverlayView>();
        map.MapGet("/map/parcels", ParcelsAsync).Requires(OneMapModule.ViewPermission).Produces(StatusCodes.Status200OK, contentType: GeoJsonType);
    }

    private static async Task<IResult> TileAsync(HttpContext http, string code, int z, int x, int y, int? rev, LayerTiles tiles, CancellationToken ct)
    {
        var address = new TileAddress(z, x, y);
        if (!address.IsValid)
        {
            return Invalid("瓦片", $"{z}/{x}/{y} 不存在");
        }

        var tile = await tiles.ReadAsync(http.Caller(), new TileAsked(code, rev, address), ct);
        if (tile.Error is { } error)
        {
            return TileRefusal.Of(http, error);
        }

        // Asked for again at each use: whether it may still be shown is decided anew, and an unchanged tile is not sent again.
        http.Response.Headers.CacheControl = "private, no-cache";
        var tag = new EntityTagHeaderValue($"\"{tile.Value.Stamp}\"");
        http.Response.Headers.ETag = tag.ToString();
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        return tile.Value.Bytes.Length == 0 ? Results.NoContent() : Results.Bytes(tile.Value.Bytes, TileType);
    }

    private static async Task<IResult> FeaturesAsync(HttpContext http, string code, string? bbox, int? limit, FeatureQueries queries, CancellationToken ct)
    {
        if (DegreeBox.Parse(bbox) is not { } box)
        {
            return Invalid("bbox", "要写成 最小经度,最小纬度,最大经度,最大纬度,边长不超过 10 度");
        }

        var found = await queries.InBoxAsync(http.Caller(), code, box, Math.Clamp(limit ?? 100, 1, MostFeatures), ct);
        return found.Error is { } error ? ProblemAnswer.Of(error) : Results.Bytes(found.Value, GeoJsonType);
    }

    private static async Task<IResult> IdentifyAsync(HttpContext http, double lon, double lat, string layers, FeatureQueries queries, CancellationToken ct)
    {
        if (!DegreeBox.IsPlace(lon, lat))
        {
            return Invalid("位置", "经纬度不在我国范围");
        }

        var codes = layers.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).Take(MostLayers);
        var asked = codes.Select(StateOf).ToList();
        return asked.Contains(null)
            ? Invalid("layers", "要写成 图层代码 或 图层代码@版本号,以逗号分开")
            : (await queries.AtAsync(http.Caller(), new PlaceAsked(lon, lat, [.. asked.Select(a => a!.Value)]), ct)).ToHttp();
    }

    /// <summary>A layer as a question names it: <c>DLTB</c> as it is now, <c>DLTB@2</c> in its second revision.</summary>
    private static (string Code, int? Revision)? StateOf(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? (text, null)
            : int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? (text[..at], revision)
            : null;
    }

    private static async Task<IResult> LocateAsync(HttpContext http, string q, PlaceSearch search, CancellationToken ct) =>
        Results.Ok(await search.FindAsync(q, http.Caller(), ct));

    private static async Task<IResult> ParcelsAsync(HttpContext http, string? bbox, ParcelsOnTheMap parcels, CancellationToken ct) =>
        DegreeBox.Parse(bbox) is { } box
            ? Results.Bytes(await parcels.InBoxAsync(box, http.Caller(), ct), GeoJsonType)
            : Invalid("bbox", "要写成 最小经度,最小纬度,最大经度,最大纬度,边长不超过 10 度");

    private static async Task<IResult> DeclareAsync(HttpContext http, string code, DeclareEmptyBody body, ILayerUpkeep upkeep, CancellationToken ct)
    {
        var declaration = new LayerDeclaration(code, body.DocumentDigest, body.DocumentName, body.ValidUntil);
        var result = await upkeep.DeclareEmptyAsync(http.Command(OneMapModule.DeclarePermission, "layer", code), declaration, ct);
        return result.Map(r => new RevisionView(r.Number, r.CommittedAt, r.AsOf, r.Source, r.FeatureCount, r.ContentDigest.ToString())).ToHttp();
    }

    private static IResult Invalid(string field, string reason) => ProblemAnswer.Of(new Error(KernelErrors.FieldInvalid, ("field", field), ("reason", reason)));
}

/// <summary>Body of a declaration of emptiness.</summary>
/// <param name="DocumentDigest">The uploaded document.</param>
/// <param name="DocumentName">Its name or number.</param>
/// <param name="ValidUntil">Last day of its validity.</param>
public sealed record DeclareEmptyBody(string DocumentDigest, string DocumentName, DateOnly ValidUntil);
