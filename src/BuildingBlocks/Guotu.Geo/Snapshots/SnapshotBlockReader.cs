using System.Buffers.Binary;
using System.Text;
using Guotu.Geo.Crs;

namespace Guotu.Geo.Snapshots;

/// <summary>What the first block holds.</summary>
internal sealed record SnapshotHead(SnapshotDescription Description, int FeatureCount, int BlockCount);

/// <summary>
/// Reads the first and the last block, whose digests have been checked. Any figure in it that can not be throws <see cref="InvalidDataException"/>,
/// which the file answers as a damaged snapshot.
/// </summary>
internal ref struct SnapshotBlockReader(ReadOnlySpan<byte> block)
{
    private ReadOnlySpan<byte> _rest = block;

    public SnapshotHead Description()
    {
        var (layer, revision, epsg, dimensions) = (Text(), Long(), Int(), Int());
        var (features, blocks) = (Int(), Int());
        var columns = new string[Count()];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Text();
        }

        var zone = GaussKrugerZone.FromEpsg(epsg) ?? throw new InvalidDataException($"EPSG {epsg}");
        return dimensions == SnapshotBlockWriter.Dimensions && _rest.IsEmpty
            ? new SnapshotHead(new SnapshotDescription(layer, revision, zone, columns), features, blocks)
            : throw new InvalidDataException($"{dimensions} numbers a vertex");
    }

    public SnapshotDirectory Directory() => SnapshotDirectory.Read(_rest);

    private string Text() => Encoding.UTF8.GetString(Bytes(Count()));

    /// <summary>A count can not exceed the bytes that are left: a wrong one must not reserve memory.</summary>
    private int Count() => Int() is var count && count >= 0 && count <= _rest.Length ? count : throw new InvalidDataException("count");

    private int Int() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(sizeof(int)));

    private long Long() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(sizeof(long)));

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _rest.Length)
        {
            throw new InvalidDataException("block too short");
        }

        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }
}
