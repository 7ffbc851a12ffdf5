using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.ComplianceReview.Tests;

/// <summary>Labels that a test gives to layers; the others are unlabelled.</summary>
internal sealed class GivenLabels : ILayerLabels, ILabelBook
{
    public Dictionary<string, SecurityLabel> Given { get; } = new(StringComparer.Ordinal);

    public bool Tampered { get; set; }

    public Task<Result<ILabelBook>> ReadAsync(CancellationToken ct) =>
        Task.FromResult(Tampered ? new Error(LabelErrors.Tampered) : Result<ILabelBook>.Of(this));

    public SecurityLabel Of(string layerCode) => Given.GetValueOrDefault(layerCode, LabelScheme.Shipped.Unlabelled);
}
