using System.Runtime.CompilerServices;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.Raster;

/// <summary>A flat colour laid over pixels in the arithmetic of cairo's pictures, to the bit where the coverage is the same.</summary>
internal unsafe struct FlatInk(uint* pixels, int width, Colour colour) : IInk
{
    private const uint Odd = 0x00FF00FF;
    private const uint Half = 0x00800080;
    private readonly uint _colour = Premultiplied(colour);
    private readonly ulong _wide = Wide(Premultiplied(colour));
    private uint* _row;

    public void Begin(int y) => _row = pixels + ((long)y * width);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Dot(int x, int coverage)
    {
        var source = Scaled(_wide, (uint)coverage);
        var mixed = source + Scaled(Wide(_row[x]), 255 - (uint)(source >> 48));
        _row[x] = (uint)mixed | (uint)(mixed >> 24);
    }

    public readonly void Run(int x, int count, int coverage)
    {
        var source = Scaled(_colour, (uint)coverage);
        if (source >> 24 == 255)
        {
            new Span<uint>(_row + x, count).Fill(source);
            return;
        }

        var rest = 255 - (source >> 24);
        for (uint* at = _row + x, end = at + count; at < end; at++)
        {
            *at = source + Scaled(*at, rest);
        }
    }

    /// <summary>The four bytes with room for a product each: blue, red, green, opacity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Wide(uint pixel) => (pixel & Odd) | ((ulong)(pixel & ~Odd) << 24);

    /// <summary>As <see cref="Scaled(uint, uint)"/>, of all four at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Scaled(ulong wide, uint share)
    {
        const ulong EachHalf = 0x0080008000800080, EachByte = 0x00FF00FF00FF00FF;
        var scaled = (wide * share) + EachHalf;
        return ((scaled + ((scaled >> 8) & EachByte)) >> 8) & EachByte;
    }

    private static uint Premultiplied(Colour c)
    {
        var opaque = 0xFF000000u | ((uint)c.Red << 16) | ((uint)c.Green << 8) | c.Blue;
        return c.Alpha == 255 ? opaque : Scaled(opaque, c.Alpha);
    }

    /// <summary>Each of the four bytes times share / 255, rounded; all of it gives the pixel itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Scaled(uint pixel, uint share)
    {
        var low = ((pixel & Odd) * share) + Half;
        low = ((low + ((low >> 8) & Odd)) >> 8) & Odd;
        var high = (((pixel >> 8) & Odd) * share) + Half;
        high = (high + ((high >> 8) & Odd)) & ~Odd;
        return low | high;
    }
}

/// <summary>A colour and a hatch over it in one go.</summary>
/// <param name="ground">Of a hatch alone a colour that is not seen.</param>
/// <param name="lines">Colour of the hatch.</param>
/// <param name="mask">Coverage of the hatch, a byte a pixel of the whole picture.</param>
internal struct HatchedInk(FlatInk ground, FlatInk lines, byte[] mask, int width) : IInk
{
    private FlatInk _ground = ground;
    private FlatInk _lines = lines;
    private int _start;

    public void Begin(int y)
    {
        _ground.Begin(y);
        _lines.Begin(y);
        _start = y * width;
    }

    public readonly void Dot(int x, int coverage)
    {
        _ground.Dot(x, coverage);
        Mark(x, coverage);
    }

    public readonly void Run(int x, int count, int coverage)
    {
        _ground.Run(x, count, coverage);
        for (var end = x + count; x < end; x++)
        {
            Mark(x, coverage);
        }
    }

    private readonly void Mark(int x, int coverage)
    {
        if (mask[_start + x] is var hatch and > 0)
        {
            _lines.Dot(x, coverage == 255 ? hatch : ((hatch * coverage) + 127) / 255);
        }
    }
}
