using System.Runtime.InteropServices;

namespace Guotu.Crypto.Hardware;

/// <summary>ECCrefPublicKey (GM/T 0018-2012, 5.5.3): coordinates right-aligned in 64 bytes, so that 256 bits are the last 32.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EccPublicKey
{
    public uint Bits;
    public fixed byte X[SdfSizes.Coordinate];
    public fixed byte Y[SdfSizes.Coordinate];
}

/// <summary>ECCSignature (5.5.5): r and s right-aligned in 64 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EccSignature
{
    public fixed byte R[SdfSizes.Coordinate];
    public fixed byte S[SdfSizes.Coordinate];
}

/// <summary>ECCCipher (5.5.4), with room for the key that it hides; the standard's C[1] goes on behind the structure.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EccCipher
{
    public fixed byte X[SdfSizes.Coordinate];
    public fixed byte Y[SdfSizes.Coordinate];
    public fixed byte M[Sm3.Size];
    public uint L;
    public fixed byte C[SdfSizes.HiddenKey];
}

/// <summary>DEVICEINFO (5.4).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DeviceInfo
{
    public fixed byte IssuerName[40];
    public fixed byte DeviceName[16];
    public fixed byte DeviceSerial[16];
    public uint DeviceVersion;
    public uint StandardVersion;
    public fixed uint AsymmetricAbility[2];
    public uint SymmetricAbility;
    public uint HashAbility;
    public uint BufferSize;
}

/// <summary>Sizes in those structures, in bytes.</summary>
internal static class SdfSizes
{
    public const int Coordinate = 64;

    /// <summary>Where 256 bits begin in 64 bytes.</summary>
    public const int Lead = Coordinate - 32;

    public const int HiddenKey = 136;
}

/// <summary>Algorithm identifiers (GM/T 0006).</summary>
internal static class SdfAlgorithms
{
    public const uint Sm3 = 0x00000001;
    public const uint Sm4Cbc = 0x00000402;
    public const uint Sm2Sign = 0x00020200;
}
