using System.Buffers.Binary;
using System.Text;

namespace Guotu.Testing.Fuzzing;

/// <summary>
/// Bends the bytes of a file as damage and malice do (变异): flipped bits, cuts, repeats, splices with another file, tampered counts and lengths,
/// repeated and foreign tokens, extreme numbers, deep nesting. The same random source gives the same bytes.
/// </summary>
public sealed class Mutator(Random random)
{
    private const int MostBytes = 60_000;

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1e308", "-1e308", "1e-320", "1e99999", "NaN", "Infinity", "2147483647", "2147483648", "-2147483649", "4294967296",
        "9223372036854775807", "9223372036854775808", "99999999999999999999999999", "0x7fffffff", "1.", ".5", "1,5", "０１", "36478500.88890000000000001",
    ];

    private static readonly string[] Openings =
    [
        "(", "[", "{", "[[", "{\"a\":", "<a>", "<gml:surfaceMember><gml:Surface>", "GEOMETRYCOLLECTION (", "\"", "MULTIPOLYGON (((", "0\nSECTION\n", "PROJCS[",
    ];

    private static readonly string[] Strays = ["\0", "\uFEFF", "\"", "\"\"", "\\", ",", ";", "@", "\n", "\r\n\r\n", "%s", "&amp;", "]]>", "null", "true", "-", "e", "EMPTY", "Z", "M", "\uD83D\uDE00", "，", "End", "Begin"];

    private static readonly uint[] Words = [0, 1, 0x7F, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x10000, 0x00FFFFFF, 0x7FFFFFFE, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF];

    /// <summary>Bends once to six times.</summary>
    public byte[] Bend(byte[] bytes, Func<byte[]> other)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(other);
        var (bent, most) = (bytes, Math.Max(MostBytes, bytes.Length + (bytes.Length / 8)));
        for (var times = random.Next(10) < 7 ? 1 : random.Next(2, 7); times > 0; times--)
        {
            bent = Once(bent, other);
            bent = bent.Length > most ? bent[..most] : bent;
        }

        return bent;
    }

    private byte[] Once(byte[] bytes, Func<byte[]> other)
    {
        if (bytes.Length == 0)
        {
            return other();
        }

        return random.Next(15) switch
        {
            0 => Flip(bytes),
            1 => Set(bytes, (byte)random.Next(256)),
            2 => bytes[..random.Next(bytes.Length)],
            3 => Cut(bytes),
            4 => Repeat(bytes),
            5 => Splice(bytes, other()),
            6 or 7 => Word(bytes),
            8 => Insert(bytes, Numbers),
            9 => Number(bytes),
            10 => Token(bytes),
            11 => random.Next(8) == 0 ? Nest(bytes) : Flip(bytes),
            12 => Insert(bytes, Strays),
            _ => Digit(bytes),
        };
    }

    private byte[] Flip(byte[] bytes)
    {
        var bent = bytes.ToArray();
        bent[random.Next(bent.Length)] ^= (byte)(1 << random.Next(8));
        return bent;
    }

    /// <summary>Another digit for one: most text stays well-formed and is believed further in.</summary>
    private byte[] Digit(byte[] bytes)
    {
        var at = Array.FindIndex(bytes, random.Next(bytes.Length), b => b is >= (byte)'0' and <= (byte)'9');
        if (at < 0)
        {
            return Flip(bytes);
        }

        var bent = bytes.ToArray();
        bent[at] = (byte)('0' + random.Next(10));
        return bent;
    }

    private byte[] Set(byte[] bytes, byte value)
    {
        var bent = bytes.ToArray();
        bent[random.Next(bent.Length)] = value;
        return bent;
    }

    private byte[] Cut(byte[] bytes)
    {
        var from = random.Next(bytes.Length);
        return [.. bytes[..from], .. bytes[Math.Min(bytes.Length, from + random.Next(1, 200))..]];
    }

    private byte[] Repeat(byte[] bytes)
    {
        var from = random.Next(bytes.Length);
        var piece = bytes[from..Math.Min(bytes.Length, from + random.Next(1, 300))];
        return [.. bytes[..from], .. Enumerable.Repeat(piece, random.Next(2, random.Next(8) == 0 ? 60 : 4)).SelectMany(p => p), .. bytes[from..]];
    }

    private byte[] Splice(byte[] bytes, byte[] other) => [.. bytes[..random.Next(bytes.Length)], .. other[random.Next(other.Length + 1)..]];

    /// <summary>Counts, lengths and places of binary files are words of four bytes, in either order.</summary>
    private byte[] Word(byte[] bytes)
    {
        if (bytes.Length < 4)
        {
            return Flip(bytes);
        }

        var bent = bytes.ToArray();
        var at = bent.AsSpan(random.Next(bent.Length - 3), 4);
        var value = random.Next(3) == 0 ? BinaryPrimitives.ReadUInt32LittleEndian(at) + (uint)random.Next(-3, 4) : Words[random.Next(Words.Length)];
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(at, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(at, value);
        }

        return bent;
    }

    private byte[] Insert(byte[] bytes, string[] from)
    {
        var at = random.Next(bytes.Length + 1);
        return [.. bytes[..at], .. Encoding.UTF8.GetBytes(from[random.Next(from.Length)]), .. bytes[at..]];
    }

    /// <summary>Another number in the place of one.</summary>
    private byte[] Number(byte[] bytes)
    {
        var start = Array.FindIndex(bytes, random.Next(bytes.Length), IsNumeric);
        if (start < 0)
        {
            return Insert(bytes, Numbers);
        }

        var end = start;
        while (end < bytes.Length && IsNumeric(bytes[end]))
        {
            end++;
        }

        return [.. bytes[..start], .. Encoding.UTF8.GetBytes(Numbers[random.Next(Numbers.Length)]), .. bytes[end..]];
    }

    /// <summary>A word or a line of the text once more, somewhere else.</summary>
    private byte[] Token(byte[] bytes)
    {
        var (start, at) = (random.Next(bytes.Length), random.Next(bytes.Length + 1));
        var end = Array.FindIndex(bytes, start, random.Next(2) == 0 ? b => b == (byte)'\n' : b => b is (byte)' ' or (byte)',' or (byte)'<' or (byte)'"');
        return [.. bytes[..at], .. bytes[start..(end < 0 ? bytes.Length : end + 1)], .. bytes[at..]];
    }

    private byte[] Nest(byte[] bytes)
    {
        var opening = Encoding.UTF8.GetBytes(Openings[random.Next(Openings.Length)]);
        var at = random.Next(bytes.Length + 1);
        return [.. bytes[..at], .. Enumerable.Repeat(opening, random.Next(10, 3_000)).SelectMany(o => o), .. bytes[at..]];
    }

    private static bool IsNumeric(byte value) => value is >= (byte)'0' and <= (byte)'9' or (byte)'.' or (byte)'-';
}
