using Guotu.Kernel.Time;

namespace Guotu.Kernel.Ids;

/// <summary>
/// 63-bit ids: 41 bits of milliseconds since 2024-01-01Z, 10 of node (two of them the network zone), 12 of sequence.
/// When the clock goes back the last millisecond is kept, so that ids never repeat and never shrink within a process;
/// across a restart the node lease (<c>db_node</c>) hands out a number only after its former holder's last millisecond.
/// </summary>
public sealed class NodeIdSource : IIdSource
{
    public const int MaxNode = 1023;
    private const long EpochMilliseconds = 1_704_067_200_000;
    private readonly IClock _clock;
    private readonly long _node;
    private readonly object _gate = new();
    private long _last;
    private long _sequence;

    public NodeIdSource(IClock clock, int node, Instant notBefore = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(node);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(node, MaxNode);
        _clock = clock;
        _node = node;
        _last = Math.Max(0, notBefore.UnixMilliseconds - EpochMilliseconds + 1);
    }

    public long Next()
    {
        lock (_gate)
        {
            var now = _clock.Now.UnixMilliseconds - EpochMilliseconds;
            if (now > _last)
            {
                _last = now;
                _sequence = 0;
            }
            else if (++_sequence == 4096)
            {
                _last++;
                _sequence = 0;
            }

            return (_last << 22) | (_node << 12) | _sequence;
        }
    }
}
