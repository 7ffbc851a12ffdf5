using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;
using Guotu.MapPublishing.Maps;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.MapStyles;

namespace Guotu.MapPublishing.Rasters;

/// <summary>Rasters as the capabilities of the drawn services tell layers.</summary>
internal sealed class RasterDescriptions(IPublishedRasters rasters, IRasterCatalogue catalogue)
{
    public async Task<IReadOnlyList<LayerDescription>> ReadAsync(Caller caller, CancellationToken ct)
    {
        var described = new List<LayerDescription>();
        foreach (var raster in await rasters.ListAsync(caller, ct))
        {
            // Where the record of an earlier one does not prove, only the current one is told.
            var known = await catalogue.RevisionsAsync(raster.Definition.Code, ct);
            var revisions = (known.IsSuccess ? known.Value : [raster.Revision]).Where(r => SubjectMustDominateLabel.Holds(raster.Revision.Label, r.Label)).Reverse().ToList();
            described.Add(new LayerDescription(
                LayerOf(raster), raster.Revision.Place.Envelope, [.. revisions.Select(r => r.AsOf).Distinct().Order()], [.. revisions.Select(r => r.Number)]));
        }

        return described;
    }

    private static PublishedLayer LayerOf(PublishedRaster raster)
    {
        var (definition, revision) = (raster.Definition, raster.Revision);
        var layer = new LayerDefinition
        {
            Code = definition.Code,
            Name = definition.Name,
            Category = definition.Category,
            Geometry = "raster",
            Fields = [],
            LabelField = string.Empty,
            KeyFields = [],
            Style = new LayerStyle { Stroke = "#7C8896", Source = definition.Name },
            Drawing = new MapStyleFile(definition.Code, [.. definition.Drawing.Styles.Select(s => new MapStyle(s.Name, s.Title, []))], definition.Drawing.Digest),
        };
        var state = new LayerRevision
        {
            LayerCode = definition.Code,
            Number = revision.Number,
            CommittedAt = revision.CommittedAt,
            AsOf = revision.AsOf,
            Source = revision.Source,
            FeatureCount = 0,
            ContentDigest = revision.ContentDigest,
            CommittedBy = revision.CommittedBy,
            Demonstration = revision.Demonstration,
            Label = revision.Label,
        };
        return new PublishedLayer(layer, state, raster.Stamp, raster.IsWhole);
    }
}
