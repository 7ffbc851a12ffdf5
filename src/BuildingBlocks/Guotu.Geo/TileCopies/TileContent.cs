using System.Buffers.Text;
using System.Text;
using Guotu.Geo.Tiles;

namespace Guotu.Geo.TileCopies;

/// <summary>The bytes of one layer of one tile while it grows; used again for other tiles.</summary>
internal sealed class TileContent
{
    private const int Name = 10, Feature = 18, Key = 26, Value = 34, Extent = 40, Version = 120, Layer = 26;
    private const int Id = 8, Tags = 18, Type = 24, Geometry = 34, Text = 10;
    private const int LongestId = 20;

    private readonly TileBuffer _features = new(), _values = new(), _tags = new(), _keys = new(), _head = new();
    private readonly TextTable _texts = new();
    private int _valueCount, _keyCount;
    private int[] _keyOf = [];
    private IReadOnlyList<string> _fields = [];

    public void Begin(IReadOnlyList<string> fields)
    {
        _fields = fields;
        _keyOf = new int[fields.Count];
        Array.Fill(_keyOf, -1);
        (_valueCount, _keyCount) = (0, 0);
        _features.Clear();
        _values.Clear();
        _keys.Clear();
        _texts.Clear();
    }

    /// <summary>Adds a feature.</summary>
    /// <param name="values">What is shown of it.</param>
    /// <param name="first">Vertex of the first move, in units of the tile.</param>
    /// <param name="commands">The rest of its drawing commands.</param>
    public void Add(FeatureValues values, TilePoint first, ReadOnlySpan<byte> commands)
    {
        _tags.Clear();
        Tag(IdKey(), IdValue(values.Id));
        for (var field = 0; field < _fields.Count; field++)
        {
            if ((values.Mask & (1 << field)) != 0 && values.Cluster.CodeOf(values.Columns[field], values.Place) is >= 0 and var code)
            {
                Tag(KeyOf(field), ValueOf(values, code));
            }
        }

        var (x, y) = (FigureCommands.ZigZag(first.X), FigureCommands.ZigZag(first.Y));
        var drawn = 1 + TileBuffer.SizeOf(x) + TileBuffer.SizeOf(y) + commands.Length;
        var size = 1 + SizeOf((ulong)values.Id) + 1 + TileBuffer.SizeOf((uint)_tags.Length) + _tags.Length + 2 + 1 + TileBuffer.SizeOf((uint)drawn) + drawn;
        Begin(_features, Feature, size);
        _features.Byte(Id);
        _features.Varint((ulong)values.Id);
        Begin(_features, Tags, _tags.Length);
        _features.Bytes(_tags.Written);
        _features.Byte(Type);
        _features.Byte(3);
        Begin(_features, Geometry, drawn);
        _features.Byte(FigureCommands.MoveOnce);
        _features.Varint(x);
        _features.Varint(y);
        _features.Bytes(commands);
    }

    /// <summary>The tile; no bytes where no feature was added.</summary>
    public byte[] Finish(string layer)
    {
        if (_features.Length == 0)
        {
            return [];
        }

        _head.Clear();
        Written(_head, Name, layer);
        _keys.Byte(Extent);
        _keys.Varint(VectorTileEncoder.Extent);
        var length = _head.Length + _features.Length + _keys.Length + _values.Length + 2;
        _tags.Clear();
        Begin(_tags, Layer, length);
        var tile = GC.AllocateUninitializedArray<byte>(_tags.Length + length);
        var at = 0;
        foreach (var part in (ReadOnlySpan<TileBuffer>)[_tags, _head, _features, _values, _keys])
        {
            part.Written.CopyTo(tile.AsSpan(at));
            at += part.Length;
        }

        (tile[at], tile[at + 1]) = (Version, 2);
        return tile;
    }

    private static void Begin(TileBuffer to, byte field, int length)
    {
        to.Byte(field);
        to.Varint((uint)length);
    }

    private static void Written(TileBuffer to, byte field, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Begin(to, field, bytes.Length);
        to.Bytes(bytes);
    }

    private static int SizeOf(ulong value)
    {
        var size = 1;
        for (; value >= 0x80; value >>= 7)
        {
            size++;
        }

        return size;
    }

    private void Tag(int key, int value)
    {
        _tags.Varint((uint)key);
        _tags.Varint((uint)value);
    }

    private int IdKey()
    {
        if (_keyCount == 0)
        {
            Written(_keys, Key, "id");
            _keyCount = 1;
        }

        return 0;
    }

    private int KeyOf(int field)
    {
        if (_keyOf[field] < 0)
        {
            Written(_keys, Key, _fields[field]);
            _keyOf[field] = _keyCount++;
        }

        return _keyOf[field];
    }

    private int IdValue(long id)
    {
        var free = _values.Free(LongestId + 4);
        Utf8Formatter.TryFormat(id, free[4..], out var digits);
        (free[0], free[1], free[2], free[3]) = (Value, (byte)(digits + 2), Text, (byte)digits);
        _values.Advance(digits + 4);
        return _valueCount++;
    }

    private int ValueOf(FeatureValues values, int code)
    {
        ref var known = ref values.Known[code];
        if (known != 0)
        {
            return known - 1;
        }

        var text = values.Cluster.Text(code);
        var place = _texts.Find(text, _values.Written);
        if (place < 0)
        {
            place = _valueCount++;
            Begin(_values, Value, 1 + TileBuffer.SizeOf((uint)text.Length) + text.Length);
            Begin(_values, Text, text.Length);
            _texts.Add(place, _values.Length, text);
            _values.Bytes(text);
        }

        known = place + 1;
        return place;
    }
}

/// <summary>What is shown of a feature.</summary>
/// <param name="Cluster">Its cluster.</param>
/// <param name="Place">Its place there.</param>
/// <param name="Mask">Bits of the fields that are shown.</param>
/// <param name="Columns">The copy's field of each field of the tile.</param>
/// <param name="Known">Values of the cluster's texts in this tile, one more than their place; 0 where not yet there.</param>
internal readonly record struct FeatureValues(ClusterTexts Cluster, int Place, int Mask, int[] Columns, int[] Known)
{
    public long Id => Cluster.Ids[Place];
}
