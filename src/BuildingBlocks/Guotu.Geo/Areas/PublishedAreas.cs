using Guotu.Kernel.Figures;

namespace Guotu.Geo.Areas;

/// <summary>Units in which areas are published (发布单位).</summary>
public enum AreaUnit
{
    /// <summary>平方米: two decimals.</summary>
    SquareMetre,

    /// <summary>公顷: four decimals.</summary>
    Hectare,

    /// <summary>亩, 2000/3 m²: two or four decimals.</summary>
    Mu,
}

/// <summary>
/// Areas as a table prints them: each rounded so that the column adds up to its total as printed, by largest remainders. No figure is
/// off by a whole last decimal from its own value. Recorded areas stay as they are.
/// </summary>
public static class PublishedAreas
{
    /// <param name="decimals">0 to 4.</param>
    /// <returns>Figures in the order of the areas, and their total rounded half away from zero.</returns>
    public static (IReadOnlyList<decimal> Parts, decimal Total) Of(IReadOnlyList<LegalArea> areas, AreaUnit unit, int decimals)
    {
        ArgumentNullException.ThrowIfNull(areas);
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 4);
        if (areas.FirstOrDefault(a => a < LegalArea.Zero) is { TenThousandths: < 0 } negative)
        {
            throw new ArgumentOutOfRangeException(nameof(areas), negative, "Areas are not negative");
        }

        var (step, divisor) = Step(unit, decimals);
        var total = areas.Aggregate((Int128)0, (sum, a) => sum + a.TenThousandths);
        var printed = (long)(((2 * total * divisor) + step) / (2 * step));
        var power = PowerOfTen(decimals);
        if (total == 0)
        {
            return ([.. areas.Select(_ => 0m)], 0m);
        }

        var shares = Rounded(areas, (step, divisor), printed);
        return ([.. shares.Select(s => s / power)], printed / power);
    }

    /// <summary>Each down to a whole step, then the steps that the total has more to the largest remainders.</summary>
    private static long[] Rounded(IReadOnlyList<LegalArea> areas, (Int128 Step, Int128 Divisor) of, long printed)
    {
        var parts = areas.Select(a => Int128.DivRem(a.TenThousandths * of.Divisor, of.Step)).ToArray();
        var shares = parts.Select(p => (long)p.Quotient).ToArray();
        foreach (var i in Enumerable.Range(0, areas.Count).OrderByDescending(i => parts[i].Remainder).ThenByDescending(i => areas[i]).ThenBy(i => i).Take((int)(printed - shares.Sum())))
        {
            shares[i]++;
        }

        return shares;
    }

    /// <summary>One last decimal in 0.0001 m², as a fraction.</summary>
    private static (Int128 Step, Int128 Divisor) Step(AreaUnit unit, int decimals) => unit switch
    {
        AreaUnit.SquareMetre => (10_000 / (Int128)PowerOfTen(decimals), 1),
        AreaUnit.Hectare => (100_000_000 / (Int128)PowerOfTen(decimals), 1),
        AreaUnit.Mu => (20_000_000 / (Int128)PowerOfTen(decimals), 3),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
