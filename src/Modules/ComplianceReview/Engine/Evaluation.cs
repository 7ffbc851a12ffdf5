using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Domain;
using Guotu.ComplianceReview.Rules;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Engine;

/// <summary>Everything a verdict depends on (判定输入). Two evaluations of equal inputs give equal verdicts.</summary>
public sealed record Evaluation
{
    public required RuleSet Rules { get; init; }

    public required VerdictInput Input { get; init; }

    public required ParcelsRead Parcels { get; init; }

    public required DateOnly EvaluatedOn { get; init; }

    public required Instant PapersAt { get; init; }

    public required IReadOnlyList<AttestationOnFile> Attestations { get; init; }

    /// <summary>When the coordinate file came to the case; null where it is not, or not yet, the case's.</summary>
    public Instant? FiledAt { get; init; }

    public required IReadOnlyList<ExemptionOnFile> Exemptions { get; init; }

    public EngineVersion Engine { get; init; } = EngineVersion.Current;

    /// <summary>Where a replay gets the layers from; null to pin what is current.</summary>
    public LayersOfReplay? Replay { get; init; }
}

/// <summary>What a stored verdict says about its layers.</summary>
/// <param name="Revisions">Pinned revision by layer code.</param>
/// <param name="Troubles">
/// Layers that could not be read then. That is a fact of that moment, which no one can compute again; it can only have made a check undetermined.
/// </param>
public sealed record LayersOfReplay(
    IReadOnlyDictionary<string, int> Revisions, IReadOnlyDictionary<string, LayerFinding.Trouble> Troubles);

/// <summary>The parcels of a coordinate file.</summary>
/// <param name="Epsg">EPSG code of the county's zone: all shapes are in it.</param>
public sealed record ParcelsRead(int Epsg, IReadOnlyList<VerdictParcel> Parcels);
