using System.Buffers.Binary;
using System.Data.Common;
using System.Text;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Domain;
using Guotu.Identity.Login;
using Guotu.Identity.Store;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.Rendering.Figures;

namespace Guotu.Identity.ImageCode;

/// <summary>
/// Image codes of the login page (图形验证码). A ticket is a MAC over its time, the login challenge and the answer, so that nothing is stored until it is
/// looked at; the look uses it up, right or wrong, so that neither guessing on nor replaying leads anywhere.
/// </summary>
internal sealed class ImageCodes(
    IUnitsOfWork units, IConnectionSource connections, LoginPolicies policies, LoginChallenge challenge, KeyRing ring, IRandomSource random, IClock clock)
{
    private const int LetterCount = 5;
    private const int RandomSize = 16;
    private const int BodySize = RandomSize + sizeof(long);
    private const int LongestAnswer = 10;
    private const string UsedPrefix = "img:";
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);

    private const string UsedSql = "SELECT COUNT(*) AS row_total FROM id_nonce WHERE nonce_text = :p_nonce";
    private const string UseSql = "INSERT INTO id_nonce (nonce_text, expires_utc) VALUES (:p_nonce, :p_expires)";

    /// <summary>A new one for a challenge that was given out; as words where the person does not see pictures.</summary>
    public Result<ImageCodeView> Make(string nonce, ImageCodeKind kind)
    {
        if (!challenge.IsFresh(nonce))
        {
            return new Error(IdentityErrors.ChallengeUnusable);
        }

        if (kind == ImageCodeKind.Words)
        {
            var question = ArithmeticQuestion.By(random);
            return TicketOf(nonce, question.Answer).Map(t => new ImageCodeView(t, null, question.Text));
        }

        var letters = Letters();
        return TicketOf(nonce, letters).Map(t => new ImageCodeView(t, Convert.ToBase64String(DistortedLetters.Draw(letters, random)), null));
    }

    /// <summary>
    /// Nothing where no image code is wanted or the one given is right. One that comes along with a login is used up in any case, also without an answer or where none was
    /// wanted: a picture serves one login, whatever becomes of it.
    /// </summary>
    public async Task<Result> RequireAsync(string account, string address, OpenedLogin opened, CancellationToken ct)
    {
        var isRight = !string.IsNullOrWhiteSpace(opened.ImageTicket) && await IsRightAsync(opened, ct);
        var wanted = await IsWantedAsync(account, address, ct);
        return wanted.Error is { } tampered ? tampered
            : !wanted.Value || isRight ? Result.Done
            : string.IsNullOrWhiteSpace(opened.ImageTicket) || string.IsNullOrWhiteSpace(opened.ImageAnswer) ? new Error(IdentityErrors.ImageCodeWanted)
            : new Error(IdentityErrors.ImageCodeWrong);
    }

    internal Result<string> TicketOf(string nonce, string answer)
    {
        var body = new byte[BodySize];
        random.Fill(body.AsSpan(0, RandomSize));
        BinaryPrimitives.WriteInt64BigEndian(body.AsSpan(RandomSize), clock.Now.UnixMicroseconds);
        var key = ring.Current(KeyPurpose.SessionToken);
        return key.IsSuccess
            ? Convert.ToHexString([.. body, .. HmacSm3.Compute(key.Value.Secret.Span, Message(body, nonce, answer))]).ToLowerInvariant()
            : key.Error!;
    }

    private static byte[] Message(ReadOnlySpan<byte> body, string nonce, string answer) =>
        new BoundText("guotu image code 1").Add(body).Add(Encoding.UTF8.GetBytes(nonce)).Add(Encoding.UTF8.GetBytes(answer.Trim().ToUpperInvariant())).ToArray();

    /// <summary>Accounts that do not exist are counted alike, so that the question tells nothing of them.</summary>
    private async Task<Result<bool>> IsWantedAsync(string account, string address, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var policy = await policies.ReadAsync(session, ct);
        if (policy.Error is { } tampered)
        {
            return tampered;
        }

        var standing = await LoginAttempts.StandingAsync(session, account, clock.Now, ct);
        return policy.Value.WantsImageCode(standing.Failures, await AddressFailures.CountAsync(session, address, clock.Now, ct));
    }

    private async Task<bool> IsRightAsync(OpenedLogin opened, CancellationToken ct)
    {
        if (Read(opened.ImageTicket!) is not { } ticket)
        {
            return false;
        }

        var body = ticket.AsSpan(0, BodySize).ToArray();
        var age = clock.Now.Minus(new Instant(BinaryPrimitives.ReadInt64BigEndian(body.AsSpan(RandomSize))));
        var key = ring.Current(KeyPurpose.SessionToken);
        return age >= TimeSpan.Zero && age <= GoodFor
            && await UseUpAsync(UsedPrefix + Convert.ToHexString(body.AsSpan(0, RandomSize)), ct)
            && key.IsSuccess
            && opened.ImageAnswer is { Length: > 0 and <= LongestAnswer } answer
            && HmacSm3.Verify(key.Value.Secret.Span, Message(body, opened.Nonce!, answer), ticket.AsSpan(BodySize));
    }

    private static byte[]? Read(string text)
    {
        if (text.Length != 2 * (BodySize + HmacSm3.Size) || !text.All(char.IsAsciiHexDigit))
        {
            return null;
        }

        return Convert.FromHexString(text);
    }

    /// <summary>In its own transaction, before the answer is looked at: whatever becomes of the login, this one is gone.</summary>
    private async Task<bool> UseUpAsync(string nonce, CancellationToken ct)
    {
        try
        {
            return await units.RunUpkeepAsync(
                "image-code",
                async (work, token) => await work.ScalarAsync<int>(UsedSql, new { p_nonce = nonce }, token) == 0
                    && await work.ExecuteAsync(UseSql, new { p_nonce = nonce, p_expires = work.At.Plus(GoodFor + GoodFor) }, token) == 1,
                ct);
        }
        catch (DbException exception) when (connections.Dialect.IsUniqueViolation(exception))
        {
            return false;
        }
    }

    private string Letters()
    {
        var (letters, bytes) = (new char[LetterCount], new byte[1]);
        for (var i = 0; i < LetterCount;)
        {
            random.Fill(bytes);
            var most = 256 - (256 % DistortedLetters.Alphabet.Length);
            if (bytes[0] < most)
            {
                letters[i++] = DistortedLetters.Alphabet[bytes[0] % DistortedLetters.Alphabet.Length];
            }
        }

        return new string(letters);
    }
}

/// <summary>Picture or words.</summary>
internal enum ImageCodeKind
{
    Picture,
    Words,
}

/// <summary>An image code for one login challenge.</summary>
/// <param name="Ticket">Goes back with the answer, inside the login's cipher.</param>
/// <param name="Picture">PNG in Base64; null where it is asked in words.</param>
/// <param name="Question">The question in words; null where there is a picture.</param>
internal sealed record ImageCodeView(string Ticket, string? Picture, string? Question);
