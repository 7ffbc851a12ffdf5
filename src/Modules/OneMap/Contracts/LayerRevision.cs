using Guotu.Crypto;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.OneMap.Contracts;

/// <summary>
/// One committed state of a layer (图层版本), numbered from 1 under the layer row's lock. It never changes, but for the label, which two persons may lower.
/// </summary>
public sealed record LayerRevision
{
    public required string LayerCode { get; init; }

    public required int Number { get; init; }

    public required Instant CommittedAt { get; init; }

    /// <summary>The legal date the data speaks of (数据时点).</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Where it came from: a file name, a case number, a document.</summary>
    public required string Source { get; init; }

    public required int FeatureCount { get; init; }

    /// <summary>SM3 Merkle root over the canonical content; the snapshot's name.</summary>
    public required Sm3Digest ContentDigest { get; init; }

    public required string CommittedBy { get; init; }

    /// <summary>Set where the layer was declared lawfully empty (依法为空) by this revision.</summary>
    public EmptyDeclaration? DeclaredEmpty { get; init; }

    /// <summary>Invented data (演示数据).</summary>
    public bool Demonstration { get; init; }

    /// <summary>Label that came in with the data (数据标记), joined with the layer's.</summary>
    public SecurityLabel Label { get; init; } = SecurityLabel.Lowest;
}

/// <summary>A declaration that a layer is lawfully empty in this county, by document, until a date.</summary>
/// <param name="DocumentDigest">The stored document.</param>
/// <param name="DocumentName">Its name or number.</param>
/// <param name="ValidUntil">Last day of its validity.</param>
public sealed record EmptyDeclaration(string DocumentDigest, string DocumentName, DateOnly ValidUntil);

/// <summary>A layer and the revision that holds now.</summary>
/// <param name="Definition">From the catalogue.</param>
/// <param name="Current">Null while nothing was ever committed: the layer is missing (缺失); null too where its record does not prove.</param>
/// <param name="Stale">Whether it counts as stale on the day asked for; a missing layer is not stale.</param>
public sealed record LayerState(LayerDefinition Definition, LayerRevision? Current, bool Stale)
{
    /// <summary>The record of the current revision is not the one that was written (损坏): nothing of it is told, label included.</summary>
    public bool Damaged { get; init; }

    /// <summary>Label for whom the layer exists by what it holds: the highest where that cannot be known, so that a record that was edited lowers nothing.</summary>
    public SecurityLabel Label => Damaged ? LabelScheme.Shipped.Highest : Current?.Label ?? SecurityLabel.Lowest;
}

/// <summary>The catalogue and what it holds (图层目录).</summary>
public interface ILayerCatalogue
{
    /// <summary>In catalogue order.</summary>
    IReadOnlyList<LayerDefinition> Definitions { get; }

    LayerDefinition? Find(string layerCode);

    /// <summary>
    /// States on a legal date; a layer that is not in the catalogue gives <c>SYS-0002</c>, one whose record does not prove <see cref="LayerErrors.Damaged"/>.
    /// </summary>
    Task<Result<LayerState>> StateAsync(string layerCode, DateOnly onDate, CancellationToken ct);

    Task<IReadOnlyList<LayerState>> StatesAsync(DateOnly onDate, CancellationToken ct);

    /// <summary>Newest first; <see cref="LayerErrors.Damaged"/> where the record of one does not prove.</summary>
    Task<Result<IReadOnlyList<LayerRevision>>> RevisionsAsync(string layerCode, CancellationToken ct);

    /// <summary>One revision; null where there is none of the number, <see cref="LayerErrors.Damaged"/> where its record does not prove.</summary>
    Task<Result<LayerRevision?>> RevisionAsync(string layerCode, int number, CancellationToken ct);

    /// <summary>The newest revision that the time holds for; null where there was none. Refused as <see cref="RevisionsAsync"/> is.</summary>
    Task<Result<LayerRevision?>> RevisionAtAsync(string layerCode, RevisionTime time, CancellationToken ct);
}
