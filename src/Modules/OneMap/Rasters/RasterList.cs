using System.ComponentModel.DataAnnotations;
using Guotu.Geo.StoredRasters;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Http;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.ReadLayers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.OneMap.Rasters;

/// <summary>A raster as maps show it.</summary>
/// <param name="Kind"><c>elevation</c> or <c>imagery</c>.</param>
/// <param name="CellMetres">Width of a cell.</param>
/// <param name="VerticalDatum">Null for imagery.</param>
public sealed record RasterView(
    string Code, string Name, IReadOnlyList<string> Category, string Kind, int Revision, DateOnly AsOf, bool Stale, double CellMetres, string? VerticalDatum,
    [property: Length(4, 4)] IReadOnlyList<double> Extent4490, IReadOnlyList<RasterStyleView> Styles, bool Demonstration,
    IReadOnlyList<RasterRevisionView> Revisions);

/// <summary>A state of it that can be shown (版本), such as the pictures of one year.</summary>
public sealed record RasterRevisionView(int Revision, DateOnly AsOf, [property: Length(4, 4)] IReadOnlyList<double> Extent4490);

/// <summary>A way to draw it; the first is the usual one.</summary>
public sealed record RasterStyleView(string Name, string Title);

/// <summary>The list of rasters, as far as the caller may see them; those never imported are not in it.</summary>
internal sealed class RasterList(IPublishedRasters rasters, IRasterCatalogue catalogue, NodeSettings node, CountySettings county, IClock clock)
{
    public async Task<IReadOnlyList<RasterView>> ReadAsync(Caller caller, CancellationToken ct)
    {
        var places = new MapPlaces(Geo.Crs.GaussKrugerZone.ThreeDegree(county.Zone));
        var views = new List<RasterView>();
        foreach (var raster in await rasters.ListAsync(caller, ct))
        {
            var revisions = await catalogue.RevisionsAsync(raster.Definition.Code, ct);
            views.Add(ViewOf(raster, [.. RevisionsOf(raster, revisions).Where(r => SubjectMustDominateLabel.Holds(raster.Revision.Label, r.Label))], places));
        }

        return views;
    }

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/v1/rasters", async (HttpContext http, RasterList list, CancellationToken ct) => Results.Ok(await list.ReadAsync(http.Caller(), ct)))
        .WithTags("一张图").Requires(OneMapModule.ViewPermission).Produces<IReadOnlyList<RasterView>>();

    /// <summary>One earlier revision that does not prove: the current one, which does, is listed alone.</summary>
    private static IReadOnlyList<RasterRevision> RevisionsOf(PublishedRaster raster, Result<IReadOnlyList<RasterRevision>> known) =>
        known.IsSuccess ? known.Value : [raster.Revision];

    private RasterView ViewOf(PublishedRaster raster, IReadOnlyList<RasterRevision> revisions, MapPlaces places)
    {
        var (definition, revision) = (raster.Definition, raster.Revision);
        var isElevation = definition.Kind == RasterKind.Elevation;
        return new RasterView(
            definition.Code, definition.Name, definition.Category, isElevation ? "elevation" : "imagery", revision.Number, revision.AsOf,
            definition.MaxAgeDays is { } days && clock.Today > revision.AsOf.AddDays(days), revision.Place.CellEastMetres, isElevation ? "1985国家高程基准" : null,
            places.ToDegrees(revision.Place.Envelope), [.. definition.Drawing.Styles.Select(s => new RasterStyleView(s.Name, s.Title))], node.Demonstration || revision.Demonstration,
            [.. revisions.Select(r => new RasterRevisionView(r.Number, r.AsOf, places.ToDegrees(r.Place.Envelope)))]);
    }
}
