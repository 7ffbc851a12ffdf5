namespace Guotu.Geo.Snapshots;

/// <summary>What was used last of the blocks, bounded in weight.</summary>
internal sealed class BlockCache<TKey, T>(long most, Func<T, long> weight)
    where TKey : notnull
    where T : class
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Block, T Kept)>> _nodes = [];
    private readonly LinkedList<(TKey Block, T Kept)> _recent = new();
    private readonly object _gate = new();
    private long _weight;

    public T? Find(TKey block)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(block, out var node))
            {
                return null;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Kept;
        }
    }

    /// <summary>Keeps it, unless somebody else did in the meantime, whose one is answered.</summary>
    public T Keep(TKey block, T kept)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(block, out var other))
            {
                return other.Value.Kept;
            }

            _nodes[block] = _recent.AddFirst((block, kept));
            _weight += weight(kept);
            while (_weight > most && _nodes.Count > 1)
            {
                _nodes.Remove(_recent.Last!.Value.Block);
                _weight -= weight(_recent.Last.Value.Kept);
                _recent.RemoveLast();
            }

            return kept;
        }
    }
}
