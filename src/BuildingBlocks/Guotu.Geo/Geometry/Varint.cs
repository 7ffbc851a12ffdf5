namespace Guotu.Geo.Geometry;

/// <summary>Writes variable-length integers, seven bits a byte, least first.</summary>
internal sealed class VarintWriter(int bytes)
{
    private byte[] _bytes = new byte[Math.Max(bytes, 16)];
    private int _length;

    public void Write(long value)
    {
        var rest = (ulong)value;
        if (_length + 10 > _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        while (rest >= 0x80)
        {
            _bytes[_length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _bytes[_length++] = (byte)rest;
    }

    public void WriteSigned(long value) => Write((value << 1) ^ (value >> 63));

    public byte[] ToArray() => _bytes[.._length];

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;
}

/// <summary>
/// Reads them again; becomes unsound, never throws, where the bytes end early, a count cannot be, or a number is written longer than it need be:
/// one number has one form.
/// </summary>
internal ref struct VarintReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public bool Sound { get; private set; } = true;

    public readonly int Left => _bytes.Length - _at;

    public readonly bool AtEnd => Left == 0;

    public int Count(int most)
    {
        var value = Read();
        if (value <= (ulong)most)
        {
            return (int)value;
        }

        Sound = false;
        return 0;
    }

    public long ReadSigned()
    {
        var value = Read();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Read()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_at >= _bytes.Length)
            {
                break;
            }

            var next = _bytes[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                Sound &= next > 0 || shift == 0;
                return value;
            }
        }

        Sound = false;
        return 0;
    }
}
