namespace Guotu.Crypto.Merkle;

/// <summary>Proof that a leaf is in a tree (包含证明, RFC 9162, 2.1.3).</summary>
/// <param name="Index">Place of the leaf, counted from 0.</param>
/// <param name="Count">Leaves of the tree: without it a proof could be read against a tree of another shape.</param>
/// <param name="Path">Neighbours from below.</param>
public sealed record MerkleProof(long Index, long Count, IReadOnlyList<Sm3Digest> Path)
{
    /// <summary>True when exactly this path leads from the leaf at this place to the root.</summary>
    public bool Proves(Sm3Digest leaf, Sm3Digest root)
    {
        if (Index < 0 || Index >= Count)
            return false;

        var digest = leaf;
        var used = 0;
        var at = Index;
        for (var last = Count - 1; last > 0; last >>= 1, at >>= 1)
        {
            if ((at ^ 1) > last)
                continue;

            if (used == Path.Count)
                return false;

            var neighbour = Path[used++];
            digest = (at & 1) == 1 ? MerkleTree.Node(neighbour, digest) : MerkleTree.Node(digest, neighbour);
        }

        return used == Path.Count && digest == root;
    }
}
