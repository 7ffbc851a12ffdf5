using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Topology;

/// <summary>
/// Undirected edges with what of them is not cancelled (边表): open addressing, an edge leaves as its reverse comes. Small while features come
/// in the order of the map, because it then holds the front alone.
/// </summary>
internal sealed class EdgeTable
{
    private const int Least = 1 << 10;

    /// <summary>Below so many slots memory is not the question: three of four stay free, so that an edge is found where it belongs.</summary>
    private const int Roomy = 1 << 15;

    /// <summary>So many slots are near at hand anyway.</summary>
    private const int SmallTable = 1 << 12;

    private Slot[] _slots = new Slot[Least];
    private int _mask = Least - 1;

    /// <summary>Edges held.</summary>
    public int Count { get; private set; }

    /// <param name="low">The lesser end.</param>
    /// <param name="net">How often from low to high (positive) or back (negative); not 0.</param>
    public void Add(GridPoint low, GridPoint high, int feature, int net)
    {
        var at = Hash(low, high) & _mask;
        while (true)
        {
            ref var slot = ref _slots[at];
            if (slot.Net == 0)
            {
                slot = new Slot { Low = low, High = high, Net = net, Forward = net > 0 ? feature : 0, Backward = net > 0 ? 0 : feature };
                if (++Count * (_slots.Length < Roomy ? 4 : 2) > _slots.Length)
                {
                    Grow();
                }

                return;
            }

            if (slot.Low.East == low.East && slot.Low.North == low.North && slot.High.East == high.East && slot.High.North == high.North)
            {
                Change(ref slot, at, feature, net);
                return;
            }

            at = (at + 1) & _mask;
        }
    }

    /// <summary>
    /// Says that the edges along a line come next: their places are fetched while others are worked on. A table that holds the front of a county is larger than the
    /// fast memory of a core, and every edge lies elsewhere in it.
    /// </summary>
    public unsafe void Expect(GridPoint from, ReadOnlySpan<GridPoint> line)
    {
        if (!Sse.IsSupported || _slots.Length < SmallTable)
        {
            return;
        }

        fixed (Slot* slots = _slots)
        {
            foreach (ref readonly var to in line)
            {
                var forward = from.East < to.East || (from.East == to.East && from.North < to.North);
                Sse.Prefetch0(slots + ((forward ? Hash(from, to) : Hash(to, from)) & _mask));
                from = to;
            }
        }
    }

    /// <summary>What is left, in no order.</summary>
    public void AddTo(List<LooseEdge> loose)
    {
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.Net != 0)
            {
                loose.Add(slot.Net > 0 ? new LooseEdge(slot.Low, slot.High, slot.Forward, slot.Net) : new LooseEdge(slot.High, slot.Low, slot.Backward, -slot.Net));
            }
        }
    }

    private void Change(ref Slot slot, int at, int feature, int net)
    {
        slot.Net += net;
        if (net > 0)
        {
            slot.Forward = feature;
        }
        else
        {
            slot.Backward = feature;
        }

        if (slot.Net == 0)
        {
            Count--;
            Close(at);
        }
    }

    /// <summary>Moves up what was pushed on past a slot that is empty now.</summary>
    private void Close(int hole)
    {
        for (var at = (hole + 1) & _mask; _slots[at].Net != 0; at = (at + 1) & _mask)
        {
            var home = Hash(_slots[at].Low, _slots[at].High) & _mask;
            if (((at - home) & _mask) >= ((at - hole) & _mask))
            {
                _slots[hole] = _slots[at];
                hole = at;
            }
        }

        _slots[hole].Net = 0;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[old.Length * 2];
        _mask = _slots.Length - 1;
        foreach (ref readonly var slot in old.AsSpan())
        {
            if (slot.Net != 0)
            {
                var at = Hash(slot.Low, slot.High) & _mask;
                while (_slots[at].Net != 0)
                {
                    at = (at + 1) & _mask;
                }

                _slots[at] = slot;
            }
        }
    }

    private static int Hash(GridPoint low, GridPoint high)
    {
        var mixed = ((ulong)low.East * 0x9E3779B97F4A7C15UL) ^ ((ulong)low.North * 0xC2B2AE3D27D4EB4FUL) ^ ((ulong)(high.East - low.East) << 24) ^ (ulong)(high.North - low.North);
        return (int)((mixed * 0x9E3779B97F4A7C15UL) >> 33);
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Slot
    {
        public GridPoint Low;
        public GridPoint High;

        /// <summary>0 for an empty slot.</summary>
        public int Net;

        /// <summary>The last feature that has it from low to high.</summary>
        public int Forward;

        /// <summary>The last one that has it from high to low.</summary>
        public int Backward;
    }
}
