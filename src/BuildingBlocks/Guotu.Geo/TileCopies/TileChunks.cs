using Guotu.Geo.Snapshots;

namespace Guotu.Geo.TileCopies;

/// <summary>What was read last of all copies, bounded in bytes. Safe for many threads.</summary>
public sealed class TileChunks(long mostBytes)
{
    private readonly BlockCache<(int Copy, int Cluster, int Level), object> _kept = new(mostBytes, WeightOf);
    private int _copies;

    internal int NextCopy() => Interlocked.Increment(ref _copies);

    internal T Get<T>((int Copy, int Cluster, int Level) key, Func<T> read)
        where T : class => (T)(_kept.Find(key) ?? _kept.Keep(key, read()));

    private static long WeightOf(object part) => part switch
    {
        ClusterTexts texts => texts.Weight,
        ClusterLevel level => level.Weight,
        _ => 0,
    };
}
