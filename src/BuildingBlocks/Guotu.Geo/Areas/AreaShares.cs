using Guotu.Kernel.Figures;

namespace Guotu.Geo.Areas;

/// <summary>
/// Shares a recorded area out among exact parts in whole 0.0001 m², so that the parts add up to it to the last unit (分项之和等于总数). No part is
/// off by a whole unit from its own value where the parts make up the total.
/// </summary>
public static class AreaShares
{
    /// <param name="total">Not negative.</param>
    /// <param name="weights">Exact areas of the parts in any one unit, below 2⁶³; negative ones count as none.</param>
    /// <returns>Shares in the order of the weights; all zero where no weight is positive.</returns>
    public static IReadOnlyList<LegalArea> Of(LegalArea total, IReadOnlyList<Int128> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfLessThan(total.TenThousandths, 0, nameof(total));
        var whole = weights.Select(w => checked((long)Int128.Max(w, 0))).ToArray();
        return Array.TrueForAll(whole, w => w == 0)
            ? [.. whole.Select(_ => LegalArea.Zero)]
            : [.. LargestRemainders.Share(total.TenThousandths, whole).Select(s => new LegalArea(s))];
    }
}
