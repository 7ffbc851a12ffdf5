using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Guotu.Rendering.Output.Packing;

namespace Guotu.Rendering.Output;

/// <summary>
/// Writes pixels as PNG fast (图片编码): parts of the picture are packed at once and follow each other as one stream; eight bits a channel, without opacity
/// where all is opaque. The same pixels give the same bytes on any number of processors.
/// </summary>
internal static unsafe class PngEncoder
{
    private const int PartRows = 128;

    /// <summary>Pixels from which several threads are worth their while.</summary>
    private const int LeastShared = 200_000;

    /// <summary>Bytes of a chunk besides its data.</summary>
    private const int AroundChunk = 12;

    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="pixels">Row by row, <c>AARRGGBB</c> with the colours multiplied by the opacity.</param>
    public static byte[] Encode(uint* pixels, int width, int height)
    {
        var channels = IsOpaque(new ReadOnlySpan<uint>(pixels, width * height)) ? 3 : 4;
        var parts = new PngPart[((height - 1) / PartRows) + 1];
        void Pack(int i) => parts[i] = PngPart.Pack(pixels, width, new Raster.RowRange(i * PartRows, Math.Min(height, (i + 1) * PartRows)), channels, i == parts.Length - 1);
        if ((long)width * height < LeastShared)
        {
            for (var i = 0; i < parts.Length; i++)
            {
                Pack(i);
            }
        }
        else
        {
            Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount) }, Pack);
        }

        return Assemble(parts, width, height, channels);
    }

    private static bool IsOpaque(ReadOnlySpan<uint> pixels)
    {
        while (!pixels.IsEmpty)
        {
            var all = uint.MaxValue;
            var some = pixels[..Math.Min(pixels.Length, 4096)];
            foreach (var pixel in some)
            {
                all &= pixel;
            }

            if (all >> 24 != 255)
            {
                return false;
            }

            pixels = pixels[some.Length..];
        }

        return true;
    }

    private static byte[] Assemble(PngPart[] parts, int width, int height, int channels)
    {
        var (sum, packed) = (1u, 2 + 4);
        foreach (var part in parts)
        {
            (sum, packed) = (Adler32.Joined(sum, part.Sum, part.PlainLength), packed + part.Bytes.Length);
        }

        Span<byte> head = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], height);
        (head[8], head[9]) = (8, (byte)(channels == 3 ? 2 : 6));
        var png = new byte[Signature.Length + AroundChunk + head.Length + AroundChunk + packed + AroundChunk];
        Signature.CopyTo(png, 0);
        var chunk = Begin(png, Signature.Length, "IHDR"u8, head.Length);
        head.CopyTo(png.AsSpan(chunk));
        chunk = Begin(png, End(png, chunk, head.Length), "IDAT"u8, packed);
        var at = chunk;
        (png[at++], png[at++]) = (0x78, 0x01);
        foreach (var part in parts)
        {
            part.Bytes.CopyTo(png, at);
            at += part.Bytes.Length;
        }

        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(at), sum);
        End(png, Begin(png, End(png, chunk, packed), "IEND"u8, 0), 0);
        return png;
    }

    /// <summary>Length and kind of a chunk; where its data begins.</summary>
    private static int Begin(byte[] png, int at, ReadOnlySpan<byte> kind, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(at), length);
        kind.CopyTo(png.AsSpan(at + 4));
        return at + 8;
    }

    /// <summary>The checksum after the data, which is there; where the next chunk begins.</summary>
    private static int End(byte[] png, int data, int length)
    {
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(data + length), Crc32.Of(png.AsSpan(data - 4, 4 + length)));
        return data + length + 4;
    }
}

/// <summary>Some rows of a picture, packed to a whole number of bytes.</summary>
/// <param name="Sum">Adler-32 of the plain rows by themselves.</param>
internal sealed record PngPart(byte[] Bytes, uint Sum, int PlainLength)
{
    /// <summary>Red, green, blue of four pixels.</summary>
    private static readonly Vector128<byte> Order = Vector128.Create((byte)2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 255, 255, 255, 255);

    public static unsafe PngPart Pack(uint* pixels, int width, Raster.RowRange rows, int channels, bool isLast)
    {
        var stride = 1 + (width * channels);
        var length = stride * (rows.Bottom - rows.Top);
        var buffers = PackingBuffers.Take(length);
        var plain = buffers.Rows;
        for (var row = rows.Top; row < rows.Bottom; row++)
        {
            var from = new ReadOnlySpan<uint>(pixels + ((long)row * width), width);
            var to = plain.AsSpan(stride * (row - rows.Top), stride);
            to[0] = 0;
            if (channels == 3)
            {
                Opaque(from, to[1..]);
            }
            else
            {
                Transparent(from, to[1..]);
            }
        }

        var matches = new PixelMatches(stride, channels, buffers);
        matches.Read(plain.AsSpan(0, length));
        var part = new PngPart(DeflateBlock.Write(matches, buffers.Bits, isLast), Adler32.Of(plain.AsSpan(0, length)), length);
        buffers.GiveBack();
        return part;
    }

    private static void Opaque(ReadOnlySpan<uint> from, Span<byte> to)
    {
        ref var first = ref MemoryMarshal.GetReference(to);
        var i = 0;
        for (; i + 6 <= from.Length; i += 4)
        {
            // Sixteen bytes at once of which twelve are meant: the next pixels overwrite the rest.
            Vector128.Shuffle(Vector128.LoadUnsafe(in from[i]).AsByte(), Order).StoreUnsafe(ref first, (nuint)(3 * i));
        }

        for (; i < from.Length - 1; i++)
        {
            // Four bytes at once: the fourth is overwritten by the next pixel.
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref first, 3 * i), BinaryPrimitives.ReverseEndianness(from[i] << 8));
        }

        var (last, at) = (from[^1], 3 * (from.Length - 1));
        (to[at], to[at + 1], to[at + 2]) = ((byte)(last >> 16), (byte)(last >> 8), (byte)last);
    }

    private static void Transparent(ReadOnlySpan<uint> from, Span<byte> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            var pixel = from[i];
            var (alpha, at) = (pixel >> 24, 4 * i);
            if (alpha == 0)
            {
                to.Slice(at, 4).Clear();
                continue;
            }

            to[at] = Plain((pixel >> 16) & 255, alpha);
            to[at + 1] = Plain((pixel >> 8) & 255, alpha);
            to[at + 2] = Plain(pixel & 255, alpha);
            to[at + 3] = (byte)alpha;
        }
    }

    private static byte Plain(uint channel, uint alpha) => alpha == 255 ? (byte)channel : (byte)Math.Min(255, ((channel * 255) + (alpha / 2)) / alpha);
}
