using System.Globalization;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Snapshots;

/// <summary>The refusal of a revision whose rows are not those that were committed.</summary>
internal static class LayerDamage
{
    public static Error Of(LayerDefinition layer, int revision, string reason) => new(
        LayerErrors.Damaged, ("layer", layer.Name), ("revision", revision.ToString(CultureInfo.InvariantCulture)), ("reason", reason));
}
