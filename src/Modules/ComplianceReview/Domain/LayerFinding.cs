using Guotu.ComplianceReview.Contracts;
using Guotu.Kernel.Figures;

namespace Guotu.ComplianceReview.Domain;

/// <summary>
/// What a layer says about one parcel: hits, or why it says nothing. There is no third: trouble can never look like an empty answer.
/// </summary>
public abstract record LayerFinding(string Layer, string LayerName)
{
    /// <summary>The layer was read completely at a pinned revision.</summary>
    public sealed record Read(string Layer, string LayerName, IReadOnlyList<LayerHit> Hits) : LayerFinding(Layer, LayerName)
    {
        public LegalArea PlaneTotal => new(Hits.Sum(h => h.Hit.PlaneArea.TenThousandths));

        public LegalArea EllipsoidalTotal => new(Hits.Sum(h => h.Hit.EllipsoidalArea.TenThousandths));
    }

    /// <summary>The layer is lawfully empty, declared with a paper (依法为空).</summary>
    public sealed record DeclaredEmpty(string Layer, string LayerName, DateOnly ValidUntil, string DocumentName) : LayerFinding(Layer, LayerName);

    /// <summary>Missing, stale, damaged, or the store failed: the check is undetermined.</summary>
    public sealed record Trouble(string Layer, string LayerName, string ReasonCode, string Reason) : LayerFinding(Layer, LayerName);
}

/// <summary>A met feature with its land class, where the layer has one.</summary>
/// <param name="Hit">What is met.</param>
/// <param name="ClassCode">Code of a land class that the table of classes has; null otherwise.</param>
/// <param name="ClassName">That class's name.</param>
public sealed record LayerHit(VerdictHit Hit, string? ClassCode, string? ClassName)
{
    /// <summary>Value of the layer's class field as it is stored, whatever its table (地类、规划分区 …).</summary>
    public string? StoredCode { get; init; }
}
