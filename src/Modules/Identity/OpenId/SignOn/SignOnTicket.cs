using System.Globalization;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.SignOn;

/// <summary>
/// When a request was first seen and by which browser, under a MAC (登录请求的凭条): a system that wants the person proved anew wants it after that, and a
/// ticket serves only the browser whose mark, a cookie of this site alone, it was made for. Nothing is stored.
/// </summary>
internal sealed class SignOnTicket(KeyRing ring, IRandomSource random, IClock clock)
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(30);
    private const int MarkSize = 32;
    private const int MarkLength = 43;

    /// <summary>The mark that a browser brought, or a new one where it brought none.</summary>
    public string MarkFor(string? brought)
    {
        if (brought is { Length: MarkLength } && brought.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return brought;
        }

        Span<byte> bytes = stackalloc byte[MarkSize];
        random.Fill(bytes);
        return Base64Url.Encode(bytes);
    }

    public Result<string> Make(string query, string browser)
    {
        var key = ring.Current(KeyPurpose.SessionToken);
        if (key.Error is { } noKey)
        {
            return noKey;
        }

        var (now, secret) = (clock.Now.UnixMicroseconds, key.Value.Secret);
        var mark = HmacSm3.Compute(secret.Span, MarkMessage(browser));
        var mac = HmacSm3.Compute(secret.Span, MessageOf(new Seen(now, mark), query));
        return $"{now.ToString(CultureInfo.InvariantCulture)}.{Convert.ToHexString(mark).ToLowerInvariant()}.{Convert.ToHexString(mac).ToLowerInvariant()}";
    }

    /// <summary>When the request was first seen; refused where the ticket is old, of another request or of another browser.</summary>
    public Result<Instant> Open(string? ticket, string query, string browser)
    {
        var old = new Error(OpenIdErrors.TicketOld);
        var parts = ticket is null or { Length: > 200 } ? [] : ticket.Split('.');
        if (parts.Length != 3 || !parts[1..].All(IsMac)
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var micros))
        {
            return old;
        }

        var key = ring.Current(KeyPurpose.SessionToken);
        if (key.Error is { } noKey)
        {
            return noKey;
        }

        var seen = new Instant(micros);
        var (mark, mac) = (Convert.FromHexString(parts[1]), Convert.FromHexString(parts[2]));
        var isOurs = HmacSm3.Verify(key.Value.Secret.Span, MessageOf(new Seen(micros, mark), query), mac);
        return !isOurs || clock.Now.Minus(seen) is var age && (age < TimeSpan.Zero || age > GoodFor) ? old
            : HmacSm3.Verify(key.Value.Secret.Span, MarkMessage(browser), mark) ? seen
            : new Error(OpenIdErrors.TicketForeign);
    }

    private static bool IsMac(string text) => text.Length == 2 * HmacSm3.Size && text.All(char.IsAsciiHexDigit);

    private static byte[] MarkMessage(string browser) => new BoundText("guotu openid browser 1").Add(browser).ToArray();

    /// <summary>Over what the query says, not how it is written: browsers write it anew on the way over the login page.</summary>
    private static byte[] MessageOf(Seen seen, string query)
    {
        var text = new BoundText("guotu openid ticket 2").Add(seen.Micros).Add(seen.Mark);
        foreach (var (name, value) in AuthorizationRequest.Read(query)?.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, string>>())
        {
            text.Add(name).Add(value);
        }

        return text.ToArray();
    }

    /// <summary>When, and the HMAC of the browser's mark.</summary>
    private sealed record Seen(long Micros, byte[] Mark);
}
