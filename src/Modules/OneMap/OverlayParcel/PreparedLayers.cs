using Guotu.Crypto;
using Guotu.Geo.Crossings;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.OverlayParcel;

/// <summary>
/// Layers at hand for overlay, by content: what is whole for a caller is the same for everyone. What they have read grows with use, about 30
/// bytes a vertex; beyond a count of vertices, or of layers, the least used are let go.
/// </summary>
internal sealed class PreparedLayers
{
    private const long MostVertices = 20_000_000;
    private const int MostLayers = 96;
    private readonly Dictionary<Sm3Digest, LinkedListNode<(Sm3Digest Digest, AreaLayer Layer)>> _kept = [];
    private readonly LinkedList<(Sm3Digest Digest, AreaLayer Layer)> _recent = new();

    public AreaLayer Of(ISeenLayer layer)
    {
        var digest = layer.Revision.ContentDigest;
        lock (_kept)
        {
            if (_kept.Remove(digest, out var node))
            {
                _recent.Remove(node);
            }

            var ready = node is { } known && known.Value.Layer.VertexCount <= MostVertices ? known.Value.Layer : layer.ForOverlay();
            MakeRoom();
            _kept[digest] = _recent.AddFirst((digest, ready));
            return ready;
        }
    }

    /// <summary>Who still computes with a layer keeps it until he is done.</summary>
    private void MakeRoom()
    {
        var vertices = _recent.Sum(l => l.Layer.VertexCount);
        while (_recent.Last is { } last && (vertices > MostVertices || _recent.Count >= MostLayers))
        {
            vertices -= last.Value.Layer.VertexCount;
            _recent.RemoveLast();
            _kept.Remove(last.Value.Digest);
        }
    }
}
