using Guotu.Geo.Areas;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Tests;

/// <summary>Parts of a recorded area add up to it, to the last unit.</summary>
public sealed class AreaSharesTests
{
    [Fact]
    public void A_unit_that_is_left_over_goes_to_the_largest_remainder()
    {
        // Thirds of 10 units: 3 1/3 each; the first of equal parts takes the unit.
        Assert.Equal([4, 3, 3], AreaShares.Of(new LegalArea(10), [20_000, 20_000, 20_000]).Select(a => a.TenThousandths));
        Assert.Equal([1, 9], AreaShares.Of(new LegalArea(10), [1, 9]).Select(a => a.TenThousandths));
        Assert.Equal([0, 10, 0], AreaShares.Of(new LegalArea(10), [0, 5, -3]).Select(a => a.TenThousandths));
        Assert.Equal([0, 0], AreaShares.Of(new LegalArea(10), [0, 0]).Select(a => a.TenThousandths));
    }

    [Fact]
    public void Parts_that_make_up_the_total_keep_their_own_value_within_a_unit()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var parts = Enumerable.Range(0, random.Next(1, 40)).Select(_ => (Int128)random.NextInt64(0, 2_000_000_000_000)).ToArray();
            var total = new LegalArea((long)((parts.Aggregate((Int128)0, (s, p) => s + p) + 10_000) / 20_000));
            var shares = AreaShares.Of(total, parts);
            Assert.Equal(total.TenThousandths, shares.Sum(s => s.TenThousandths));
            Assert.All(shares.Zip(parts), s => Assert.InRange(Math.Abs(s.First.TenThousandths - ((double)s.Second / 20_000)), 0, 1.001));
        }
    }
}
