using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>
/// Takes hold of one revision of a layer for computing (钉住版本). It answers with trusted features or with the reason why
/// it cannot; never with other data, never with an empty list that only means "not read".
/// </summary>
public interface ILayerPins
{
    /// <summary>
    /// Errors, each of which makes a check <c>undetermined</c>: <see cref="LayerErrors.Missing"/>, <see cref="LayerErrors.Stale"/>,
    /// <see cref="LayerErrors.Damaged"/>, <see cref="LayerErrors.Unavailable"/>.
    /// </summary>
    Task<Result<PinnedLayer>> PinAsync(PinRequest request, CancellationToken ct);
}

/// <summary>What is to be pinned.</summary>
/// <param name="LayerCode">Code in the catalogue.</param>
/// <param name="Envelope">Box of the parcels on the county's 0.1 mm grid; features that meet it are verified and given.</param>
/// <param name="OnDate">Legal date by which staleness and declarations are judged; a replay gives the review's own date.</param>
public sealed record PinRequest(string LayerCode, GridEnvelope Envelope, DateOnly OnDate)
{
    /// <summary>The revision to pin; null for the current one. A replay always names it.</summary>
    public int? Revision { get; init; }
}

/// <summary>A trusted revision and its features that meet the envelope asked for.</summary>
/// <param name="Definition">From the catalogue.</param>
/// <param name="Revision">Number, digest, as-of date.</param>
/// <param name="Features">In order of their ids; verified against the database and against the revision's digest.</param>
public sealed record PinnedLayer(LayerDefinition Definition, LayerRevision Revision, IReadOnlyList<LayerFeature> Features)
{
    /// <summary>Whether it holds nothing because a document says so.</summary>
    public bool DeclaredEmpty => Revision.DeclaredEmpty is not null;
}

/// <summary>A feature of a layer (要素).</summary>
/// <param name="FeatureId">Ours, never the BSM of a standard; the same through later revisions.</param>
/// <param name="Figure">On the county's 0.1 mm grid, normalized.</param>
/// <param name="Attributes">By field code; a field without value is absent.</param>
public sealed record LayerFeature(long FeatureId, GridMultiPolygon Figure, IReadOnlyDictionary<string, string> Attributes)
{
    public string? this[string fieldCode] => Attributes.TryGetValue(fieldCode, out var value) ? value : null;
}

/// <summary>Why a layer cannot be trusted: the codes that a pin may answer.</summary>
public static class LayerErrors
{
    /// <summary>缺失: nothing was ever committed, or the revision does not exist.</summary>
    public static readonly ErrorCode Missing = new("MAP-0001");

    /// <summary>过期: older than its catalogue entry allows, or the declaration of emptiness ran out.</summary>
    public static readonly ErrorCode Stale = new("MAP-0002");

    /// <summary>损坏: rows in the database are not those that were committed.</summary>
    public static readonly ErrorCode Damaged = new("MAP-0003");

    /// <summary>不可用: the store gave no answer.</summary>
    public static readonly ErrorCode Unavailable = new("MAP-0004");

    /// <summary>正在准备: the tile will be there in a while; whoever asks is told after how many seconds to ask again.</summary>
    public static readonly ErrorCode TilePreparing = new("MAP-0035");
}
