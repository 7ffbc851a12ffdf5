using Guotu.Geo.Tiles;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>Vector tiles of current revisions as a caller sees them (矢量瓦片).</summary>
public interface IVectorTiles
{
    /// <summary>The tile, empty where nothing shows; a hidden layer answers <c>SYS-0002</c> like one that does not exist.</summary>
    Task<Result<SeenTile>> ReadAsync(Caller caller, string layerCode, TileAddress tile, CancellationToken ct);
}

/// <summary>A tile and the stamp of what it shows.</summary>
public sealed record SeenTile(byte[] Bytes, string Stamp);
