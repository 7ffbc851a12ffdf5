using System.Numerics;

namespace Guotu.Rendering.Output.Packing;

/// <summary>Literals and repetitions as one block of RFC 1951 with a code of its own.</summary>
internal static class DeflateBlock
{
    private const int Literals = 286, Distances = 30, EndOfBlock = 256, FirstLength = 257;
    private const int LongestCode = 15, LongestOfLengths = 7;

    /// <summary>The order in which the lengths of the lengths' codes are written.</summary>
    private static readonly byte[] Order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>The block to a whole byte; one that is not the last of its stream is followed by an empty one that ends there.</summary>
    public static byte[] Write(PixelMatches matches, BitWriter bits, bool isLast)
    {
        var (literals, distances) = Counted(matches);
        var (main, back) = (new HuffmanCode(literals, LongestCode), new HuffmanCode(distances, LongestCode));
        bits.Clear();
        bits.Write(isLast ? 1u : 0, 1);
        bits.Write(2, 2);
        Head(bits, main, back);
        foreach (var token in matches.Tokens)
        {
            if (PixelMatches.IsMatch(token))
            {
                var length = PixelMatches.LengthLess3(token);
                var (symbol, extra) = LengthCode(length);
                main.Write(bits, symbol);
                bits.Write((uint)(length & ((1 << extra) - 1)), extra);
                var distance = PixelMatches.DistanceLess1(token);
                (symbol, extra) = DistanceCode(distance);
                back.Write(bits, symbol);
                bits.Write((uint)(distance & ((1 << extra) - 1)), extra);
            }
            else
            {
                main.Write(bits, (int)token);
            }
        }

        main.Write(bits, EndOfBlock);
        if (!isLast)
        {
            bits.Write(0, 3);
        }

        bits.Align();
        if (!isLast)
        {
            bits.Write(0, 16);
            bits.Write(0xFFFF, 16);
            bits.Align();
        }

        return bits.ToArray();
    }

    private static (int[] Literals, int[] Distances) Counted(PixelMatches matches)
    {
        var (literals, distances) = (new int[Literals], new int[Distances]);
        literals[EndOfBlock] = 1;
        foreach (var token in matches.Tokens)
        {
            if (PixelMatches.IsMatch(token))
            {
                literals[LengthCode(PixelMatches.LengthLess3(token)).Symbol]++;
                distances[DistanceCode(PixelMatches.DistanceLess1(token)).Symbol]++;
            }
            else
            {
                literals[token]++;
            }
        }

        return (literals, distances);
    }

    private static (int Symbol, int Extra) LengthCode(int less3)
    {
        if (less3 is < 8 or 255)
        {
            return (less3 == 255 ? 285 : FirstLength + less3, 0);
        }

        var top = BitOperations.Log2((uint)less3);
        return (FirstLength + (4 * (top - 1)) + ((less3 >> (top - 2)) & 3), top - 2);
    }

    private static (int Symbol, int Extra) DistanceCode(int less1)
    {
        if (less1 < 4)
        {
            return (less1, 0);
        }

        var top = BitOperations.Log2((uint)less1);
        return ((2 * top) + ((less1 >> (top - 1)) & 1), top - 1);
    }

    /// <summary>How long the codes of both alphabets are, packed by a third code.</summary>
    private static void Head(BitWriter bits, HuffmanCode main, HuffmanCode back)
    {
        byte[] lengths = [.. main.Lengths, .. back.Lengths];
        var runs = Runs(lengths);
        var counts = new int[Order.Length];
        foreach (var (symbol, _, _) in runs)
        {
            counts[symbol]++;
        }

        var code = new HuffmanCode(counts, LongestOfLengths);
        bits.Write(Literals - FirstLength, 5);
        bits.Write(Distances - 1, 5);
        bits.Write((uint)(Order.Length - 4), 4);
        foreach (var symbol in Order)
        {
            bits.Write(code.Lengths[symbol], 3);
        }

        foreach (var (symbol, extra, extraBits) in runs)
        {
            code.Write(bits, symbol);
            bits.Write((uint)extra, extraBits);
        }
    }

    /// <summary>Lengths with runs of the same folded: 16 repeats the last 3 to 6 times, 17 and 18 write 3 to 10 and 11 to 138 noughts.</summary>
    private static List<(int Symbol, int Extra, int ExtraBits)> Runs(byte[] lengths)
    {
        var runs = new List<(int, int, int)>();
        for (var i = 0; i < lengths.Length;)
        {
            var same = 1;
            while (i + same < lengths.Length && lengths[i + same] == lengths[i] && same < 138)
            {
                same++;
            }

            if (lengths[i] == 0 && same >= 3)
            {
                runs.Add(same <= 10 ? (17, same - 3, 3) : (18, same - 11, 7));
                i += same;
            }
            else if (i > 0 && lengths[i] == lengths[i - 1] && same >= 3)
            {
                same = Math.Min(same, 6);
                runs.Add((16, same - 3, 2));
                i += same;
            }
            else
            {
                runs.Add((lengths[i], 0, 0));
                i++;
            }
        }

        return runs;
    }
}
