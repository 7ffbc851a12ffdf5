using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;

namespace Guotu.Crypto.Engines;

/// <summary>
/// Product of two 64-bit polynomials over GF(2) (无进位乘法), 128 bits: by the processor's instruction, else in integer arithmetic.
/// No way depends on the operands in time or in the addresses it reads.
/// </summary>
internal static class CarrylessProduct
{
    private const ulong Every4th = 0x1111111111111111;

    /// <summary>True where the processor multiplies by itself.</summary>
    public static bool IsHardware => Pclmulqdq.IsSupported || ArmAes.IsSupported;

    /// <summary>Lower half times lower half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> LowLow(Vector128<ulong> left, Vector128<ulong> right)
    {
        if (Pclmulqdq.IsSupported)
            return Pclmulqdq.CarrylessMultiply(left, right, 0x00);

        return ArmAes.IsSupported
            ? ArmAes.PolynomialMultiplyWideningLower(left.GetLower(), right.GetLower())
            : InIntegers(left.GetElement(0), right.GetElement(0));
    }

    /// <summary>Upper half times upper half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> HighHigh(Vector128<ulong> left, Vector128<ulong> right)
    {
        if (Pclmulqdq.IsSupported)
            return Pclmulqdq.CarrylessMultiply(left, right, 0x11);

        return ArmAes.IsSupported
            ? ArmAes.PolynomialMultiplyWideningUpper(left, right)
            : InIntegers(left.GetElement(1), right.GetElement(1));
    }

    /// <summary>
    /// The same without the instruction. Bits are spread four apart, so that the carries of an integer product fall into the gaps and are
    /// masked away; the upper half is the lower one of the reversed operands.
    /// </summary>
    public static Vector128<ulong> InIntegers(ulong left, ulong right)
    {
        var high = Reverse(LowerHalf(Reverse(left), Reverse(right))) >> 1;
        return Vector128.Create(LowerHalf(left, right), high);
    }

    private static ulong LowerHalf(ulong left, ulong right)
    {
        var product = 0UL;
        for (var residue = 0; residue < 4; residue++)
        {
            var sum = 0UL;
            for (var part = 0; part < 4; part++)
                sum ^= (left & (Every4th << part)) * (right & (Every4th << ((residue - part) & 3)));

            product |= sum & (Every4th << residue);
        }

        return product;
    }

    private static ulong Reverse(ulong value)
    {
        value = ((value >> 1) & 0x5555555555555555) | ((value & 0x5555555555555555) << 1);
        value = ((value >> 2) & 0x3333333333333333) | ((value & 0x3333333333333333) << 2);
        value = ((value >> 4) & 0x0F0F0F0F0F0F0F0F) | ((value & 0x0F0F0F0F0F0F0F0F) << 4);
        return BinaryPrimitives.ReverseEndianness(value);
    }
}
