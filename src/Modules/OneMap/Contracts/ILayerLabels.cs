using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>Labels of layers and rasters (图层的安全标记), set by the security administrator.</summary>
public interface ILayerLabels
{
    /// <summary>As they stand now; <see cref="LabelErrors.Tampered"/> where the rows are not those that were written.</summary>
    Task<Result<ILabelBook>> ReadAsync(CancellationToken ct);
}

/// <summary>The labels of one moment.</summary>
public interface ILabelBook
{
    /// <summary>A layer's or raster's label; that of the scheme for unlabelled ones where none was set.</summary>
    SecurityLabel Of(string layerCode);
}
