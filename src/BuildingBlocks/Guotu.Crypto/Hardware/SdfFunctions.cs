using System.Runtime.InteropServices;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Hardware;

/// <summary>The functions of GM/T 0018-2012 that are called, in the vendor's library. The library stays loaded as long as the process.</summary>
internal sealed unsafe class SdfFunctions
{
    private readonly nint _library;

    private SdfFunctions(nint library)
    {
        _library = library;
        OpenDevice = (delegate* unmanaged<nint*, int>)At("SDF_OpenDevice");
        CloseDevice = (delegate* unmanaged<nint, int>)At("SDF_CloseDevice");
        OpenSession = (delegate* unmanaged<nint, nint*, int>)At("SDF_OpenSession");
        CloseSession = (delegate* unmanaged<nint, int>)At("SDF_CloseSession");
        GetDeviceInfo = (delegate* unmanaged<nint, DeviceInfo*, int>)At("SDF_GetDeviceInfo");
        GenerateRandom = (delegate* unmanaged<nint, uint, byte*, int>)At("SDF_GenerateRandom");
        GetAccessRight = (delegate* unmanaged<nint, uint, byte*, uint, int>)At("SDF_GetPrivateKeyAccessRight");
        ReleaseAccessRight = (delegate* unmanaged<nint, uint, int>)At("SDF_ReleasePrivateKeyAccessRight");
        ExportSignKey = (delegate* unmanaged<nint, uint, EccPublicKey*, int>)At("SDF_ExportSignPublicKey_ECC");
        ExportEncryptionKey = (delegate* unmanaged<nint, uint, EccPublicKey*, int>)At("SDF_ExportEncPublicKey_ECC");
        InternalSign = (delegate* unmanaged<nint, uint, byte*, uint, EccSignature*, int>)At("SDF_InternalSign_ECC");
        ExternalVerify = (delegate* unmanaged<nint, uint, EccPublicKey*, byte*, uint, EccSignature*, int>)At("SDF_ExternalVerify_ECC");
        GenerateKey = (delegate* unmanaged<nint, uint, uint, EccCipher*, nint*, int>)At("SDF_GenerateKeyWithIPK_ECC");
        ImportKey = (delegate* unmanaged<nint, uint, EccCipher*, nint*, int>)At("SDF_ImportKeyWithISK_ECC");
        DestroyKey = (delegate* unmanaged<nint, nint, int>)At("SDF_DestroyKey");
        Encrypt = (delegate* unmanaged<nint, nint, uint, byte*, byte*, uint, byte*, uint*, int>)At("SDF_Encrypt");
        Decrypt = (delegate* unmanaged<nint, nint, uint, byte*, byte*, uint, byte*, uint*, int>)At("SDF_Decrypt");
        HashInit = (delegate* unmanaged<nint, uint, EccPublicKey*, byte*, uint, int>)At("SDF_HashInit");
        HashUpdate = (delegate* unmanaged<nint, byte*, uint, int>)At("SDF_HashUpdate");
        HashFinal = (delegate* unmanaged<nint, byte*, uint*, int>)At("SDF_HashFinal");
    }

    public delegate* unmanaged<nint*, int> OpenDevice { get; }

    public delegate* unmanaged<nint, int> CloseDevice { get; }

    public delegate* unmanaged<nint, nint*, int> OpenSession { get; }

    public delegate* unmanaged<nint, int> CloseSession { get; }

    public delegate* unmanaged<nint, DeviceInfo*, int> GetDeviceInfo { get; }

    public delegate* unmanaged<nint, uint, byte*, int> GenerateRandom { get; }

    public delegate* unmanaged<nint, uint, byte*, uint, int> GetAccessRight { get; }

    public delegate* unmanaged<nint, uint, int> ReleaseAccessRight { get; }

    public delegate* unmanaged<nint, uint, EccPublicKey*, int> ExportSignKey { get; }

    public delegate* unmanaged<nint, uint, EccPublicKey*, int> ExportEncryptionKey { get; }

    public delegate* unmanaged<nint, uint, byte*, uint, EccSignature*, int> InternalSign { get; }

    public delegate* unmanaged<nint, uint, EccPublicKey*, byte*, uint, EccSignature*, int> ExternalVerify { get; }

    public delegate* unmanaged<nint, uint, uint, EccCipher*, nint*, int> GenerateKey { get; }

    public delegate* unmanaged<nint, uint, EccCipher*, nint*, int> ImportKey { get; }

    public delegate* unmanaged<nint, nint, int> DestroyKey { get; }

    public delegate* unmanaged<nint, nint, uint, byte*, byte*, uint, byte*, uint*, int> Encrypt { get; }

    public delegate* unmanaged<nint, nint, uint, byte*, byte*, uint, byte*, uint*, int> Decrypt { get; }

    public delegate* unmanaged<nint, uint, EccPublicKey*, byte*, uint, int> HashInit { get; }

    public delegate* unmanaged<nint, byte*, uint, int> HashUpdate { get; }

    public delegate* unmanaged<nint, byte*, uint*, int> HashFinal { get; }

    /// <summary>Loads the library; refused where it is not there, is no library, or lacks a function.</summary>
    public static Result<SdfFunctions> Load(string path)
    {
        if (!File.Exists(path))
            return Unavailable(path, "文件不存在");

        if (!NativeLibrary.TryLoad(path, out var library))
            return Unavailable(path, "它不是本机处理器的动态库,或缺少它依赖的库");

        try
        {
            return new SdfFunctions(library);
        }
        catch (EntryPointNotFoundException missing)
        {
            NativeLibrary.Free(library);
            return Unavailable(path, "它没有函数" + missing.Message);
        }
    }

    private static Error Unavailable(string path, string reason) => new(CryptoErrors.DeviceUnavailable, ("path", path), ("reason", reason));

    private void* At(string name) =>
        NativeLibrary.TryGetExport(_library, name, out var address) ? (void*)address : throw new EntryPointNotFoundException(name);
}
