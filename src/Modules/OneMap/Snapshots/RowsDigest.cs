using System.Buffers.Binary;
using System.Text;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.Snapshots;

/// <summary>
/// SM3 Merkle root over blocks of a revision's rows in order of feature ids, exactly as stored (数据行摘要): the quick way to see that no
/// row was removed, added or changed in the database, without decoding any.
/// </summary>
internal sealed class RowsDigest
{
    /// <summary>Rows of a block.</summary>
    public const int BlockRows = 256;

    private readonly List<Sm3Digest> _leaves = [];
    private readonly ArrayBufferBlock _block = new();
    private int _inBlock;

    public int Count { get; private set; }

    public void Add(FeatureRow row)
    {
        _block.Append(row);
        Count++;
        if (++_inBlock == BlockRows)
        {
            CloseBlock();
        }
    }

    public Sm3Digest Finish()
    {
        if (_inBlock > 0)
        {
            CloseBlock();
        }

        return MerkleTree.Of(_leaves).Root;
    }

    private void CloseBlock()
    {
        _leaves.Add(MerkleTree.Leaf(_block.Written));
        _block.Clear();
        _inBlock = 0;
    }

    private sealed class ArrayBufferBlock
    {
        private byte[] _bytes = new byte[1 << 16];
        private int _length;

        public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

        public void Clear() => _length = 0;

        public void Append(FeatureRow row)
        {
            var text = Encoding.UTF8.GetByteCount(row.AttributeJson);
            var free = Room(16 + row.FigureBlob.Length + text);
            BinaryPrimitives.WriteInt64BigEndian(free, row.FeatureId);
            BinaryPrimitives.WriteInt32BigEndian(free[8..], row.FigureBlob.Length);
            BinaryPrimitives.WriteInt32BigEndian(free[12..], text);
            row.FigureBlob.CopyTo(free[16..]);
            Encoding.UTF8.GetBytes(row.AttributeJson, free[(16 + row.FigureBlob.Length)..]);
        }

        private Span<byte> Room(int size)
        {
            if (_length + size > _bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + size));
            }

            var room = _bytes.AsSpan(_length, size);
            _length += size;
            return room;
        }
    }
}
