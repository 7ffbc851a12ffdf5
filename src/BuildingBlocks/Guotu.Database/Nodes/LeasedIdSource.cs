using Guotu.Kernel.Ids;

namespace Guotu.Database.Nodes;

/// <summary>
/// Ids of the leased node number; asking before the lease is there is a bug and throws. None is given out while the process waits for its lease: another may
/// have taken the number.
/// </summary>
public sealed class LeasedIdSource(LeaseStanding standing) : IIdSource
{
    private NodeIdSource? _inner;

    public void Use(NodeIdSource source) => _inner = source;

    public long Next() => standing.IsWaiting
        ? throw new NodeNumberAwaitedException()
        : (_inner ?? throw new InvalidOperationException("No node number is leased yet")).Next();
}
