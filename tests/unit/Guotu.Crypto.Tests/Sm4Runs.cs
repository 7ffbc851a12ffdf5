using Guotu.Crypto.Engines;

namespace Guotu.Crypto.Tests;

internal static class Sm4Runs
{
    /// <summary>All of the input through the context; null when it refuses the end.</summary>
    public static byte[]? Whole(ISm4Context context, byte[] input) => InPieces(context, input, Math.Max(1, input.Length));

    public static byte[]? InPieces(ISm4Context context, byte[] input, int size)
    {
        var output = new List<byte>();
        foreach (var piece in input.Chunk(size))
        {
            var buffer = new byte[piece.Length + Sm4.BlockSize];
            output.AddRange(buffer.Take(context.Update(piece, buffer)));
        }

        var last = new byte[2 * Sm4.BlockSize];
        if (!context.TryFinish(last, out var written))
            return null;

        output.AddRange(last.Take(written));
        return [.. output];
    }
}
