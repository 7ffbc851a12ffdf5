using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.IdentityModel.Tokens;

namespace Guotu.Identity.OpenId.Upstream.Connect;

/// <summary>
/// The provider's description and keys, kept for some minutes (发现文档与公钥的缓存). A key that is not known is asked for again, at most once a minute, so that
/// forged tokens cannot make the node call.
/// </summary>
internal sealed class UpstreamDirectory(UpstreamConnection connection, NodeSettings node, IClock clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AskedAgain = TimeSpan.FromMinutes(1);
    private volatile Kept<UpstreamDescription>? _description;
    private volatile Kept<IReadOnlyList<JsonWebKey>>? _keys;

    public async Task<Result<UpstreamDescription>> DescribeAsync(string issuer, CancellationToken ct)
    {
        if (_description is { } kept && kept.Of == issuer && IsYoung(kept.At, KeptFor))
        {
            return kept.Value;
        }

        var text = await connection.GetAsync(issuer.TrimEnd('/') + "/.well-known/openid-configuration", ct);
        var read = text.IsSuccess ? UpstreamDescription.Read(text.Value, issuer, node.UpstreamHosts) : text.Error!;
        if (read.IsSuccess)
        {
            _description = new Kept<UpstreamDescription>(issuer, clock.Now, read.Value);
        }

        return read;
    }

    /// <summary>Its public keys; asked for again where the one named is not among them.</summary>
    public async Task<Result<IReadOnlyList<JsonWebKey>>> KeysAsync(string address, string? named, CancellationToken ct)
    {
        if (_keys is { } kept && kept.Of == address && IsYoung(kept.At, KeptFor) && (named is null || kept.Value.Any(k => k.Kid == named) || IsYoung(kept.At, AskedAgain)))
        {
            return Result<IReadOnlyList<JsonWebKey>>.Of(kept.Value);
        }

        var text = await connection.GetAsync(address, ct);
        var read = text.IsSuccess ? Read(text.Value) : text.Error!;
        if (read.IsSuccess)
        {
            _keys = new Kept<IReadOnlyList<JsonWebKey>>(address, clock.Now, read.Value);
        }

        return read;
    }

    /// <summary>Only public keys of key pairs are taken: a shared secret among published keys is none.</summary>
    private static Result<IReadOnlyList<JsonWebKey>> Read(string text)
    {
        try
        {
            var keys = new JsonWebKeySet(text).Keys
                .Where(k => k.Kty is JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve && k.Use is null or "" or "sig").ToList();
            return keys.Count is > 0 and <= 50 ? keys : new Error(UpstreamErrors.Away, ("reason", "没有公布可用的公钥"));
        }
        catch (ArgumentException)
        {
            return new Error(UpstreamErrors.Away, ("reason", "公钥读不出来"));
        }
    }

    private bool IsYoung(Instant at, TimeSpan atMost) => clock.Now.Minus(at) is var age && age >= TimeSpan.Zero && age < atMost;

    private sealed record Kept<T>(string Of, Instant At, T Value);
}
