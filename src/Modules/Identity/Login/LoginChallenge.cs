using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Login;

/// <summary>
/// The challenge of the login page (登录挑战): a random number with time and MAC, so that nothing is stored until it is used, and the public
/// key that the password is encrypted for. Each begins one session at most, within five minutes.
/// </summary>
public sealed class LoginChallenge(KeyRing ring, IRandomSource random, IClock clock)
{
    private const int RandomSize = 16;
    private const int BodySize = RandomSize + sizeof(long);
    private const int MostCipher = 4096;
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new SecretTextConverter() } };

    private const string UseSql = "INSERT INTO id_nonce (nonce_text, expires_utc) VALUES (:p_nonce, :p_expires)";
    private const string UsedSql = "SELECT COUNT(*) AS row_total FROM id_nonce WHERE nonce_text = :p_nonce";
    private const string ForgetSql = "DELETE FROM id_nonce WHERE expires_utc < :p_now";

    public Result<ChallengeView> Make()
    {
        var pair = ring.Current(KeyPairPurpose.LoginPassword);
        if (pair.Error is { } noPair)
        {
            return noPair;
        }

        Span<byte> body = stackalloc byte[BodySize];
        random.Fill(body[..RandomSize]);
        BinaryPrimitives.WriteInt64BigEndian(body[RandomSize..], clock.Now.UnixMicroseconds);
        return Mac(body) is { IsSuccess: true } mac
            ? new ChallengeView(pair.Value.PublicKey.ToHex(), Convert.ToHexString([.. body, .. mac.Value]).ToLowerInvariant(), clock.Now)
            : Mac(body).Error!;
    }

    /// <summary>Opens a cipher (hexadecimal C1C3C2 without the leading 04) and checks that its challenge is ours and fresh.</summary>
    public Result<OpenedLogin> Open(string cipherHex)
    {
        var unusable = new Error(IdentityErrors.ChallengeUnusable);
        if (string.IsNullOrEmpty(cipherHex) || cipherHex.Length > MostCipher || TryHex(cipherHex) is not { } bytes)
        {
            return unusable;
        }

        var pair = ring.Current(KeyPairPurpose.LoginPassword);
        if (pair.Error is { } noPair)
        {
            return noPair;
        }

        var cipher = Sm2Ciphertext.FromRawWithoutPrefix(bytes);
        var plain = cipher.IsSuccess ? pair.Value.Decrypt(cipher.Value) : cipher.Error!;
        if (!plain.IsSuccess)
        {
            return unusable;
        }

        try
        {
            var opened = JsonSerializer.Deserialize<OpenedLogin>(plain.Value, Json);
            if (opened is not null && IsFresh(opened.Nonce))
            {
                return opened;
            }

            opened?.Dispose();
            return unusable;
        }
        catch (JsonException)
        {
            return unusable;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain.Value);
        }
    }

    /// <summary>Uses the challenge up in the caller's unit of work.</summary>
    public static async Task<Result> UseAsync(IUnitOfWork work, string nonce, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        await work.ExecuteAsync(ForgetSql, new { p_now = work.At }, ct);
        if (await work.ScalarAsync<int>(UsedSql, new { p_nonce = nonce }, ct) > 0)
        {
            return new Error(IdentityErrors.ChallengeUnusable);
        }

        await work.ExecuteAsync(UseSql, new { p_nonce = nonce, p_expires = work.At.Plus(GoodFor + GoodFor) }, ct);
        return Result.Done;
    }

    /// <summary>Whether a challenge is ours and not older than five minutes.</summary>
    public bool IsFresh(string? nonce)
    {
        if (nonce is null || TryHex(nonce) is not { Length: BodySize + HmacSm3.Size } bytes)
        {
            return false;
        }

        var body = bytes.AsSpan(0, BodySize);
        var key = ring.Current(KeyPurpose.SessionToken);
        var made = new Instant(BinaryPrimitives.ReadInt64BigEndian(body[RandomSize..]));
        return key.IsSuccess
            && HmacSm3.Verify(key.Value.Secret.Span, Message(body), bytes.AsSpan(BodySize))
            && clock.Now.Minus(made) is var age && age >= TimeSpan.Zero && age <= GoodFor;
    }

    private static byte[]? TryHex(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private Result<byte[]> Mac(ReadOnlySpan<byte> body)
    {
        var key = ring.Current(KeyPurpose.SessionToken);
        return key.IsSuccess ? HmacSm3.Compute(key.Value.Secret.Span, Message(body)) : key.Error!;
    }

    private static byte[] Message(ReadOnlySpan<byte> body) => new BoundText("guotu login challenge 1").Add(body).ToArray();
}

/// <summary>What the login page gets.</summary>
/// <param name="PublicKey">SM2 point, hexadecimal, with the leading 04.</param>
public sealed record ChallengeView(string PublicKey, string Nonce, Instant ServerTime);

/// <summary>What the page encrypted.</summary>
public sealed record OpenedLogin(string? Nonce, SecretText? Password, SecretText? OldPassword, SecretText? NewPassword) : IDisposable
{
    /// <summary>The dynamic password, in the second step.</summary>
    public string? Code { get; init; }

    /// <summary>SM3 of the certificate whose UKey signed the challenge, in the place of a dynamic password.</summary>
    public string? Certificate { get; init; }

    /// <summary>The signature: r ‖ s, hexadecimal.</summary>
    public string? Signature { get; init; }

    /// <summary>Where the page says it came from; signed, and one of the node's.</summary>
    public string? Origin { get; init; }

    /// <summary>Ticket of the image code, where one was asked for.</summary>
    public string? ImageTicket { get; init; }

    /// <summary>What the person read or reckoned.</summary>
    public string? ImageAnswer { get; init; }

    /// <summary>The UKey's part, for the purpose that the endpoint is for; null where the person used none.</summary>
    public CertificateAnswer? AnswerFor(string purpose, string address) => string.IsNullOrEmpty(Certificate) && string.IsNullOrEmpty(Signature)
        ? null
        : new CertificateAnswer(purpose, Certificate ?? string.Empty, Signature ?? string.Empty, Origin ?? string.Empty) { Challenge = Nonce ?? string.Empty, Address = address };

    /// <summary>Wipes the passwords.</summary>
    public void Dispose()
    {
        Password?.Dispose();
        OldPassword?.Dispose();
        NewPassword?.Dispose();
    }
}

/// <summary>Reads a password without making a string of it.</summary>
internal sealed class SecretTextConverter : JsonConverter<SecretText>
{
    public override SecretText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? SecretText.Of(ref reader) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, SecretText value, JsonSerializerOptions options) => throw new NotSupportedException("A secret is not written");
}
