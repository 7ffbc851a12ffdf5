using Guotu.MapPublishing.Filters;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Ogc;

/// <summary>Which features of a layer, and in which order.</summary>
/// <param name="Conditions">All must be true.</param>
/// <param name="Sort">Before the id, which always comes last.</param>
/// <param name="Key">Texts that the conditions and the order were read from: equal keys on equal stamps have equal answers.</param>
internal sealed record FeatureQuery(IReadOnlyList<Condition> Conditions, IReadOnlyList<SortKey> Sort, string Key)
{
    public static readonly FeatureQuery Everything = new([], [], string.Empty);
}

/// <summary>A field to sort by; features without a value come last either way.</summary>
internal sealed record SortKey(LayerField Field, bool Descending);
