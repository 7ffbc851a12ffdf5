using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

public sealed class SealedStreamTests
{
    private const int Chunk = (64 * 1024) + 16;
    private const int Header = 21;

    private static readonly SecretBytes Key = SecretBytes.Random(new SystemRandomSource(), 32);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(200000)]
    public async Task A_stream_of_any_length_comes_back(int length)
    {
        var plaintext = Bytes(length);
        var opened = await OpenAsync(await SealAsync(plaintext), "backup 7");
        Assert.Equal(plaintext, opened);
    }

    [Fact]
    public async Task A_stream_that_was_cut_swapped_extended_changed_or_moved_is_refused()
    {
        var sealedBytes = await SealAsync(Bytes(200_000));
        byte[][] tampered =
        [
            sealedBytes[..^1],
            sealedBytes[..(Header + Chunk)],
            sealedBytes[..(Header + (2 * Chunk))],
            sealedBytes[..Header],
            sealedBytes[..4],
            [],
            [.. sealedBytes, 0],
            [.. sealedBytes[..Header], .. sealedBytes[(Header + Chunk)..(Header + (2 * Chunk))], .. sealedBytes[Header..(Header + Chunk)], .. sealedBytes[(Header + (2 * Chunk))..]],
            [.. sealedBytes[..Header], .. sealedBytes[(Header + Chunk)..]],
        ];
        foreach (var bytes in tampered)
            Assert.Null(await OpenAsync(bytes, "backup 7"));

        for (var at = 0; at < sealedBytes.Length; at += 9973)
        {
            var changed = (byte[])sealedBytes.Clone();
            changed[at] ^= 0x40;
            Assert.Null(await OpenAsync(changed, "backup 7"));
        }

        Assert.Null(await OpenAsync(sealedBytes, "backup 8"));
    }

    [Fact]
    public async Task The_same_content_sealed_twice_differs() =>
        Assert.NotEqual(await SealAsync(Bytes(100)), await SealAsync(Bytes(100)));

    private static byte[] Bytes(int length) => Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray();

    private static async Task<byte[]> SealAsync(byte[] plaintext)
    {
        using var target = new MemoryStream();
        await SealedStream.SealAsync(Key, new SystemRandomSource(), "backup 7"u8.ToArray(), new MemoryStream(plaintext), target, default);
        return target.ToArray();
    }

    private static async Task<byte[]?> OpenAsync(byte[] sealedBytes, string associated)
    {
        using var target = new MemoryStream();
        var opened = await SealedStream.OpenAsync(Key, System.Text.Encoding.ASCII.GetBytes(associated), new MemoryStream(sealedBytes), target, default);
        if (opened.IsSuccess)
            return target.ToArray();

        Assert.Equal(CryptoErrors.SealedStreamDamaged, opened.Error!.Code);
        Assert.NotEmpty(opened.Error.Text);
        return null;
    }
}
