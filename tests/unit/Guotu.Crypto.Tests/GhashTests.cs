using System.Runtime.Intrinsics;
using FsCheck;
using FsCheck.Fluent;
using Guotu.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes.Gcm;

namespace Guotu.Crypto.Tests;

/// <summary>Our GHASH and its product against BouncyCastle's tables and against bits shifted one by one.</summary>
public sealed class GhashTests
{
    [Fact]
    public void The_product_in_integers_is_that_of_bits_shifted_one_by_one() => Prop.ForAll<ulong, ulong>((left, right) =>
    {
        var (low, high) = (0UL, 0UL);
        for (var i = 0; i < 64; i++)
        {
            if (((right >> i) & 1) == 0)
                continue;

            low ^= left << i;
            high ^= i == 0 ? 0 : left >> (64 - i);
        }

        return CarrylessProduct.InIntegers(left, right) == Vector128.Create(low, high);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_processors_product_is_the_one_in_integers() => Prop.ForAll<ulong, ulong>((left, right) =>
    {
        var (a, b) = (Vector128.Create(left, right), Vector128.Create(right ^ 0x55, left));
        return CarrylessProduct.LowLow(a, b) == CarrylessProduct.InIntegers(left, right ^ 0x55)
            && CarrylessProduct.HighHigh(a, b) == CarrylessProduct.InIntegers(right, left);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_data_in_whole_blocks_and_a_rest_is_hashed_as_the_tables_do()
    {
        var random = new Random(20261130);
        for (var length = 0; length < 600; length++)
        {
            var (key, data, digest) = (new byte[16], new byte[length], new byte[16]);
            random.NextBytes(key);
            random.NextBytes(data);
            using var hash = new Ghash(key);
            var cut = Math.Min(length, random.Next(20) * 16);
            hash.Absorb(data.AsSpan(0, cut));
            hash.Absorb(data.AsSpan(cut));
            hash.Finish(0, length, digest);
            Assert.Equal(ByTables(key, data), digest);
        }
    }

    private static byte[] ByTables(byte[] key, byte[] data)
    {
        var multiplier = new Tables4kGcmMultiplier();
        multiplier.Init(key);
        var state = new byte[16];
        var lengths = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(lengths.AsSpan(8), data.Length * 8L);
        foreach (var block in data.Chunk(16).Append(lengths))
        {
            for (var i = 0; i < block.Length; i++)
                state[i] ^= block[i];

            multiplier.MultiplyH(state);
        }

        return state;
    }
}
