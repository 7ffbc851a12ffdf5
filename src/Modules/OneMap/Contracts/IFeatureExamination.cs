using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>Is told of every feature of a file before any is stored (入库前检查), so that whoever delivers it learns at once of all that must be mended.</summary>
public interface IFeatureExamination
{
    /// <summary>Why the file is not stored; null where every feature told so far may be.</summary>
    Error? Refusal { get; }

    /// <param name="line">Place in the file, from 1.</param>
    /// <param name="feature">The feature, or why it can not be read.</param>
    /// <param name="ct">Cancels.</param>
    void Examine(int line, Result<NewFeature> feature, CancellationToken ct);
}
