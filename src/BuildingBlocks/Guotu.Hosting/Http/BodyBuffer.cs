using System.Collections.Concurrent;
using System.Security.Cryptography;
using Guotu.Crypto;

namespace Guotu.Hosting.Http;

/// <summary>
/// A request's body in memory (请求体缓冲). It grows with what has come, never with what a header promises: at most four times as much is held, so that a promise of
/// megabytes costs nothing. The bytes may hold secrets: they lie where the collector does not move them, and are zeroed when the request is over, also where
/// it broke off. Small buffers are used again, because memory that lies still is dear to allocate.
/// </summary>
public sealed class BodyBuffer : IDisposable
{
    /// <summary>Bytes to begin with.</summary>
    public const int First = 4 << 10;

    /// <summary>Up to this size buffers are kept for the next request.</summary>
    private const int LargestKept = 64 << 10;

    private const int MostKept = 64;
    private static readonly ConcurrentDictionary<int, ConcurrentBag<byte[]>> Kept = new();
    private byte[] _bytes = Take(First);
    private bool _disposed;

    /// <summary>Bytes that came.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes of memory in use.</summary>
    public int Held => _bytes.Length;

    public ReadOnlySpan<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes.AsSpan(0, Length);
        }
    }

    /// <summary>Reads to the end, or one byte beyond the limit: then <see cref="Length"/> is more than it, whatever the header said.</summary>
    public async Task FillAsync(Stream body, int limit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(body);
        for (int read; (read = await body.ReadAsync(_bytes.AsMemory(Length, Math.Min(_bytes.Length, limit + 1) - Length), ct)) > 0;)
        {
            Length += read;
            if (Length > limit)
            {
                return;
            }

            if (Length == _bytes.Length)
            {
                Grow(limit);
            }
        }
    }

    /// <summary>What came as a stream; it ends with the buffer.</summary>
    public MemoryStream ToStream() => new(_bytes, 0, Length, writable: false);

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            GiveBack(_bytes);
        }
    }

    private void Grow(int limit)
    {
        var wanted = _bytes.Length < LargestKept ? _bytes.Length * 4L : Math.Min(_bytes.Length * 2L, Math.Max(limit + 1L, _bytes.Length + 1L));
        var larger = Take((int)wanted);
        _bytes.AsSpan(0, Length).CopyTo(larger);
        GiveBack(_bytes);
        _bytes = larger;
    }

    private static byte[] Take(int size) => size <= LargestKept && Kept.TryGetValue(size, out var kept) && kept.TryTake(out var again) ? again : PinnedBytes.New(size);

    private static void GiveBack(byte[] bytes)
    {
        CryptographicOperations.ZeroMemory(bytes);
        if (bytes.Length <= LargestKept && Kept.GetOrAdd(bytes.Length, _ => []) is { Count: < MostKept } kept)
        {
            kept.Add(bytes);
        }
    }
}
