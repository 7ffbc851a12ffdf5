using System.Reflection;
using System.Runtime.InteropServices;

namespace Guotu.Crypto.Engines;

/// <summary>
/// The functions of OpenSSL's libcrypto that the engine calls; all of them exist in 1.1.1 and in 3.x, but for those
/// that are looked up. The name differs by distribution, so it is resolved here.
/// </summary>
internal static partial class Libcrypto
{
    private const string Library = "guotu-libcrypto";

    private static readonly string[] Sonames = ["libcrypto.so.3", "libcrypto.so.1.1"];

    static Libcrypto()
    {
        Handle = Sonames.Select(n => NativeLibrary.TryLoad(n, out var h) ? h : 0).FirstOrDefault(h => h != 0);
        NativeLibrary.SetDllImportResolver(typeof(Libcrypto).Assembly, Resolve);
    }

    /// <summary>Zero where no libcrypto was found.</summary>
    public static nint Handle { get; }

    /// <summary>The address of a function that only some versions have; zero elsewhere.</summary>
    public static nint Optional(string name) => Handle != 0 && NativeLibrary.TryGetExport(Handle, name, out var at) ? at : 0;

    [LibraryImport(Library, EntryPoint = "OpenSSL_version")]
    public static partial nint OpenSslVersion(int type);

    [LibraryImport(Library, EntryPoint = "ERR_clear_error")]
    public static partial void ClearErrors();

    [LibraryImport(Library, EntryPoint = "EVP_get_digestbyname", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint DigestByName(string name);

    [LibraryImport(Library, EntryPoint = "EVP_get_cipherbyname", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CipherByName(string name);

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_new")]
    public static partial nint NewDigestContext();

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_free")]
    public static partial void FreeDigestContext(nint context);

    [LibraryImport(Library, EntryPoint = "EVP_DigestInit_ex")]
    public static partial int DigestInit(DigestContextHandle context, nint digest, nint engine);

    [LibraryImport(Library, EntryPoint = "EVP_DigestUpdate")]
    public static partial int DigestUpdate(DigestContextHandle context, ReadOnlySpan<byte> data, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_DigestFinal_ex")]
    public static partial int DigestFinal(DigestContextHandle context, Span<byte> digest, nint length);

    [LibraryImport(Library, EntryPoint = "HMAC")]
    public static partial nint Hmac(
        nint digest,
        ReadOnlySpan<byte> key,
        int keyLength,
        ReadOnlySpan<byte> data,
        nuint length,
        Span<byte> mac,
        out uint macLength);

    [LibraryImport(Library, EntryPoint = "PKCS5_PBKDF2_HMAC")]
    public static partial int Pbkdf2(
        ReadOnlySpan<byte> password,
        int passwordLength,
        ReadOnlySpan<byte> salt,
        int saltLength,
        int iterations,
        nint digest,
        int outputLength,
        Span<byte> output);

    [LibraryImport(Library, EntryPoint = "EVP_CIPHER_CTX_new")]
    public static partial nint NewCipherContext();

    [LibraryImport(Library, EntryPoint = "EVP_CIPHER_CTX_free")]
    public static partial void FreeCipherContext(nint context);

    [LibraryImport(Library, EntryPoint = "EVP_CIPHER_CTX_set_padding")]
    public static partial int SetPadding(CipherContextHandle context, int padding);

    [LibraryImport(Library, EntryPoint = "EVP_CipherInit_ex")]
    public static partial int CipherInit(
        CipherContextHandle context,
        nint cipher,
        nint engine,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> iv,
        int encrypting);

    [LibraryImport(Library, EntryPoint = "EVP_CipherUpdate")]
    public static partial int CipherUpdate(CipherContextHandle context, Span<byte> output, out int written, ReadOnlySpan<byte> input, int length);

    [LibraryImport(Library, EntryPoint = "EVP_CipherFinal_ex")]
    public static partial int CipherFinal(CipherContextHandle context, Span<byte> output, out int written);

    [LibraryImport(Library, EntryPoint = "EC_KEY_new_by_curve_name")]
    public static partial nint NewEcKey(int curve);

    [LibraryImport(Library, EntryPoint = "EC_KEY_free")]
    public static partial void FreeEcKey(nint key);

    [LibraryImport(Library, EntryPoint = "EC_KEY_oct2key")]
    public static partial int SetEcPublic(nint key, ReadOnlySpan<byte> point, nuint length, nint context);

    [LibraryImport(Library, EntryPoint = "EC_KEY_oct2priv")]
    public static partial int SetEcPrivate(nint key, ReadOnlySpan<byte> scalar, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new")]
    public static partial nint NewKey();

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_free")]
    public static partial void FreeKey(nint key);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_set1_EC_KEY")]
    public static partial int SetEcKey(nint key, nint ecKey);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_CTX_new")]
    public static partial nint NewKeyContext(KeyHandle key, nint engine);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_CTX_free")]
    public static partial void FreeKeyContext(nint context);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_sign_init")]
    public static partial int SignInit(KeyContextHandle context);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_sign")]
    public static partial int Sign(KeyContextHandle context, Span<byte> signature, ref nuint length, ReadOnlySpan<byte> digest, nuint digestLength);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_verify_init")]
    public static partial int VerifyInit(KeyContextHandle context);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_verify")]
    public static partial int Verify(
        KeyContextHandle context,
        ReadOnlySpan<byte> signature,
        nuint length,
        ReadOnlySpan<byte> digest,
        nuint digestLength);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_encrypt_init")]
    public static partial int EncryptInit(KeyContextHandle context);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_encrypt")]
    public static partial int Encrypt(KeyContextHandle context, Span<byte> output, ref nuint length, ReadOnlySpan<byte> input, nuint inputLength);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_decrypt_init")]
    public static partial int DecryptInit(KeyContextHandle context);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_decrypt")]
    public static partial int Decrypt(KeyContextHandle context, Span<byte> output, ref nuint length, ReadOnlySpan<byte> input, nuint inputLength);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Library ? Handle : 0;
}
