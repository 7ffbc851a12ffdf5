using System.Buffers.Binary;
using System.IO.Compression;

namespace Guotu.Testing;

/// <summary>The pixels of a PNG of eight bits a channel, without interlace: what cairo and poppler write.</summary>
public sealed class PngPixels
{
    private readonly byte[] _bytes;
    private readonly int _channels;

    private PngPixels(int width, int height, int channels, byte[] bytes) => (Width, Height, _channels, _bytes) = (width, height, channels, bytes);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green, blue and opacity.</summary>
    public (int Red, int Green, int Blue, int Alpha) this[int x, int y]
    {
        get
        {
            var at = ((y * Width) + x) * _channels;
            return _channels == 1 ? (_bytes[at], _bytes[at], _bytes[at], 255)
                : (_bytes[at], _bytes[at + 1], _bytes[at + 2], _channels == 4 ? _bytes[at + 3] : 255);
        }
    }

    public static PngPixels Read(byte[] png)
    {
        ArgumentNullException.ThrowIfNull(png);
        using var packed = new MemoryStream();
        var (width, height, channels) = (0, 0, 0);
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var kind = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            var data = png.AsSpan(at + 8, length);
            if (kind == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                channels = data[9] switch { 0 => 1, 2 => 3, 6 => 4, var other => throw new NotSupportedException($"PNG of colour type {other}") };
            }
            else if (kind == "IDAT")
            {
                packed.Write(data);
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var plain = new MemoryStream();
        using (var inflate = new ZLibStream(packed, CompressionMode.Decompress))
        {
            inflate.CopyTo(plain);
        }

        return new PngPixels(width, height, channels, Unfilter(plain.ToArray(), width * channels, height, channels));
    }

    /// <summary>Share of pixels of which some channel differs by more than so much.</summary>
    public double Difference(PngPixels other, int tolerance)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (width, height, differ) = (Math.Min(Width, other.Width), Math.Min(Height, other.Height), 0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (a, b) = (this[x, y], other[x, y]);
                var most = Math.Max(Math.Max(Math.Abs(a.Red - b.Red), Math.Abs(a.Green - b.Green)), Math.Max(Math.Abs(a.Blue - b.Blue), Math.Abs(a.Alpha - b.Alpha)));
                differ += most > tolerance ? 1 : 0;
            }
        }

        return differ / (double)(width * height);
    }

    /// <summary>A part of the picture.</summary>
    public PngPixels Part(int left, int top, int width, int height)
    {
        var part = new byte[width * height * _channels];
        for (var y = 0; y < height; y++)
        {
            Array.Copy(_bytes, (((top + y) * Width) + left) * _channels, part, y * width * _channels, width * _channels);
        }

        return new PngPixels(width, height, _channels, part);
    }

    private static byte[] Unfilter(byte[] lines, int stride, int height, int channels)
    {
        var pixels = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var filter = lines[y * (stride + 1)];
            for (var x = 0; x < stride; x++)
            {
                var left = x >= channels ? pixels[(y * stride) + x - channels] : 0;
                var up = y > 0 ? pixels[((y - 1) * stride) + x] : 0;
                var corner = x >= channels && y > 0 ? pixels[((y - 1) * stride) + x - channels] : 0;
                var guess = filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, corner) };
                pixels[(y * stride) + x] = (byte)(lines[(y * (stride + 1)) + 1 + x] + guess);
            }
        }

        return pixels;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
