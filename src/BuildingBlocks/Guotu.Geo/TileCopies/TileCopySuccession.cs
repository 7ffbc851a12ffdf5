using Guotu.Geo.Snapshots;

namespace Guotu.Geo.TileCopies;

/// <summary>Which clusters of an earlier copy do not hold any more, and what they hold now (副本续接).</summary>
internal sealed class TileCopySuccession(TileCopyBuilder builder, Snapshot snapshot, TileCopy before)
{
    private readonly bool[] _kept = new bool[snapshot.Count];
    private readonly bool[] _placed = new bool[snapshot.Count];
    private readonly ClusterEntry[] _clusters = before.File.Clusters;

    /// <summary>By cluster: null where it stays, otherwise the positions that it holds now. Null where the whole copy is better made anew.</summary>
    public IReadOnlyList<int>?[]? Changes(CancellationToken cancellation)
    {
        MarkKept();
        var (changed, staying) = (new List<int>?[_clusters.Length], new int[_clusters.Length][]);
        try
        {
            for (var cluster = 0; cluster < _clusters.Length; cluster++)
            {
                cancellation.ThrowIfCancellationRequested();
                staying[cluster] = StayingIn(cluster);
                if (staying[cluster].Length < _clusters[cluster].Count)
                {
                    changed[cluster] = [.. staying[cluster]];
                }
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            // A damaged copy is no ground to build on.
            return null;
        }

        for (var position = 0; position < snapshot.Count; position++)
        {
            if (_placed[position])
            {
                continue;
            }

            var cluster = ClusterOf(builder.KeyAt(position));
            (changed[cluster] ??= [.. staying[cluster]]).Add(position);
        }

        return 2 * changed.Count(c => c is not null) > _clusters.Length ? null : changed;
    }

    /// <summary>Features of blocks that the snapshot before had with the same digest are the same.</summary>
    private void MarkKept()
    {
        var (old, directory) = (before.File.Head.Blocks.ToHashSet(), snapshot.Directory);
        for (var block = 0; block < snapshot.BlockCount; block++)
        {
            if (old.Contains(snapshot.DigestOf(block)))
            {
                Array.Fill(_kept, true, directory.StartOf(block), directory.EndOf(block) - directory.StartOf(block));
            }
        }
    }

    private int[] StayingIn(int cluster)
    {
        var staying = new List<int>();
        var ids = before.TextsOf(cluster).Ids;
        for (var place = 0; place < ids.Length; place++)
        {
            var position = Array.BinarySearch(snapshot.Directory.Ids, ids[place]);
            if (position >= 0 && !_placed[position] && (_kept[position] || IsSame(position, cluster, place)))
            {
                _placed[position] = true;
                staying.Add(position);
            }
        }

        return [.. staying];
    }

    /// <summary>Whether a feature of a block that changed did not.</summary>
    private bool IsSame(int position, int cluster, int place)
    {
        var now = builder.FeatureAt(position);
        var (texts, fine) = (before.TextsOf(cluster), before.LevelOf(cluster, before.File.Head.Levels.Count - 1));
        for (var field = 0; field < now.Texts.Length; field++)
        {
            var then = texts.CodeOf(field, place) is >= 0 and var code ? System.Text.Encoding.UTF8.GetString(texts.Text(code)) : null;
            if (then != now.Texts[field])
            {
                return false;
            }
        }

        var commands = new TileBuffer();
        var first = FigureCommands.Write(commands, now.Fine);
        for (var figure = 0; figure < fine.Count; figure++)
        {
            if (fine.PlaceOf(figure) == place)
            {
                return fine.Heads[figure].First == first && fine.Commands(figure).SequenceEqual(commands.Written);
            }
        }

        return now.Fine.Count == 0;
    }

    /// <summary>The cluster in whose stretch of the curve a key lies.</summary>
    private int ClusterOf(ulong key)
    {
        var (low, high) = (0, _clusters.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _clusters[middle].FirstKey <= key ? (middle + 1, high) : (low, middle);
        }

        return Math.Max(0, low - 1);
    }
}
