using System.Buffers;
using System.Text;

namespace Guotu.Geo.Tiles;

/// <summary>The part of the Protocol Buffers wire format that a vector tile needs.</summary>
internal sealed class ProtobufWriter
{
    private const int LengthDelimited = 2;
    private readonly ArrayBufferWriter<byte> _output = new();

    public void Varint(int field, ulong value)
    {
        Raw((ulong)field << 3);
        Raw(value);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Message(int field, ProtobufWriter message) => Bytes(field, message.ToArray());

    public void Packed(int field, IReadOnlyList<uint> values)
    {
        var inner = new ProtobufWriter();
        foreach (var value in values)
        {
            inner.Raw(value);
        }

        Message(field, inner);
    }

    public byte[] ToArray() => _output.WrittenSpan.ToArray();

    private void Bytes(int field, byte[] value)
    {
        Raw(((ulong)field << 3) | LengthDelimited);
        Raw((ulong)value.Length);
        _output.Write(value);
    }

    private void Raw(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    private void Byte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }
}
