using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Guotu.Geo.Snapshots;

/// <summary>Serialises blocks: little-endian integers, UTF-8 and figures in stored form, nothing else. The layout is docs/formats/snapshot.md.</summary>
internal sealed class SnapshotBlockWriter
{
    /// <summary>Numbers a vertex has. Three is reserved for figures with heights.</summary>
    public const int Dimensions = 2;

    private readonly ArrayBufferWriter<byte> _output = new();

    public ReadOnlyMemory<byte> Description(SnapshotDescription description, int features, int blocks)
    {
        Text(description.Layer);
        Long(description.Revision);
        Int(description.Zone.Epsg);
        Int(Dimensions);
        Int(features);
        Int(blocks);
        Int(description.Columns.Count);
        foreach (var column in description.Columns)
        {
            Text(column);
        }

        return Take();
    }

    public ReadOnlyMemory<byte> Features(IReadOnlyList<StoredFeature> features, int columns)
    {
        Int(features.Count);
        foreach (var feature in features)
        {
            Long(feature.Id);
            Int(feature.Figure.Length);
            _output.Write(feature.Figure);
        }

        for (var column = 0; column < columns; column++)
        {
            Column(features, column);
        }

        return Take();
    }

    /// <summary>The column's own dictionary for this block, in ordinal order, then a code a feature; −1 is null.</summary>
    private void Column(IReadOnlyList<StoredFeature> features, int column)
    {
        var values = features.Select(f => f.Attributes[column]).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
        Int(values.Length);
        foreach (var value in values)
        {
            Text(value);
        }

        foreach (var feature in features)
        {
            Int(feature.Attributes[column] is { } value ? Array.BinarySearch(values, value, StringComparer.Ordinal) : -1);
        }
    }

    private void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_output.GetSpan(sizeof(int)), value);
        _output.Advance(sizeof(int));
    }

    private void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_output.GetSpan(sizeof(long)), value);
        _output.Advance(sizeof(long));
    }

    private void Text(string value)
    {
        Int(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _output);
    }

    private ReadOnlyMemory<byte> Take()
    {
        var block = _output.WrittenSpan.ToArray();
        _output.Clear();
        return block;
    }
}
