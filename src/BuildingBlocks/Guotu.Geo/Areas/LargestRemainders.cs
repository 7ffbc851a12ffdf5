namespace Guotu.Geo.Areas;

/// <summary>Shares a whole number out in proportion to weights, in whole numbers that sum to it exactly (最大余数法).</summary>
internal static class LargestRemainders
{
    /// <summary>Shares in the order of the weights, which are not negative and not all zero; among equal remainders the greater weight, then the earlier comes first.</summary>
    public static long[] Share(long total, IReadOnlyList<long> weights)
    {
        var sum = weights.Aggregate((Int128)0, (s, w) => s + w);
        var shares = new long[weights.Count];
        var remainders = new Int128[weights.Count];
        var left = total;
        for (var i = 0; i < weights.Count; i++)
        {
            var (quotient, remainder) = Int128.DivRem((Int128)total * weights[i], sum);
            (shares[i], remainders[i]) = ((long)quotient, remainder);
            left -= shares[i];
        }

        foreach (var i in Enumerable.Range(0, weights.Count).OrderByDescending(i => remainders[i]).ThenByDescending(i => weights[i]).ThenBy(i => i).Take((int)left))
        {
            shares[i]++;
        }

        return shares;
    }
}
