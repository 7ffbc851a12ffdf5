using System.Globalization;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.SignOn;

/// <summary>
/// When a request was first seen, under a MAC (登录请求的凭条): a system that wants the person proved anew wants it after that. Nothing is stored.
/// </summary>
internal sealed class SignOnTicket(KeyRing ring, IClock clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(30);

    public Result<string> Make(string query)
    {
        var now = clock.Now.UnixMicroseconds;
        return MacOf(now, query).Map(mac => now.ToString(CultureInfo.InvariantCulture) + "." + Convert.ToHexString(mac).ToLowerInvariant());
    }

    /// <summary>When the request was first seen; refused where the ticket is old or of another request.</summary>
    public Result<Instant> Open(string ticket, string query)
    {
        var old = new Error(OpenIdErrors.TicketOld);
        var parts = ticket.Length > 200 ? [] : ticket.Split('.');
        if (parts.Length != 2 || parts[1].Length != 2 * HmacSm3.Size || !parts[1].All(char.IsAsciiHexDigit)
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
        var isOurs = HmacSm3.Verify(key.Value.Secret.Span, MessageOf(micros, query), Convert.FromHexString(parts[1]));
        return isOurs && clock.Now.Minus(seen) is var age && age >= TimeSpan.Zero && age <= GoodFor ? seen : old;
    }

    private Result<byte[]> MacOf(long micros, string query)
    {
        var key = ring.Current(KeyPurpose.SessionToken);
        return key.IsSuccess ? HmacSm3.Compute(key.Value.Secret.Span, MessageOf(micros, query)) : key.Error!;
    }

    /// <summary>Over what the query says, not how it is written: browsers write it anew on the way over the login page.</summary>
    private static byte[] MessageOf(long micros, string query)
    {
        var text = new BoundText("guotu openid ticket 1").Add(micros);
        foreach (var (name, value) in AuthorizationRequest.Read(query)?.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, string>>())
        {
            text.Add(name).Add(value);
        }

        return text.ToArray();
    }
}
