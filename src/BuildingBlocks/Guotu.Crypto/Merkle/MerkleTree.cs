namespace Guotu.Crypto.Merkle;

/// <summary>
/// A Merkle tree over SM3 (默克尔树) with the shape of RFC 6962, 2.1: leaf = SM3(00 ‖ data), node = SM3(01 ‖ left ‖ right).
/// A node without a partner at the end of its level is promoted unchanged to the next one; it is never paired with
/// itself, which would let two different lists share a root. The root of no leaves is SM3 of nothing.
/// </summary>
public sealed class MerkleTree
{
    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;

    private readonly IReadOnlyList<Sm3Digest[]> _levels;

    private MerkleTree(IReadOnlyList<Sm3Digest[]> levels) => _levels = levels;

    public long Count => _levels[0].Length;

    public Sm3Digest Root => Count == 0 ? Sm3.Digest([]) : _levels[^1][0];

    /// <param name="leaves">Values of <see cref="Leaf"/>, in their order.</param>
    public static MerkleTree Of(IEnumerable<Sm3Digest> leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        var levels = new List<Sm3Digest[]> { leaves.ToArray() };
        while (levels[^1].Length > 1)
            levels.Add(Above(levels[^1]));

        return new MerkleTree(levels);
    }

    /// <summary>The leaf of one item.</summary>
    public static Sm3Digest Leaf(ReadOnlySpan<byte> data)
    {
        using var hasher = new Sm3Hasher();
        hasher.Append([LeafPrefix]);
        hasher.Append(data);
        return hasher.Finish();
    }

    public static Sm3Digest Node(Sm3Digest left, Sm3Digest right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Sm3.Size)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Sm3.Size)..]);
        return Sm3.Digest(input);
    }

    /// <summary>The neighbours that lead from a leaf to the root, from below.</summary>
    /// <param name="index">Place of the leaf, counted from 0.</param>
    public MerkleProof Prove(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var path = new List<Sm3Digest>();
        var at = index;
        foreach (var level in _levels)
        {
            var neighbour = at ^ 1;
            if (neighbour < level.Length)
                path.Add(level[neighbour]);

            at >>= 1;
        }

        return new MerkleProof(index, Count, path);
    }

    private static Sm3Digest[] Above(Sm3Digest[] level)
    {
        var above = new Sm3Digest[(level.Length + 1) / 2];
        for (var i = 0; i < above.Length; i++)
            above[i] = (2 * i) + 1 < level.Length ? Node(level[2 * i], level[(2 * i) + 1]) : level[2 * i];

        return above;
    }
}
