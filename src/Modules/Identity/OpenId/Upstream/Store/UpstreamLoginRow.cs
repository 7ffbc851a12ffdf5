using Guotu.Crypto;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.Upstream.Store;

/// <summary>A row of <c>id_upstream_login</c>, whose MAC covers all of it.</summary>
internal sealed record UpstreamLoginRow
{
    /// <summary>HMAC of the state.</summary>
    public string StateDigest { get; init; } = string.Empty;

    /// <summary>HMAC of the browser's mark.</summary>
    public string BrowserDigest { get; init; } = string.Empty;

    public string NonceText { get; init; } = string.Empty;

    public string VerifierText { get; init; } = string.Empty;

    public Instant CreatedUtc { get; init; }

    public Instant? UsedUtc { get; init; }

    /// <summary>The account that the city's answer was found to be of; the second factor may still be wanted.</summary>
    public long? UserId { get; init; }

    public Instant? EndedUtc { get; init; }

    /// <summary>HMAC in hexadecimal; null where the row is of before rows carried one.</summary>
    public string? LoginMac { get; init; }

    public byte[] Message => new BoundText("guotu upstream login row 1")
        .Add(StateDigest).Add(BrowserDigest).Add(NonceText).Add(VerifierText)
        .Add(CreatedUtc.UnixMicroseconds).Add(UsedUtc?.UnixMicroseconds ?? -1).Add(UserId ?? -1).Add(EndedUtc?.UnixMicroseconds ?? -1)
        .ToArray();
}

/// <summary>What a login that begins is made of.</summary>
internal sealed record LoginUnderWay(string State, string Browser, string Nonce, string Verifier);
