namespace Guotu.Geo.Snapshots;

/// <summary>The decoded blocks used last, bounded in count.</summary>
internal sealed class BlockCache(int capacity)
{
    private readonly Dictionary<int, LinkedListNode<(int Block, SnapshotFeature[] Features)>> _nodes = [];
    private readonly LinkedList<(int Block, SnapshotFeature[] Features)> _recent = new();
    private readonly object _gate = new();

    public SnapshotFeature[]? Find(int block)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(block, out var node))
            {
                return null;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Features;
        }
    }

    public void Keep(int block, SnapshotFeature[] features)
    {
        lock (_gate)
        {
            if (_nodes.ContainsKey(block))
            {
                return;
            }

            _nodes[block] = _recent.AddFirst((block, features));
            if (_nodes.Count > capacity)
            {
                _nodes.Remove(_recent.Last!.Value.Block);
                _recent.RemoveLast();
            }
        }
    }
}
