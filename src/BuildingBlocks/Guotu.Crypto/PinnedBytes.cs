namespace Guotu.Crypto;

/// <summary>
/// Arrays that a secret passes through (敏感数据的中转缓冲区). The collector moves ordinary arrays and leaves what was in them where they were, so that zeroing one
/// clears one copy of perhaps two; these lie still. Whoever takes one zeroes it.
/// </summary>
public static class PinnedBytes
{
    /// <summary>All zero.</summary>
    public static byte[] New(int length) => GC.AllocateArray<byte>(length, pinned: true);
}
