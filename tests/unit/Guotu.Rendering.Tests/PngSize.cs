using System.Buffers.Binary;

namespace Guotu.Rendering.Tests;

/// <summary>Reads width and height from a PNG's header chunk.</summary>
internal static class PngSize
{
    internal static (int Width, int Height) Of(byte[] png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
}
