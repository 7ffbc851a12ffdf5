using System.Buffers.Binary;
using Guotu.Kernel.Randomness;
using Guotu.Rendering.Output;
using Guotu.Rendering.Raster;

namespace Guotu.Rendering.Figures;

/// <summary>
/// Letters bent so that people read them and programs have to work at it (图形验证码的图). Letters are strokes of our own, so that a node without
/// fonts draws them too; each is turned, sized and pushed by chance, the whole is waved, and finer curves run across.
/// </summary>
public static class DistortedLetters
{
    /// <summary>Letters and digits that are not mistaken for one another when bent.</summary>
    public const string Alphabet = "2347ACEFHKMNPRTWXY";

    /// <summary>Pixels.</summary>
    public const int Width = 180;

    /// <summary>Pixels.</summary>
    public const int Height = 64;

    private const int MostLetters = 6;
    private const int Curves = 3;
    private const double Pen = 3.6;
    private const double FinePen = 1.8;
    private const double LetterHeight = 34;

    /// <summary>The strokes of each letter on a square of ten by ten, y downwards; strokes are parted by semicolons.</summary>
    private static readonly string[] Strokes =
    [
        "1,3 2,1 5,0 8,1 9,3 8,5 1,10 9,10",
        "1,1 4,0 8,1 9,3 7,4.6 4,5 7,5.3 9,7.5 8,9.3 4,10 1,9",
        "7,10 7,0 0,7 10,7",
        "0,0 9,0 4,10",
        "0,10 5,0 10,10;2,6.5 8,6.5",
        "9,2 7,0.5 4,0 1,2 0,5 1,8 4,10 7,9.5 9,8",
        "9,0 1,0 1,10 9,10;1,5 7,5",
        "9,0 1,0 1,10;1,5 7,5",
        "1,0 1,10;9,0 9,10;1,5 9,5",
        "1,0 1,10;9,0 1,6;3.5,4.2 9,10",
        "0,10 1,0 5,7 9,0 10,10",
        "1,10 1,0 9,10 9,0",
        "1,10 1,0 6,0 9,1.2 9,4 6,5.3 1,5.3",
        "1,10 1,0 6,0 9,1.2 9,4 6,5.3 1,5.3;5,5.3 9,10",
        "0,0 10,0;5,0 5,10",
        "0,0 2,10 5,3 8,10 10,0",
        "1,0 9,10;9,0 1,10",
        "0,0 5,5 10,0;5,5 5,10",
    ];

    private static readonly (double X, double Y)[][][] Letters = [.. Strokes.Select(s => s.Split(';').Select(Points).ToArray())];

    /// <summary>A PNG picture of the letters, another one at each call.</summary>
    /// <param name="letters">One to six of <see cref="Alphabet"/>.</param>
    /// <param name="random">What bends them.</param>
    public static unsafe byte[] Draw(string letters, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(letters);
        ArgumentNullException.ThrowIfNull(random);
        if (letters.Length is 0 or > MostLetters || letters.Any(c => !Alphabet.Contains(c, StringComparison.Ordinal)))
        {
            throw new ArgumentException("Letters of the alphabet, one to six", nameof(letters));
        }

        var chance = new Chance(random);
        var pixels = new uint[Width * Height];
        Array.Fill(pixels, Colour(chance, 228, 250));
        using var buffer = new CoverageBuffer(Width, 0, Height);
        var ring = new FlatRing(Width, 0, Height);
        var wave = Wave.By(chance);
        var step = (Width - 30.0) / letters.Length;
        for (var i = 0; i < letters.Length; i++)
        {
            var ink = new Blend(pixels, Colour(chance, 10, 90));
            foreach (var stroke in Placed(letters[i], 15 + (step * (i + 0.5)), chance))
            {
                Line(buffer, ring, [.. stroke.Select(wave.Bend)], Pen / 2);
            }

            buffer.Resolve(CoverageRule.Union, ref ink);
        }

        for (var i = 0; i < Curves; i++)
        {
            var ink = new Blend(pixels, Colour(chance, 10, 90));
            Line(buffer, ring, Curve(chance), FinePen / 2);
            buffer.Resolve(CoverageRule.Union, ref ink);
        }

        fixed (uint* first = pixels)
        {
            return PngEncoder.Encode(first, Width, Height);
        }
    }

    private static (double X, double Y)[] Points(string stroke) => [.. stroke.Split(' ').Select(p => p.Split(',')).Select(p => (Number(p[0]), Number(p[1])))];

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static uint Colour(Chance chance, double least, double most) =>
        0xFF000000 | ((uint)chance.Between(least, most) << 16) | ((uint)chance.Between(least, most) << 8) | (uint)chance.Between(least, most);

