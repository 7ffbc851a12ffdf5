namespace Guotu.Rendering.Output.Packing;

/// <summary>A prefix code for symbols by how often they stand, of bounded length, in the canonical form of RFC 1951.</summary>
internal sealed class HuffmanCode
{
    private readonly ushort[] _bits;

    /// <param name="counts">By symbol; 0 for one that does not stand.</param>
    /// <param name="longest">Bits that a code may have.</param>
    public HuffmanCode(ReadOnlySpan<int> counts, int longest)
    {
        Lengths = new byte[counts.Length];
        var weights = counts.ToArray();
        while (!TryLengths(weights, Lengths, longest))
        {
            // Flatter weights make a flatter tree.
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = weights[i] == 0 ? 0 : (weights[i] >> 2) + 1;
            }
        }

        _bits = Assigned(Lengths, longest);
    }

    /// <summary>Bits of each symbol's code; 0 for none.</summary>
    public byte[] Lengths { get; }

    public void Write(BitWriter bits, int symbol) => bits.Write(_bits[symbol], Lengths[symbol]);

    private static bool TryLengths(int[] weights, byte[] lengths, int longest)
    {
        Array.Clear(lengths);
        var symbols = Enumerable.Range(0, weights.Length).Where(s => weights[s] > 0).OrderBy(s => weights[s]).ThenBy(s => s).ToArray();
        if (symbols.Length < 2)
        {
            // A code of one symbol still has a bit.
            lengths[symbols.Length == 1 ? symbols[0] : 0] = 1;
            return true;
        }

        var parents = Parents([.. symbols.Select(s => (long)weights[s])]);
        var depths = new int[parents.Length];
        for (var node = parents.Length - 2; node >= 0; node--)
        {
            depths[node] = depths[parents[node]] + 1;
            if (node < symbols.Length)
            {
                if (depths[node] > longest)
                {
                    return false;
                }

                lengths[symbols[node]] = (byte)depths[node];
            }
        }

        return true;
    }

    /// <summary>Parent of each node, the leaves first in rising weight, the root last: two queues, as the sums rise too.</summary>
    private static int[] Parents(long[] leaves)
    {
        var count = leaves.Length;
        var (sums, parents) = (new long[(2 * count) - 1], new int[(2 * count) - 1]);
        leaves.CopyTo(sums, 0);
        var (leaf, inner) = (0, count);
        for (var node = count; node < sums.Length; node++)
        {
            for (var child = 0; child < 2; child++)
            {
                var taken = leaf < count && (inner >= node || sums[leaf] <= sums[inner]) ? leaf++ : inner++;
                (parents[taken], sums[node]) = (node, sums[node] + sums[taken]);
            }
        }

        return parents;
    }

    private static ushort[] Assigned(byte[] lengths, int longest)
    {
        var (next, code) = (new int[longest + 2], 0);
        for (var length = 1; length <= longest; length++)
        {
            code = (code + (length == 1 ? 0 : lengths.Count(l => l == length - 1))) << 1;
            next[length] = code;
        }

        var bits = new ushort[lengths.Length];
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] > 0)
            {
                bits[symbol] = Reversed(next[lengths[symbol]]++, lengths[symbol]);
            }
        }

        return bits;
    }

    /// <summary>Codes go out from their first bit on, numbers from their last.</summary>
    private static ushort Reversed(int code, int length)
    {
        var turned = 0;
        for (var i = 0; i < length; i++)
        {
            turned |= ((code >> i) & 1) << (length - 1 - i);
        }

        return (ushort)turned;
    }
}

/// <summary>Bits into bytes, the least first.</summary>
internal sealed class BitWriter
{
    private byte[] _bytes = new byte[1 << 14];
    private ulong _held;
    private int _heldBits;
    private int _length;

    /// <param name="value">Without bits beyond <paramref name="count"/>.</param>
    /// <param name="count">0 to 16.</param>
    public void Write(uint value, int count)
    {
        _held |= (ulong)value << _heldBits;
        _heldBits += count;
        if (_heldBits >= 48)
        {
            Put(6);
        }
    }

    /// <summary>Fills the last byte with nought.</summary>
    public void Align()
    {
        var whole = (_heldBits + 7) / 8;
        _heldBits = 8 * whole;
        Put(whole);
    }

    public byte[] ToArray() => _bytes[.._length];

    /// <summary>Begins anew in the same room.</summary>
    public void Clear() => (_length, _held, _heldBits) = (0, 0, 0);

    private void Put(int bytes)
    {
        if (_length + sizeof(ulong) > _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_length), _held);
        _length += bytes;
        _held >>= 8 * bytes;
        _heldBits -= 8 * bytes;
    }
}
