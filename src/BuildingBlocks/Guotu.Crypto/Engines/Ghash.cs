using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Guotu.Crypto.Engines;

/// <summary>
/// GHASH (NIST SP 800-38D, 6.4) as POLYVAL computes it (RFC 8452, appendix A): bytes reversed, key multiplied by x, Montgomery reduction.
/// Eight blocks are multiplied by eight powers of the key and reduced once. Its time does not depend on the data.
/// </summary>
internal sealed class Ghash : IDisposable
{
    private const int BlockSize = Sm4.BlockSize;
    private const int Lanes = 8;

    private static readonly Vector128<ulong> Reduction = Vector128.Create(0xC200000000000000UL, 0UL);

    // Pinned, so that no copy stays behind when the collector moves it.
    private readonly Vector128<ulong>[] _powers = GC.AllocateArray<Vector128<ulong>>(Lanes, pinned: true);
    private Vector128<ulong> _state;

    /// <param name="hashKey">E(K, 0), 16 bytes.</param>
    public Ghash(ReadOnlySpan<byte> hashKey)
    {
        var key = TimesX(Reversed(hashKey));
        _powers[0] = key;
        for (var i = 1; i < Lanes; i++)
        {
            var product = default(WideProduct);
            product.Add(_powers[i - 1], key);
            _powers[i] = product.Reduced();
        }
    }

    /// <summary>Takes data in, padded with zeros to whole blocks: pieces but the last of a kind are of whole blocks.</summary>
    public void Absorb(ReadOnlySpan<byte> data)
    {
        for (; data.Length >= Lanes * BlockSize; data = data[(Lanes * BlockSize)..])
        {
            var product = default(WideProduct);
            product.Add(_state ^ Reversed(data), _powers[Lanes - 1]);
            for (var i = 1; i < Lanes; i++)
                product.Add(Reversed(data[(i * BlockSize)..]), _powers[Lanes - 1 - i]);

            _state = product.Reduced();
        }

        for (; data.Length >= BlockSize; data = data[BlockSize..])
            AbsorbBlock(data);

        if (data.IsEmpty)
            return;

        Span<byte> padded = stackalloc byte[BlockSize];
        padded.Clear();
        data.CopyTo(padded);
        AbsorbBlock(padded);
    }

    /// <summary>Closes with both lengths, given in bytes, and writes 16 bytes.</summary>
    public void Finish(long associatedLength, long textLength, Span<byte> digest)
    {
        Span<byte> lengths = stackalloc byte[BlockSize];
        BinaryPrimitives.WriteInt64BigEndian(lengths, associatedLength * 8);
        BinaryPrimitives.WriteInt64BigEndian(lengths[8..], textLength * 8);
        AbsorbBlock(lengths);
        BinaryPrimitives.WriteUInt64BigEndian(digest, _state.GetElement(1));
        BinaryPrimitives.WriteUInt64BigEndian(digest[8..], _state.GetElement(0));
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_powers.AsSpan()));
        _state = default;
    }

    private void AbsorbBlock(ReadOnlySpan<byte> block)
    {
        var product = default(WideProduct);
        product.Add(_state ^ Reversed(block), _powers[0]);
        _state = product.Reduced();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Reversed(ReadOnlySpan<byte> block) =>
        Vector128.Create(BinaryPrimitives.ReadUInt64BigEndian(block[8..]), BinaryPrimitives.ReadUInt64BigEndian(block));

    private static Vector128<ulong> TimesX(Vector128<ulong> value)
    {
        var (low, high) = (value.GetElement(0), value.GetElement(1));
        var carry = 0UL - (high >> 63);
        return Vector128.Create((low << 1) ^ (carry & 1), ((high << 1) | (low >> 63)) ^ (carry & 0xC200000000000000UL));
    }

    /// <summary>A sum of 256-bit products that is reduced once.</summary>
    private struct WideProduct
    {
        private Vector128<ulong> _low;
        private Vector128<ulong> _middle;
        private Vector128<ulong> _high;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector128<ulong> left, Vector128<ulong> right)
        {
            var low = CarrylessProduct.LowLow(left, right);
            var high = CarrylessProduct.HighHigh(left, right);
            _low ^= low;
            _high ^= high;

            // Karatsuba: the middle is (l0 + l1)(r0 + r1) without the outer two.
            _middle ^= CarrylessProduct.LowLow(left ^ Swapped(left), right ^ Swapped(right)) ^ low ^ high;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector128<ulong> Reduced()
        {
            var low = _low ^ Vector128.Create(0UL, _middle.GetElement(0));
            var high = _high ^ Vector128.Create(_middle.GetElement(1), 0UL);
            low = Folded(Folded(low));
            return low ^ high;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector128<ulong> Folded(Vector128<ulong> low) =>
            Swapped(low) ^ CarrylessProduct.LowLow(low, Reduction);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector128<ulong> Swapped(Vector128<ulong> value) => Vector128.Shuffle(value, Vector128.Create(1UL, 0UL));
    }
}
