using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId;

/// <summary>How long things of a sign-on are good for, and words of the protocol.</summary>
internal static class OpenIdTerms
{
    /// <summary>RFC 6749 4.1.2 recommends ten minutes at most; a program redeems within a second.</summary>
    public static readonly TimeSpan CodeGoodFor = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan AccessTokenGoodFor = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan IdTokenGoodFor = TimeSpan.FromMinutes(5);

    /// <summary>What a sign-on issued is over when the longest session is; then its row goes.</summary>
    public static readonly TimeSpan RowKeptFor = TimeSpan.FromDays(2);

    public static readonly string[] Scopes = ["openid", "profile", "account", "organisation", "roles"];

    public static IReadOnlyList<string> Words(string? text) => (text ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static IReadOnlyList<string> Lines(string? text) => (text ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whole seconds since 1970 as tokens have them.</summary>
    public static long Seconds(Instant instant) => instant.UnixMilliseconds / 1000;
}
