using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Areas;

/// <summary>One part of a control area as measured.</summary>
public sealed record AreaPart(long Id, LegalArea Measured);

/// <summary>One part after adjustment.</summary>
public sealed record AdjustedPart(long Id, LegalArea Measured, LegalArea Adjusted)
{
    /// <summary>改正数.</summary>
    public LegalArea Correction => Adjusted - Measured;
}

/// <summary>
/// What an adjustment goes by, as data. How far parts may be from their control area differs by survey and scale: it is stated with every
/// adjustment and never taken for granted.
/// </summary>
/// <param name="LimitPerMillion">Greatest closure error (闭合差) as a share of the control area.</param>
/// <param name="LimitAtLeast">What is allowed however small the control area is.</param>
/// <param name="UnitTenThousandths">What adjusted areas are whole multiples of, in 0.0001 m²: 100 for the two decimals of a database, 1 for all.</param>
public sealed record AdjustmentRule(int LimitPerMillion, LegalArea LimitAtLeast, int UnitTenThousandths)
{
    /// <summary>The limit for a control area, rounded down.</summary>
    public LegalArea LimitFor(LegalArea control)
    {
        var share = new LegalArea((long)((Int128)control.TenThousandths * LimitPerMillion / 1_000_000));
        return share > LimitAtLeast ? share : LimitAtLeast;
    }
}

/// <summary>An adjustment made.</summary>
/// <param name="Closure">Sum of the parts as measured less the control area (闭合差).</param>
/// <param name="Parts">In order of ids.</param>
public sealed record AdjustedAreas(LegalArea Control, LegalArea Closure, LegalArea Limit, IReadOnlyList<AdjustedPart> Parts);

/// <summary>
/// Area adjustment (面积平差): the difference between the parts and their control area is shared out in proportion to the parts' areas
/// (按面积比例配赋), so that they sum to it exactly, to the last unit. What the unit leaves over goes to the largest remainders; among equal ones
/// to the larger part, then the lesser id: the same on every machine and in any order of the parts.
/// </summary>
public static class AreaAdjustment
{
    /// <param name="unit">Whose area it is, named in refusals, such as 村.</param>
    /// <returns>Refused with GEO-0069 where the closure error is above the limit, GEO-0070 where there is nothing to adjust by.</returns>
    public static Result<AdjustedAreas> Adjust(string unit, LegalArea control, IReadOnlyList<AreaPart> parts, AdjustmentRule rule)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfLessThan(rule.UnitTenThousandths, 1);
        if (Fault(control, parts, rule) is { } fault)
        {
            return new Error(GeoErrors.AdjustmentUnusable, ("unit", unit), ("reason", fault));
        }

        var ordered = parts.OrderBy(p => p.Id).ToArray();
        var closure = ordered.Aggregate(LegalArea.Zero, (sum, p) => sum + p.Measured) - control;
        var limit = rule.LimitFor(control);
        if (Math.Abs(closure.TenThousandths) > limit.TenThousandths)
        {
            return new Error(GeoErrors.ClosureExceedsLimit, ("unit", unit), ("difference", closure.ToString()), ("limit", limit.ToString()));
        }

        var shares = LargestRemainders.Share(control.TenThousandths / rule.UnitTenThousandths, [.. ordered.Select(p => p.Measured.TenThousandths)]);
        return new AdjustedAreas(control, closure, limit, [.. ordered.Select((p, i) => new AdjustedPart(p.Id, p.Measured, new LegalArea(shares[i] * rule.UnitTenThousandths)))]);
    }

    private static string? Fault(LegalArea control, IReadOnlyList<AreaPart> parts, AdjustmentRule rule) =>
        control <= LegalArea.Zero ? "控制面积不大于零"
        : control.TenThousandths % rule.UnitTenThousandths != 0 ? "控制面积没有取到平差的最小单位"
        : parts.Count == 0 ? "没有组成部分"
        : parts.Any(p => p.Measured < LegalArea.Zero) ? "有部分的面积是负数"
        : parts.All(p => p.Measured == LegalArea.Zero) ? "各部分的面积都是零"
        : parts.Select(p => p.Id).Distinct().Count() != parts.Count ? "同一部分出现了两次"
        : null;
}
