namespace Guotu.Geo.Crossings;

/// <summary>
/// Whole areas of the features of a sheet, as they become known (要素面积表): 16 bytes a feature. They are sums along the boundaries in fixed order,
/// so that whoever comes first writes what all others would. Safe for many threads.
/// </summary>
internal sealed class FeatureSums(int count)
{
    private readonly object _making = new();
    private double[]? _corrections;
    private long[] _planes = [];

    /// <summary>Null where nobody asked yet.</summary>
    public BoundarySums? Of(int item)
    {
        if (Volatile.Read(ref _corrections) is not { } corrections)
        {
            return null;
        }

        var correction = Volatile.Read(ref corrections[item]);
        return double.IsNaN(correction) ? null : new BoundarySums(_planes[item], correction);
    }

    public BoundarySums Kept(int item, BoundarySums sums)
    {
        var corrections = Volatile.Read(ref _corrections) ?? Make();
        _planes[item] = sums.DoubledPlane;
        // After the plane area: who sees this sees that.
        Volatile.Write(ref corrections[item], sums.Correction);
        return sums;
    }

    private double[] Make()
    {
        lock (_making)
        {
            if (_corrections is null)
            {
                var corrections = new double[count];
                Array.Fill(corrections, double.NaN);
                _planes = new long[count];
                Volatile.Write(ref _corrections, corrections);
            }

            return _corrections!;
        }
    }
}
