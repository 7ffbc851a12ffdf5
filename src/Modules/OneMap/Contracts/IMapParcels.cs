using Guotu.Geo.Geometry;
using Guotu.Hosting.Callers;

namespace Guotu.OneMap.Contracts;

/// <summary>Parcels of applications for the map's own layer (申请地块); implemented by the module that keeps cases.</summary>
public interface IMapParcels
{
    /// <summary>Parcels that meet the envelope and that the caller may see, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<MapParcel>> FindAsync(GridEnvelope envelope, int limit, Caller caller, CancellationToken ct);
}

/// <summary>A parcel on the map with the properties its feature carries.</summary>
public sealed record MapParcel(GridMultiPolygon Figure, IReadOnlyDictionary<string, string> Properties);
