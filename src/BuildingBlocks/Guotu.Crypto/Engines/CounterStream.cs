using System.Security.Cryptography;

namespace Guotu.Crypto.Engines;

/// <summary>
/// SM4-CTR over an engine for pieces of any length: writes exactly as many bytes as it reads, which an engine's general contract does not.
/// The block of the first counter value is the mask of the tag and is taken off before the text.
/// </summary>
internal sealed class CounterStream : IDisposable
{
    private const int Piece = 1024;

    private readonly ISm4Context _counter;
    private readonly byte[] _stream = new byte[Piece + Sm4.BlockSize];
    private readonly SecretBytes _mask;
    private int _used = Piece;

    public CounterStream(ICryptoEngine engine, ReadOnlySpan<byte> key, ReadOnlySpan<byte> firstCounter)
    {
        _counter = engine.StartSm4Encryption(Sm4Mode.Ctr, key, firstCounter);
        Span<byte> zero = stackalloc byte[Sm4.BlockSize];
        zero.Clear();
        Span<byte> mask = stackalloc byte[Sm4.BlockSize];
        Run(zero, mask);
        _mask = SecretBytes.CopyOf(mask);
        CryptographicOperations.ZeroMemory(mask);
    }

    public void Run(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (_counter is LibcryptoSm4Context native)
        {
            native.UpdateStream(source, target);
            return;
        }

        for (var at = 0; at < source.Length; at++)
        {
            if (_used == Piece)
                Refill();

            target[at] = (byte)(source[at] ^ _stream[_used++]);
        }
    }

    /// <summary>Hides or shows a tag in place.</summary>
    public void MaskTag(Span<byte> tag)
    {
        for (var i = 0; i < tag.Length; i++)
            tag[i] ^= _mask.Span[i];
    }

    public void Dispose()
    {
        _counter.Dispose();
        _mask.Dispose();
        CryptographicOperations.ZeroMemory(_stream);
    }

    // Whole blocks only: BouncyCastle holds back what is not one.
    private void Refill()
    {
        Span<byte> zeros = stackalloc byte[Piece];
        zeros.Clear();
        _counter.Update(zeros, _stream);
        _used = 0;
    }
}
