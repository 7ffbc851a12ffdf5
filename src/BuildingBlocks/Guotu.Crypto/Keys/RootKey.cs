using System.Security.Cryptography;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Keys;

/// <summary>
/// Wraps and unwraps keys under the root key (密钥保护): SM4-GCM with the name, version, kind, activation and public key
/// as associated data, so that a record cannot be relabelled or swapped for another. Format: <c>docs/formats/wrapped-key.md</c>.
/// </summary>
public sealed class RootKey : IDisposable
{
    public const int Size = 32;

    public const int IdSize = 8;

    private readonly SecretBytes _wrapping;
    private readonly byte[] _id;

    public RootKey(SecretBytes root)
    {
        if (root.Length != Size)
            throw new ArgumentException($"A root key has {Size} bytes, not {root.Length}", nameof(root));

        _id = IdOf(root);
        _wrapping = Sm3Kdf.Separate(root.Span, "guotu key wrap 1", [], Sm4.KeySize);
    }

    /// <summary>8 bytes that tell root keys apart and tell nothing of them.</summary>
    public ReadOnlySpan<byte> Id => _id;

    public static byte[] IdOf(SecretBytes root)
    {
        ArgumentNullException.ThrowIfNull(root);
        using var id = Sm3Kdf.Separate(root.Span, "guotu root id 1", [], IdSize);
        return id.Span.ToArray();
    }

    public WrappedKey Wrap(WrappedKey label, ReadOnlySpan<byte> secret, IRandomSource random)
    {
        var wrapped = label with { RootId = _id };
        return wrapped with { Sealed = Sm4Gcm.SealWithNonce(_wrapping.Span, random, Associated(wrapped), secret) };
    }

    public Result<SecretBytes> Unwrap(WrappedKey key)
    {
        if (!CryptographicOperations.FixedTimeEquals(key.RootId.Span, _id))
            return new Error(CryptoErrors.WrongRootKey, ("key", key.Name), ("version", key.Version));

        return Sm4Gcm.TryOpenWithNonce(_wrapping.Span, Associated(key), key.Sealed.Span, out var secret)
            ? SecretBytes.Take(secret)
            : new Error(CryptoErrors.WrappedKeyDamaged, ("key", key.Name), ("version", key.Version));
    }

    /// <summary>The same key under the next root key.</summary>
    public Result<WrappedKey> Rewrap(WrappedKey key, RootKey next, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(next);
        var unwrapped = Unwrap(key);
        if (!unwrapped.IsSuccess)
            return unwrapped.Error!;

        using var secret = unwrapped.Value;
        return next.Wrap(key, secret.Span, random);
    }

    public void Dispose() => _wrapping.Dispose();

    private static byte[] Associated(WrappedKey key) => new BoundText("guotu wrapped key 1")
        .Add(key.Name)
        .Add(key.Version)
        .Add((int)key.Kind)
        .Add(key.ActiveFrom.UnixMicroseconds)
        .Add(key.RootId.Span)
        .Add(key.PublicKey.Span)
        .ToArray();
}
