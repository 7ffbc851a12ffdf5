namespace Guotu.Geo.Snapshots;

/// <summary>
/// Where a block of features ends (分块): after a feature whose id says so, on the average every 256th, at the latest after 1,024. Ids decide, not
/// counts, so that a feature that comes or goes moves the borders of its own block only and the others keep their digests.
/// </summary>
internal static class BlockCut
{
    /// <summary>Most features of a block.</summary>
    public const int Most = 1024;

    private const ulong Mask = 0xFF;

    public static bool IsAfter(long id, int inBlock) => inBlock >= Most || (Mixed((ulong)id) & Mask) == 0;

    /// <summary>The finaliser of SplitMix64: every bit of the id moves every bit of the result.</summary>
    private static ulong Mixed(ulong id)
    {
        var z = id + 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
