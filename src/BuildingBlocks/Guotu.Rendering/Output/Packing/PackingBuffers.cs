using System.Collections.Concurrent;

namespace Guotu.Rendering.Output.Packing;

/// <summary>
/// Room for the rows of a part and what they are packed to, used again: as many are kept as parts are packed at once. The runtime's shared pool keeps
/// some for every thread that ever packed.
/// </summary>
internal sealed class PackingBuffers
{
    /// <summary>Bytes of rows beyond which room is not kept: parts of pictures that are seldom asked for.</summary>
    private const int MostKept = 1 << 20;

    private static readonly ConcurrentStack<PackingBuffers> Idle = new();

    /// <summary>Bits of a place in <see cref="Places"/>.</summary>
    public const int PlaceBits = 13;

    /// <summary>Where pixels stood last.</summary>
    public int[] Places { get; } = new int[1 << PlaceBits];

    public byte[] Rows { get; private set; } = [];

    public uint[] Tokens { get; private set; } = [];

    public BitWriter Bits { get; } = new();

    /// <summary>At least so long; what is in them is left from before.</summary>
    public static PackingBuffers Take(int length)
    {
        var taken = Idle.TryPop(out var idle) ? idle : new PackingBuffers();
        if (taken.Rows.Length < length)
        {
            (taken.Rows, taken.Tokens) = (new byte[length], new uint[length]);
        }

        return taken;
    }

    public void GiveBack()
    {
        if (Rows.Length <= MostKept && Idle.Count < 2 * Environment.ProcessorCount)
        {
            Idle.Push(this);
        }
    }
}
