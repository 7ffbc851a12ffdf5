using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Guotu.Crypto;

/// <summary>
/// Lays values out for a MAC or for associated data so that no two different lists give the same bytes: each value is
/// its length (4 bytes, big-endian) and its bytes; numbers are 8 bytes, big-endian; a domain text comes first.
/// </summary>
public sealed class BoundText
{
    private readonly ArrayBufferWriter<byte> _output = new(512);

    /// <param name="domain">What the bytes are for; different uses never share a domain.</param>
    public BoundText(string domain) => Add(domain);

    public BoundText Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var length = Encoding.UTF8.GetByteCount(text);
        var target = _output.GetSpan(sizeof(int) + length);
        BinaryPrimitives.WriteInt32BigEndian(target, length);
        Encoding.UTF8.GetBytes(text, target[sizeof(int)..]);
        _output.Advance(sizeof(int) + length);
        return this;
    }

    public BoundText Add(long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return Add(bytes);
    }

    public BoundText Add(ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        _output.Write(length);
        _output.Write(bytes);
        return this;
    }

    /// <summary>Clears what was laid out: for values that are secret.</summary>
    public void Wipe() => _output.Clear();

    public byte[] ToArray() => _output.WrittenSpan.ToArray();
}
