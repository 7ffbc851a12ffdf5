using System.Buffers.Binary;
using System.Text;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Snapshots;

/// <summary>
/// A block of features whose digest has been checked, gone through once, so that any feature of it is read by itself. What can not be throws
/// <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class SnapshotBlock
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int[] _features;
    private readonly Column[] _columns;

    public SnapshotBlock(ReadOnlyMemory<byte> bytes, int columns)
    {
        _bytes = bytes;
        var reader = new Scan(bytes.Span);
        _features = new int[reader.Count()];
        for (var i = 0; i < _features.Length; i++)
        {
            _features[i] = reader.At;
            reader.Pass(sizeof(long));
            reader.Pass(reader.Count());
        }

        _columns = new Column[columns];
        for (var i = 0; i < columns; i++)
        {
            var texts = new int[reader.Count()];
            for (var t = 0; t < texts.Length; t++)
            {
                texts[t] = reader.At;
                reader.Pass(reader.Count());
            }

            _columns[i] = new Column(texts, reader.PassCodes(_features.Length, texts.Length), new string?[texts.Length]);
        }

        if (reader.At != bytes.Length)
        {
            throw new InvalidDataException("block too long");
        }
    }

    public int Count => _features.Length;

    public int Length => _bytes.Length;

    /// <exception cref="InvalidDataException">Its figure is none.</exception>
    public SnapshotFeature Read(int index)
    {
        if (!FigureCodec.TryDecode(FigureOf(index), out var figure))
        {
            throw new InvalidDataException("no figure");
        }

        var values = new string?[_columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ValueOf(index, i);
        }

        return new SnapshotFeature(IdOf(index), figure, values);
    }

    public long IdOf(int index) => BinaryPrimitives.ReadInt64LittleEndian(_bytes.Span[_features[index]..]);

    /// <summary>The stored figure, unread.</summary>
    public ReadOnlySpan<byte> FigureOf(int index) => Part(_bytes.Span, _features[index] + sizeof(long));

    public string? ValueOf(int index, int place)
    {
        var bytes = _bytes.Span;
        var column = _columns[place];
        var code = BinaryPrimitives.ReadInt32LittleEndian(bytes[(column.Codes + (index * sizeof(int)))..]);
        return code < 0 ? null : column.Known[code] ??= Encoding.UTF8.GetString(Part(bytes, column.Texts[code]));
    }

    /// <summary>Bytes after their count.</summary>
    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> bytes, int at) => bytes.Slice(at + sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]));

    /// <summary>Places of a column's texts and codes, and the texts that were read before.</summary>
    private sealed record Column(int[] Texts, int Codes, string?[] Known);

    /// <summary>Goes through the block and refuses what does not fit into it.</summary>
    private ref struct Scan(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _all = bytes;

        public int At { get; private set; }

        /// <summary>A count can not exceed the bytes that are left: a wrong one must not reserve memory.</summary>
        public int Count() => Int() is var count && count >= 0 && count <= _all.Length - At ? count : throw new InvalidDataException("count");

        public void Pass(int length) => At = length <= _all.Length - At ? At + length : throw new InvalidDataException("block too short");

        /// <summary>Where the codes begin.</summary>
        public int PassCodes(int features, int texts)
        {
            var start = At;
            for (var i = 0; i < features; i++)
            {
                if (Int() >= texts)
                {
                    throw new InvalidDataException("code");
                }
            }

            return start;
        }

        private int Int()
        {
            var start = At;
            Pass(sizeof(int));
            return BinaryPrimitives.ReadInt32LittleEndian(_all[start..]);
        }
    }
}

/// <summary>The features of a block that were asked for, each held against the directory when it is read first.</summary>
internal sealed class ReadFeatures(SnapshotBlock block, SnapshotDirectory directory, int start)
{
    private readonly SnapshotFeature?[] _read = new SnapshotFeature?[block.Count];

    public int Count => block.Count;

    /// <summary>The same object for as long as the block is kept: what is known of a feature is kept with it.</summary>
    /// <exception cref="InvalidDataException">It is not the one that the directory says.</exception>
    public SnapshotFeature this[int index] =>
        _read[index] ?? (Interlocked.CompareExchange(ref _read[index], Read(index), null) ?? _read[index]!);

    private SnapshotFeature Read(int index)
    {
        var feature = block.Read(index);
        return feature.Id == directory.Ids[start + index] && feature.Shape.Envelope == directory.Boxes[start + index]
            ? feature
            : throw new InvalidDataException("not the feature of the directory");
    }
}
