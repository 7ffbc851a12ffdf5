using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.PinLayer;

/// <summary>Towns of the XZQ layer.</summary>
internal sealed class CountyTowns(ILayerPins pins) : ICountyTowns
{
    private const string Layer = "XZQ";

    public async Task<Result<TownsThere>> PinAsync(GridEnvelope envelope, DateOnly onDate, CancellationToken ct)
    {
        var pinned = await pins.PinAsync(new PinRequest(Layer, envelope, onDate), ct);
        return pinned.Map(p => new TownsThere(p.Revision, [.. p.Features.Select(f => new Town(f["XZQDM"]!, f["XZQMC"]!, f.Figure))]));
    }
}
