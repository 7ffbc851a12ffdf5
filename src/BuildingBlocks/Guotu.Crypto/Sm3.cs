using System.Buffers;
using Guotu.Crypto.Engines;

namespace Guotu.Crypto;

/// <summary>SM3 digest (密码杂凑, GB/T 32905-2016), 32 bytes.</summary>
public static class Sm3
{
    public const int Size = 32;

    private const int BufferSize = 128 * 1024;

    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        var output = new byte[Size];
        CryptoEngines.Shared.HashSm3(data, output);
        return output;
    }

    /// <summary>The digest as a value that compares, prints and names files.</summary>
    public static Sm3Digest Digest(ReadOnlySpan<byte> data)
    {
        Span<byte> output = stackalloc byte[Size];
        CryptoEngines.Shared.HashSm3(data, output);
        return new Sm3Digest(output);
    }

    /// <summary>Digest of what is left of the stream; memory stays at one buffer of 128 KiB.</summary>
    public static async Task<Sm3Digest> HashStreamAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var hasher = new Sm3Hasher();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken)) > 0)
                hasher.Append(buffer.AsSpan(0, read));

            return hasher.Finish();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
