using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.Rendering.Maps;

namespace Guotu.MapPublishing.Maps;

/// <summary>What a map is made of: a layer or a raster, open for the caller with a style.</summary>
internal interface IDrawnLayer
{
    string Code { get; }

    /// <summary>Content, sight and style in one.</summary>
    string Stamp { get; }

    Result DrawOn(ImageCanvas canvas, MapWindow window, CancellationToken ct);

    Result<byte[]> Legend();

    /// <summary>What lies at a place, at most so much; of a raster the cell there.</summary>
    Result<IReadOnlyList<FoundFeature>> FindAt(GridPoint place, int most, CancellationToken ct);
}
