using System.Buffers.Binary;
using System.Security.Cryptography;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Crypto;

/// <summary>
/// Sealing of streams of any length (流加密): chunks of 64 KiB under SM4-GCM with a key of the stream's own; the nonce of
/// a chunk is its number and whether it is the last, so that cutting, reordering and joining are noticed.
/// Format: <c>docs/formats/sealed-stream.md</c>.
/// </summary>
public static class SealedStream
{
    private const int ChunkSize = 64 * 1024;
    private const int SaltSize = 16;
    private const int HeaderSize = 5 + SaltSize;

    private static ReadOnlySpan<byte> Magic => "GTSS1"u8;

    /// <param name="key">At least 16 secret bytes; may seal any number of streams.</param>
    /// <param name="random">Gives the salt.</param>
    /// <param name="associated">Bound, not stored: opening needs the same.</param>
    /// <param name="source">Read to its end.</param>
    /// <param name="target">Gets the header and the chunks.</param>
    /// <param name="cancellationToken">Leaves a target that does not open.</param>
    public static async Task SealAsync(
        SecretBytes key,
        IRandomSource random,
        ReadOnlyMemory<byte> associated,
        Stream source,
        Stream target,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        random.Fill(header.AsSpan(Magic.Length));
        await target.WriteAsync(header, cancellationToken);
        using var own = OwnKey(key, header, associated.Span);
        var (current, next) = (new byte[ChunkSize], new byte[ChunkSize]);
        var length = await source.ReadAtLeastAsync(current, ChunkSize, throwOnEndOfStream: false, cancellationToken);
        for (uint number = 0; ; number++)
        {
            var ahead = length < ChunkSize ? 0 : await source.ReadAtLeastAsync(next, ChunkSize, throwOnEndOfStream: false, cancellationToken);
            var hidden = Sm4Gcm.Seal(own.Span, Nonce(number, ahead == 0), [], current.AsSpan(0, length));
            await target.WriteAsync(hidden, cancellationToken);
            if (ahead == 0)
                break;

            (current, next, length) = (next, current, ahead);
        }

        CryptographicOperations.ZeroMemory(current);
        CryptographicOperations.ZeroMemory(next);
    }

    /// <summary>
    /// Opens chunk by chunk. What was written to the target before a refusal is right as far as it goes, but not whole:
    /// the caller discards it.
    /// </summary>
    /// <param name="key">The key that sealed.</param>
    /// <param name="associated">What was bound.</param>
    /// <param name="source">From its header to its end.</param>
    /// <param name="target">Gets the plaintext.</param>
    /// <param name="cancellationToken">Leaves a target that is not whole.</param>
    public static async Task<Result> OpenAsync(
        SecretBytes key,
        ReadOnlyMemory<byte> associated,
        Stream source,
        Stream target,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        const int Full = ChunkSize + Sm4Gcm.TagSize;
        var header = new byte[HeaderSize];
        var read = await source.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, cancellationToken);
        if (read < HeaderSize || !header.AsSpan().StartsWith(Magic))
            return Damaged(0);

        using var own = OwnKey(key, header, associated.Span);
        var (current, next) = (new byte[Full], new byte[Full]);
        var length = await source.ReadAtLeastAsync(current, Full, throwOnEndOfStream: false, cancellationToken);
        for (uint number = 0; ; number++)
        {
            var ahead = length < Full ? 0 : await source.ReadAtLeastAsync(next, Full, throwOnEndOfStream: false, cancellationToken);
            if (!Sm4Gcm.TryOpen(own.Span, Nonce(number, ahead == 0), [], current.AsSpan(0, length), out var plaintext))
                return Damaged(number + 1);

            await target.WriteAsync(plaintext, cancellationToken);
            CryptographicOperations.ZeroMemory(plaintext);
            if (ahead == 0)
                return Result.Done;

            (current, next, length) = (next, current, ahead);
        }
    }

    private static SecretBytes OwnKey(SecretBytes key, byte[] header, ReadOnlySpan<byte> associated) =>
        Sm3Kdf.Separate(key.Span, "guotu sealed stream 1", [.. header, .. associated], Sm4.KeySize);

    private static byte[] Nonce(uint number, bool isLast)
    {
        var nonce = new byte[Sm4Gcm.NonceSize];
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(7), number);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }

    private static Error Damaged(long chunk) => new(CryptoErrors.SealedStreamDamaged, ("what", "加密文件"), ("chunk", chunk));
}
