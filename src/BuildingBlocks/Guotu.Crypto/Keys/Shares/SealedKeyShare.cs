using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guotu.Crypto.Engines;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Keys.Shares;

/// <summary>
/// A share as its holder keeps it (封装的分片): a small file, sealed under a password or to a public key. Format:
/// <c>docs/formats/key-share.md</c>.
/// </summary>
public sealed record SealedKeyShare
{
    /// <summary>Against guessing of a share that was stolen; about 0.5 s of one core.</summary>
    public const int Iterations = 600_000;

    private const string FormatName = "guotu-key-share 1";
    private const int SaltSize = 16;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string Format { get; init; }

    public required KeyShareLabel Label { get; init; }

    /// <summary>Salt of the password, hexadecimal; null for one sealed to a key.</summary>
    public string? Salt { get; init; }

    /// <summary>Rounds of PBKDF2 with HMAC-SM3; null for one sealed to a key.</summary>
    public int? Rounds { get; init; }

    /// <summary>04 ‖ x ‖ y of the holder's key, hexadecimal; null for one sealed under a password.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Base64: nonce ‖ ciphertext ‖ tag, or an SM2 ciphertext in DER.</summary>
    public required string Sealed { get; init; }

    public static SealedKeyShare UnderPassword(KeyShare share, string password, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(share);
        ArgumentNullException.ThrowIfNull(random);
        var salt = new byte[SaltSize];
        random.Fill(salt);
        using var key = Derive(password, salt, Iterations);
        return new SealedKeyShare
        {
            Format = FormatName,
            Label = share.Label,
            Salt = Convert.ToHexString(salt).ToLowerInvariant(),
            Rounds = Iterations,
            Sealed = Convert.ToBase64String(Sm4Gcm.SealWithNonce(key.Span, random, share.Label.Bound, share.Secret.Span)),
        };
    }

    /// <summary>To the encryption key of the holder's certificate, which the caller has judged.</summary>
    public static SealedKeyShare ToKey(KeyShare share, Sm2PublicKey holder)
    {
        ArgumentNullException.ThrowIfNull(share);
        ArgumentNullException.ThrowIfNull(holder);

        // SM2 binds nothing beside the text, so the digest of the label travels inside.
        using var inner = SecretBytes.Take([.. share.Secret.Span, .. Sm3.Hash(share.Label.Bound)]);
        return new SealedKeyShare
        {
            Format = FormatName,
            Label = share.Label,
            PublicKey = holder.ToHex(),
            Sealed = Convert.ToBase64String(Sm2.Encrypt(holder, inner.Span).ToDer()),
        };
    }

    public static Result<SealedKeyShare> Read(string text)
    {
        try
        {
            var share = JsonSerializer.Deserialize<SealedKeyShare>(text, Json);
            return share is { Format: FormatName, Label: { Number: >= 1 and <= SecretSharing.Shares, Holder.Length: > 0 } } && IsId(share.Label.RootId) && IsId(share.Label.SetId)
                ? share
                : Unreadable("不是第1版的密钥分片");
        }
        catch (JsonException)
        {
            return Unreadable("文件不完整,或不是密钥分片");
        }
    }

    public string ToText() => JsonSerializer.Serialize(this, Json) + "\n";

    public Result<KeyShare> OpenWithPassword(string password)
    {
        if (Salt is not { Length: 2 * SaltSize } || Rounds is not (>= 100_000 and <= 10_000_000) || !TryBytes(out var hidden) || !Salt.All(char.IsAsciiHexDigit))
            return Unreadable("它不是用口令封装的,或文件已损坏");

        using var key = Derive(password, Convert.FromHexString(Salt), Rounds.Value);
        return Sm4Gcm.TryOpenWithNonce(key.Span, Label.Bound, hidden, out var secret) && secret.Length == RootKey.Size
            ? new KeyShare(Label, SecretBytes.Take(secret))
            : Unreadable("口令不对,或文件已被改动");
    }

    public Result<KeyShare> OpenWithKey(Sm2PrivateKey holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        if (PublicKey != holder.PublicKey.ToHex() || !TryBytes(out var hidden))
            return Unreadable("它不是封装给这把密钥的,或文件已损坏");

        var ciphertext = Sm2Ciphertext.FromDer(hidden);
        var opened = ciphertext.IsSuccess ? Sm2.Decrypt(holder, ciphertext.Value) : ciphertext.Error!;
        if (!opened.IsSuccess)
            return Unreadable("文件已被改动");

        using var inner = SecretBytes.Take(opened.Value);
        return inner.Length == RootKey.Size + Sm3.Size
            && CryptographicOperations.FixedTimeEquals(inner.Span[RootKey.Size..], Sm3.Hash(Label.Bound))
                ? new KeyShare(Label, SecretBytes.CopyOf(inner.Span[..RootKey.Size]))
                : Unreadable("文件已被改动");
    }

    private static bool IsId(string? id) => id is { Length: 16 } && id.All(char.IsAsciiHexDigit);

    private static SecretBytes Derive(string password, byte[] salt, int rounds)
    {
        ArgumentNullException.ThrowIfNull(password);
        var (bytes, key) = (Encoding.UTF8.GetBytes(password), new byte[Sm4.KeySize]);
        try
        {
            CryptoEngines.Shared.Pbkdf2Sm3(bytes, salt, rounds, key);
            return SecretBytes.Take(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static Error Unreadable(string reason) => new(CryptoErrors.KeyShareUnreadable, ("reason", reason));

    private bool TryBytes(out byte[] bytes)
    {
        var buffer = new byte[Sealed.Length];
        var whole = Convert.TryFromBase64String(Sealed, buffer, out var written);
        bytes = buffer[..written];
        return whole;
    }
}
