using System.Collections.Concurrent;
using System.Text;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Hardware;

/// <summary>
/// A cryptographic device behind the C interface of GM/T 0018-2012 (密码设备, SDF): the vendor's library is named in the configuration and
/// loaded at run time. Private keys never leave it. Sessions are pooled: one serves one thread at a time, as the standard asks.
/// </summary>
public sealed unsafe class SdfDevice : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SdfFunctions _functions;
    private readonly nint _device;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentBag<nint> _idle = [];

    private SdfDevice(SdfFunctions functions, nint device, int sessions)
    {
        _functions = functions;
        _device = device;
        _free = new SemaphoreSlim(sessions, sessions);
    }

    /// <summary>Work in one session.</summary>
    private delegate Result<T> SessionWork<T>(nint session);

    /// <param name="library">Path of the vendor's library.</param>
    /// <param name="sessions">Most sessions at a time; what the device allows.</param>
    public static Result<SdfDevice> Open(string library, int sessions)
    {
        ArgumentException.ThrowIfNullOrEmpty(library);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sessions);
        var functions = SdfFunctions.Load(library);
        if (!functions.IsSuccess)
            return functions.Error!;

        nint device = 0;
        var code = functions.Value.OpenDevice(&device);
        return code == SdfCode.Ok ? new SdfDevice(functions.Value, device, sessions) : Refused("SDF_OpenDevice", code);
    }

    /// <summary>Maker, name and serial number, for the assessor's report.</summary>
    public Result<SdfDeviceInfo> Info() => InSession<SdfDeviceInfo>(session =>
    {
        var info = default(DeviceInfo);
        var code = _functions.GetDeviceInfo(session, &info);
        return code == SdfCode.Ok
            ? new SdfDeviceInfo(Text(info.IssuerName, 40), Text(info.DeviceName, 16), Text(info.DeviceSerial, 16), info.StandardVersion)
            : Refused("SDF_GetDeviceInfo", code);
    });

    /// <summary>Random bytes of the device's generator.</summary>
    public Result<byte[]> Random(int length) => InSession<byte[]>(session =>
    {
        var bytes = new byte[length];
        fixed (byte* at = bytes)
        {
            var code = _functions.GenerateRandom(session, (uint)length, at);
            return code == SdfCode.Ok ? bytes : Refused("SDF_GenerateRandom", code);
        }
    });

    /// <summary>SM3 by the device.</summary>
    public Result<byte[]> HashSm3(ReadOnlyMemory<byte> data) => InSession<byte[]>(session =>
    {
        var digest = new byte[Sm3.Size];
        var length = (uint)digest.Length;
        fixed (byte* input = data.Span)
        fixed (byte* output = digest)
        {
            if (_functions.HashInit(session, SdfAlgorithms.Sm3, null, null, 0) is not SdfCode.Ok and var first)
                return Refused("SDF_HashInit", first);

            if (_functions.HashUpdate(session, input, (uint)data.Length) is not SdfCode.Ok and var second)
                return Refused("SDF_HashUpdate", second);

            var code = _functions.HashFinal(session, output, &length);
            return code == SdfCode.Ok && length == Sm3.Size ? digest : Refused("SDF_HashFinal", code);
        }
    });

    /// <summary>The public key of a signing key inside.</summary>
    public Result<Sm2PublicKey> SigningKey(uint index) => InSession<Sm2PublicKey>(session =>
    {
        var key = default(EccPublicKey);
        var code = _functions.ExportSignKey(session, index, &key);
        return code == SdfCode.Ok ? SdfPoints.Read(key) : Refused("SDF_ExportSignPublicKey_ECC", code);
    });

    /// <summary>The public key of an encryption key inside.</summary>
    public Result<Sm2PublicKey> EncryptionKey(uint index) => InSession<Sm2PublicKey>(session =>
    {
        var key = default(EccPublicKey);
        var code = _functions.ExportEncryptionKey(session, index, &key);
        return code == SdfCode.Ok ? SdfPoints.Read(key) : Refused("SDF_ExportEncPublicKey_ECC", code);
    });

    /// <summary>Signs inside: e = SM3(Z ‖ M) is computed here and is what the device gets; 64 bytes r ‖ s.</summary>
    /// <param name="key">Which key, and the word that lets it be used.</param>
    /// <param name="userId">The signer's id.</param>
    /// <param name="message">What is signed.</param>
    public Result<byte[]> Sign(SdfKey key, string userId, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(key);
        var owner = SigningKey(key.Index);
        if (!owner.IsSuccess)
            return owner.Error!;

        var digest = Digest(owner.Value, userId, message);
        return InSession(session => WithRight<byte[]>(session, key, () =>
        {
            var signature = default(EccSignature);
            fixed (byte* at = digest)
            {
                var code = _functions.InternalSign(session, key.Index, at, (uint)digest.Length, &signature);
                return code == SdfCode.Ok ? SdfPoints.Read(signature) : Refused("SDF_InternalSign_ECC", code);
            }
        }));
    }

    /// <summary>Verifies by the device, with any public key.</summary>
    public Result<bool> Verify(Sm2PublicKey key, string userId, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (signature.Length != Sm2Signature.RawSize)
            return false;

        var (digest, given, owner) = (Digest(key, userId, message), SdfPoints.Signature(signature), SdfPoints.Key(key));
        return InSession<bool>(session =>
        {
            var (mine, theirs) = (owner, given);
            fixed (byte* at = digest)
            {
                var code = _functions.ExternalVerify(session, SdfAlgorithms.Sm2Sign, &mine, at, (uint)digest.Length, &theirs);
                return code is SdfCode.Ok or SdfCode.VerificationFailed ? code == SdfCode.Ok : Refused("SDF_ExternalVerify_ECC", code);
            }
        });
    }

    /// <summary>
    /// Encrypts whole blocks under a new SM4 key that the device makes and gives out only under its own encryption key.
    /// </summary>
    /// <param name="index">The encryption key inside.</param>
    /// <param name="iv">16 bytes.</param>
    /// <param name="plaintext">Whole blocks of 16 bytes.</param>
    public Result<SdfSealed> Seal(uint index, ReadOnlyMemory<byte> iv, SecretBytes plaintext) => InSession<SdfSealed>(session =>
    {
        var (cipher, handle) = (default(EccCipher), (nint)0);
        var code = _functions.GenerateKey(session, index, Sm4.KeySize * 8, &cipher, &handle);
        if (code != SdfCode.Ok)
            return Refused("SDF_GenerateKeyWithIPK_ECC", code);

        var hidden = Run(_functions.Encrypt, "SDF_Encrypt", session, handle, iv.Span, plaintext.Span);
        _functions.DestroyKey(session, handle);
        return hidden.IsSuccess ? new SdfSealed(SdfPoints.Read(cipher), iv.ToArray(), hidden.Value) : hidden.Error!;
    });

    /// <summary>Opens what <see cref="Seal"/> gave; the SM4 key is unwrapped inside and does not come out.</summary>
    public Result<SecretBytes> Open(SdfKey key, SdfSealed given)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(given);
        return InSession(session => WithRight<SecretBytes>(session, key, () =>
        {
            var (cipher, handle) = (SdfPoints.Cipher(given.Key), (nint)0);
            var code = _functions.ImportKey(session, key.Index, &cipher, &handle);
            if (code != SdfCode.Ok)
                return Refused("SDF_ImportKeyWithISK_ECC", code);

            var shown = Run(_functions.Decrypt, "SDF_Decrypt", session, handle, given.Iv, given.Hidden);
            _functions.DestroyKey(session, handle);
            return shown.IsSuccess ? SecretBytes.Take(shown.Value) : shown.Error!;
        }));
    }

    public void Dispose()
    {
        foreach (var session in _idle)
            _functions.CloseSession(session);

        _functions.CloseDevice(_device);
        _free.Dispose();
    }

    private static byte[] Digest(Sm2PublicKey key, string userId, ReadOnlySpan<byte> message)
    {
        var digest = new byte[Sm3.Size];
        Engines.Sm2Preamble.Digest(Engines.CryptoEngines.Shared, key, Sm2.IdBytes(userId), message, digest);
        return digest;
    }

    private static Result<byte[]> Run(
        delegate* unmanaged<nint, nint, uint, byte*, byte*, uint, byte*, uint*, int> function,
        string name,
        nint session,
        nint key,
        ReadOnlySpan<byte> iv,
        ReadOnlySpan<byte> input)
    {
        // The device may write the next initial value over the one that it was given.
        var (chain, output) = (iv.ToArray(), new byte[input.Length + Sm4.BlockSize]);
        var length = (uint)output.Length;
        fixed (byte* vector = chain)
        fixed (byte* source = input)
        fixed (byte* target = output)
        {
            var code = function(session, key, SdfAlgorithms.Sm4Cbc, vector, source, (uint)input.Length, target, &length);
            var result = output[..(int)Math.Min(length, (uint)output.Length)];
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(output);
            return code == SdfCode.Ok ? result : Refused(name, code);
        }
    }

    private static string Text(byte* bytes, int length) => Encoding.UTF8.GetString(bytes, length).TrimEnd('\0', ' ');

    private static Error Refused(string function, int code) =>
        new(CryptoErrors.DeviceRefused, ("function", function), ("code", SdfCode.Written(code)), ("meaning", SdfCode.Meaning(code)));

    private Result<T> WithRight<T>(nint session, SdfKey key, Func<Result<T>> work)
    {
        fixed (byte* word = key.Password.Span)
        {
            var code = _functions.GetAccessRight(session, key.Index, word, (uint)key.Password.Length);
            if (code != SdfCode.Ok)
                return Refused("SDF_GetPrivateKeyAccessRight", code);
        }

        try
        {
            return work();
        }
        finally
        {
            _functions.ReleaseAccessRight(session, key.Index);
        }
    }

    private Result<T> InSession<T>(SessionWork<T> work)
    {
        if (!_free.Wait(Patience))
            return new Error(CryptoErrors.DeviceRefused, ("function", "会话池"), ("code", "-"), ("meaning", "设备的会话都在用,等了30秒"));

        try
        {
            if (!_idle.TryTake(out var session))
            {
                var code = _functions.OpenSession(_device, &session);
                if (code != SdfCode.Ok)
                    return Refused(SdfCode.OpensSession, code);
            }

            var result = work(session);
            if (result.IsSuccess)
                _idle.Add(session);
            else
                _functions.CloseSession(session);

            return result;
        }
        finally
        {
            _free.Release();
        }
    }
}
