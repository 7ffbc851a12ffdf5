using System.Text;

namespace Guotu.Geo.Tiles;

/// <summary>The part of the Protocol Buffers wire format that a vector tile needs.</summary>
internal sealed class ProtobufWriter
{
    private const int LengthDelimited = 2;
    private const int LongestVarint = 10;
    private byte[] _bytes = new byte[256];
    private int _length;

    public void Varint(int field, ulong value)
    {
        Raw((ulong)field << 3);
        Raw(value);
    }

    public void Text(int field, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Begin(field, length);
        Room(length);
        _length += Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_length));
    }

    public void Message(int field, ProtobufWriter message)
    {
        Begin(field, message._length);
        Room(message._length);
        message._bytes.AsSpan(0, message._length).CopyTo(_bytes.AsSpan(_length));
        _length += message._length;
    }

    public void Packed(int field, ReadOnlySpan<uint> values)
    {
        var length = 0;
        foreach (var value in values)
        {
            length += value < 1u << 7 ? 1 : value < 1u << 14 ? 2 : value < 1u << 21 ? 3 : value < 1u << 28 ? 4 : 5;
        }

        Begin(field, length);
        Room(length + LongestVarint);
        foreach (var value in values)
        {
            Put(value);
        }
    }

    /// <summary>Empties it, to be written again.</summary>
    public void Clear() => _length = 0;

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    private void Begin(int field, int length)
    {
        Raw(((ulong)field << 3) | LengthDelimited);
        Raw((ulong)length);
    }

    private void Raw(ulong value)
    {
        Room(LongestVarint);
        Put(value);
    }

    private void Put(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[_length++] = (byte)value;
    }

    private void Room(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        }
    }
}
