using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Rasters;

/// <summary>Opens rasters for callers, each through the one check.</summary>
internal sealed class PublishedRasters(IRasterCatalogue catalogue, IUnitsOfWork units, RasterTable table, RasterFolder folder, ILayerAccess access, IClock clock) : IPublishedRasters
{
    public async Task<IReadOnlyList<PublishedRaster>> ListAsync(Caller caller, CancellationToken ct)
    {
        var sights = await access.OfAsync(caller, ct);
        var listed = new List<PublishedRaster>();
        foreach (var state in await catalogue.StatesAsync(clock.Today, ct))
        {
            if (state.Current is { } current && sights.Of(state.Definition.Code, current.Label) is { } sight && SeenRaster.Shows(sight, current))
            {
                listed.Add(new PublishedRaster(state.Definition, current, SeenRaster.StampOf(sight, current), sight.IsWhole));
            }
        }

        return listed;
    }

    public async Task<Result<ISeenRaster>> OpenAsync(Caller caller, string rasterCode, int? revision, CancellationToken ct)
    {
        var sights = await access.OfAsync(caller, ct);
        if (catalogue.Find(rasterCode) is not { } definition || sights.OfNamed(rasterCode, SecurityLabel.Lowest) is null)
        {
            return Unknown(rasterCode);
        }

        Result<RasterRow?> row;
        await using (var session = await units.ReadAsync(DataScope.WholeNode, ct))
        {
            row = revision is { } number ? await table.FindAsync(session, definition, number, ct) : await table.CurrentAsync(session, definition, ct);
        }

        if (row.Error is { } notProved)
        {
            return await ToldAsync(sights, rasterCode, notProved, ct);
        }

        if (row.Value?.ToRevision() is not { } found)
        {
            return await ToldAsync(sights, rasterCode, new Error(LayerErrors.Missing, ("layer", definition.Name), ("revision", string.Empty)), ct);
        }

        if (sights.OfNamed(rasterCode, found.Label) is not { } sight || !SeenRaster.Shows(sight, found))
        {
            return Unknown(rasterCode);
        }

        var opened = await folder.OpenAsync(definition, found, ct);
        return opened.Map<ISeenRaster>(raster => new SeenRaster(definition, found, raster, sight, folder));
    }

    /// <summary>Only those who see the raster as it stands are told why it is not opened; see the same of layers.</summary>
    private async Task<Error> ToldAsync(ILayerSights sights, string rasterCode, Error reason, CancellationToken ct)
    {
        var state = (await catalogue.StatesAsync(clock.Today, ct)).First(s => s.Definition.Code == rasterCode);
        return sights.OfNamed(rasterCode, state.Label) is null ? Unknown(rasterCode) : reason;
    }

    private static Error Unknown(string rasterCode) => new(KernelErrors.NotFound, ("what", "图层 " + rasterCode));
}
