using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.Store;

/// <summary>A row of <c>id_openid_sign_on</c>: one code and what was issued for it.</summary>
internal sealed record SignOnRow
{
    public long SignOnId { get; init; }

    public long ClientKey { get; init; }

    public long UserId { get; init; }

    public long SessionId { get; init; }

    public string CodeDigest { get; init; } = string.Empty;

    public string RedirectUri { get; init; } = string.Empty;

    public string ChallengeText { get; init; } = string.Empty;

    public string? NonceText { get; init; }

    public string ScopesText { get; init; } = string.Empty;

    public Instant AuthUtc { get; init; }

    public Instant CreatedUtc { get; init; }

    public Instant? UsedUtc { get; init; }

    public string? TokenDigest { get; init; }

    public Instant? TokenUntil { get; init; }

    public Instant? EndedUtc { get; init; }
}
