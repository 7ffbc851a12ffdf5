using System.Globalization;
using Guotu.Geo.Tiles;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Http;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace Guotu.OneMap.Contracts;

/// <summary>Vector tiles of current revisions as a caller sees them (矢量瓦片).</summary>
public interface IVectorTiles
{
    /// <summary>
    /// The tile, empty where nothing shows; a hidden layer answers <c>SYS-0002</c> like one that does not exist, a tile that is being prepared
    /// <c>MAP-0035</c> within seconds.
    /// </summary>
    Task<Result<SeenTile>> ReadAsync(Caller caller, string layerCode, TileAddress tile, CancellationToken ct);
}

/// <summary>How tile services say that there is no tile.</summary>
public static class TileRefusal
{
    private const int AskAgainAfterSeconds = 3;

    /// <summary>The refusal; one that will pass says when to ask again (Retry-After).</summary>
    public static IResult Of(HttpContext http, Error error)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(error);
        if (error.Code == LayerErrors.TilePreparing)
        {
            http.Response.Headers.RetryAfter = AskAgainAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return ProblemAnswer.Of(error);
    }
}

/// <summary>A tile and the stamp of what it shows.</summary>
public sealed record SeenTile(byte[] Bytes, string Stamp);
