using Guotu.Crypto;
using Guotu.Geo.Crossings;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.OverlayParcel;

/// <summary>
/// Layers in memory for overlay, by content: what is whole for a caller is the same for everyone. The least used are let go beyond a count of
/// vertices, about 30 bytes each. One layer is read at a time, so that memory has a bound.
/// </summary>
internal sealed class PreparedLayers : IDisposable
{
    private const long MostVertices = 20_000_000;
    private readonly Dictionary<Sm3Digest, LinkedListNode<(Sm3Digest Digest, AreaLayer Layer)>> _kept = [];
    private readonly LinkedList<(Sm3Digest Digest, AreaLayer Layer)> _recent = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private long _vertices;

    public async Task<Result<AreaLayer>> OfAsync(Sm3Digest digest, Func<CancellationToken, Result<AreaLayer>> read, CancellationToken ct)
    {
        if (Find(digest) is { } kept)
        {
            return kept;
        }

        await _reading.WaitAsync(ct);
        try
        {
            if (Find(digest) is { } meanwhile)
            {
                return meanwhile;
            }

            var layer = await Task.Run(() => read(ct), ct);
            if (layer.IsSuccess)
            {
                Keep(digest, layer.Value);
            }

            return layer;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private AreaLayer? Find(Sm3Digest digest)
    {
        lock (_kept)
        {
            if (!_kept.TryGetValue(digest, out var node))
            {
                return null;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Layer;
        }
    }

    private void Keep(Sm3Digest digest, AreaLayer layer)
    {
        lock (_kept)
        {
            _kept[digest] = _recent.AddFirst((digest, layer));
            _vertices += layer.VertexCount;
            while (_vertices > MostVertices && _recent.Count > 1)
            {
                var (oldest, content) = _recent.Last!.Value;
                _recent.RemoveLast();
                _kept.Remove(oldest);
                _vertices -= content.VertexCount;
            }
        }
    }
}