    /// <summary>A letter's strokes, turned and sized about the middle of its place.</summary>
    private static IEnumerable<(double X, double Y)[]> Placed(char letter, double middle, Chance chance)
    {
        var (sin, cos) = Math.SinCos(chance.Between(-0.32, 0.32));
        var (wide, high) = (LetterHeight * chance.Between(0.55, 0.75) / 10, LetterHeight * chance.Between(0.85, 1.15) / 10);
        var (x, y, slant) = (middle + chance.Between(-3, 3), (Height / 2.0) + chance.Between(-5, 5), chance.Between(-0.2, 0.2));
        return Letters[Alphabet.IndexOf(letter, StringComparison.Ordinal)].Select(stroke => stroke.Select(p =>
        {
            var (across, down) = ((p.X - 5) * wide, (p.Y - 5) * high);
            across += down * slant;
            return (x + (across * cos) - (down * sin), y + (across * sin) + (down * cos));
        }).ToArray());
    }

    private static (double X, double Y)[] Curve(Chance chance)
    {
        var (from, to) = (chance.Between(8, Height - 8), chance.Between(8, Height - 8));
        var (high, phase, turns) = (chance.Between(4, 12), chance.Between(0, Math.Tau), chance.Between(1, 2.5));
        return [.. Enumerable.Range(0, 25).Select(i => i / 24.0).Select(t =>
            (t * Width, from + ((to - from) * t) + (high * Math.Sin(phase + (Math.Tau * turns * t)))))];
    }

    /// <summary>A line of the pen: a rectangle for each piece and a disc at each corner, all turning the same way, so that their union is what is filled.</summary>
    private static void Line(CoverageBuffer buffer, FlatRing ring, (double X, double Y)[] points, double half)
    {
        for (var i = 0; i < points.Length; i++)
        {
            var (x, y) = points[i];
            buffer.Add(ring.Take([.. Enumerable.Range(0, 8).Select(k => Math.SinCos(-Math.Tau * k / 8)).Select(a => (x + (half * a.Cos), y + (half * a.Sin)))]));
            if (i + 1 == points.Length)
            {
                continue;
            }

            var (dx, dy) = (points[i + 1].X - x, points[i + 1].Y - y);
            var length = Math.Sqrt((dx * dx) + (dy * dy));
            if (length > 0)
            {
                var (nx, ny) = (-dy / length * half, dx / length * half);
                buffer.Add(ring.Take([(x + nx, y + ny), (x + dx + nx, y + dy + ny), (x + dx - nx, y + dy - ny), (x - nx, y - ny)]));
            }
        }
    }

    /// <summary>How the whole is waved.</summary>
    private sealed record Wave(double Down, double Long, double Phase, double Across, double High, double Turn)
    {
        public static Wave By(Chance chance) => new(
            chance.Between(2, 4.5), chance.Between(45, 80), chance.Between(0, Math.Tau), chance.Between(1.5, 3), chance.Between(25, 45), chance.Between(0, Math.Tau));

        public (double X, double Y) Bend((double X, double Y) p) =>
            (p.X + (Across * Math.Sin((Math.Tau * p.Y / High) + Turn)), p.Y + (Down * Math.Sin((Math.Tau * p.X / Long) + Phase)));
    }

    private sealed class Chance(IRandomSource random)
    {
        public double Between(double least, double most)
        {
            Span<byte> bytes = stackalloc byte[sizeof(uint)];
            random.Fill(bytes);
            return least + ((most - least) * BinaryPrimitives.ReadUInt32BigEndian(bytes) / uint.MaxValue);
        }
    }

    /// <summary>Lays a colour over the pixels.</summary>
    private struct Blend(uint[] pixels, uint colour) : IInk
    {
        private int _row;

        public void Begin(int y) => _row = y * Width;

        public readonly void Dot(int x, int coverage)
        {
            ref var pixel = ref pixels[_row + x];
            pixel = 0xFF000000 | Mix(pixel, coverage, 16) | Mix(pixel, coverage, 8) | Mix(pixel, coverage, 0);
        }

        public readonly void Run(int x, int count, int coverage)
        {
            for (var i = 0; i < count; i++)
            {
                Dot(x + i, coverage);
            }
        }

        private readonly uint Mix(uint under, int coverage, int shift)
        {
            var (below, above) = ((int)((under >> shift) & 255), (int)((colour >> shift) & 255));
            return (uint)(below + (((above - below) * coverage) / 255)) << shift;
        }
    }
}
