using Guotu.Kernel.Ids;

namespace Guotu.Database.Nodes;

/// <summary>Ids of the leased node number; asking before the lease is there is a bug and throws.</summary>
public sealed class LeasedIdSource : IIdSource
{
    private NodeIdSource? _inner;

    public void Use(NodeIdSource source) => _inner = source;

    public long Next() => (_inner ?? throw new InvalidOperationException("No node number is leased yet")).Next();
}
