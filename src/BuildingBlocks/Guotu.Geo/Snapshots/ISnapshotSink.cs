using Guotu.Crypto;
using Guotu.Crypto.Merkle;

namespace Guotu.Geo.Snapshots;

/// <summary>Where the blocks of a snapshot go while it is made (写出去向): a file, memory, or nowhere when only the name is asked for.</summary>
public interface ISnapshotSink
{
    /// <summary>Takes a block; answers the digest of its leaf.</summary>
    Sm3Digest Put(ReadOnlyMemory<byte> block);

    /// <summary>Takes a block that an earlier snapshot has under this digest.</summary>
    void Reuse(Snapshot before, int block, Sm3Digest digest);

    /// <summary>The last two blocks: the description, which is the first of the list, and the directory, which is the last.</summary>
    (Sm3Digest Description, Sm3Digest Directory) End(ReadOnlyMemory<byte> description, ReadOnlyMemory<byte> directory);
}

/// <summary>Keeps nothing.</summary>
public sealed class NameOnlySink : ISnapshotSink
{
    public Sm3Digest Put(ReadOnlyMemory<byte> block) => MerkleTree.Leaf(block.Span);

    public void Reuse(Snapshot before, int block, Sm3Digest digest)
    {
    }

    public (Sm3Digest Description, Sm3Digest Directory) End(ReadOnlyMemory<byte> description, ReadOnlyMemory<byte> directory) =>
        (MerkleTree.Leaf(description.Span), MerkleTree.Leaf(directory.Span));
}

/// <summary>Keeps the blocks in memory, in order of the list.</summary>
internal sealed class MemorySink : ISnapshotSink
{
    private readonly List<ReadOnlyMemory<byte>> _blocks = [];

    public IReadOnlyList<ReadOnlyMemory<byte>> Blocks => _blocks;

    public Sm3Digest Put(ReadOnlyMemory<byte> block)
    {
        _blocks.Add(block);
        return MerkleTree.Leaf(block.Span);
    }

    public void Reuse(Snapshot before, int block, Sm3Digest digest) => throw new NotSupportedException("Content in memory is made whole");

    public (Sm3Digest Description, Sm3Digest Directory) End(ReadOnlyMemory<byte> description, ReadOnlyMemory<byte> directory)
    {
        _blocks.Insert(0, description);
        _blocks.Add(directory);
        return (MerkleTree.Leaf(description.Span), MerkleTree.Leaf(directory.Span));
    }
}
