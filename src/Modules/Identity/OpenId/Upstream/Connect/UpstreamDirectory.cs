using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.IdentityModel.Tokens;

namespace Guotu.Identity.OpenId.Upstream.Connect;

/// <summary>
/// The provider's description and keys, kept for some minutes (发现文档与公钥的缓存). A key that is not known is asked for again, at most once a minute, so that
/// forged tokens cannot make the node call. One asks at a time, and that there was no answer is kept for a quarter of a minute: a flood of logins is one call.
/// </summary>
internal sealed class UpstreamDirectory(UpstreamConnection connection, NodeSettings node, IClock clock) : IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AskedAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RefusalKeptFor = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _asking = new(1);
    private volatile Kept<UpstreamDescription>? _description;
    private volatile Kept<IReadOnlyList<JsonWebKey>>? _keys;
    private volatile Kept<Error>? _noDescription;
    private volatile Kept<Error>? _noKeys;

    public Task<Result<UpstreamDescription>> DescribeAsync(string issuer, CancellationToken ct) => OneAtATimeAsync(
        () => _description is { } kept && kept.Of == issuer && IsYoung(kept.At, KeptFor) ? Result<UpstreamDescription>.Of(kept.Value) : Refusal<UpstreamDescription>(_noDescription, issuer),
        async () =>
        {
            var text = await connection.GetAsync(issuer.TrimEnd('/') + "/.well-known/openid-configuration", ct);
            var read = text.IsSuccess ? UpstreamDescription.Read(text.Value, issuer, node.UpstreamHosts) : text.Error!;
            _description = read.IsSuccess ? new Kept<UpstreamDescription>(issuer, clock.Now, read.Value) : _description;
            _noDescription = read.Error is { } away ? new Kept<Error>(issuer, clock.Now, away) : null;
            return read;
        },
        ct);

    /// <summary>Its public keys; asked for again where the one named is not among them.</summary>
    public Task<Result<IReadOnlyList<JsonWebKey>>> KeysAsync(string address, string? named, CancellationToken ct) => OneAtATimeAsync(
        () => _keys is { } kept && kept.Of == address && IsYoung(kept.At, KeptFor) && (named is null || kept.Value.Any(k => k.Kid == named) || IsYoung(kept.At, AskedAgain))
            ? Result<IReadOnlyList<JsonWebKey>>.Of(kept.Value)
            : Refusal<IReadOnlyList<JsonWebKey>>(_noKeys, address),
        async () =>
        {
            var text = await connection.GetAsync(address, ct);
            var read = text.IsSuccess ? Read(text.Value) : text.Error!;
            _keys = read.IsSuccess ? new Kept<IReadOnlyList<JsonWebKey>>(address, clock.Now, read.Value) : _keys;
            _noKeys = read.Error is { } away ? new Kept<Error>(address, clock.Now, away) : null;
            return read;
        },
        ct);

    /// <summary>Whoever looks whether the provider answers wants to know of now.</summary>
    public void Forget() => (_description, _keys, _noDescription, _noKeys) = (null, null, null, null);

    public void Dispose() => _asking.Dispose();

    /// <summary>What is kept, else what asking brings; who waited while another asked takes that answer.</summary>
    private async Task<Result<T>> OneAtATimeAsync<T>(Func<Result<T>?> kept, Func<Task<Result<T>>> ask, CancellationToken ct)
    {
        if (kept() is { } known)
        {
            return known;
        }

        await _asking.WaitAsync(ct);
        try
        {
            return kept() is { } meanwhile ? meanwhile : await ask();
        }
        finally
        {
            _asking.Release();
        }
    }

    private Result<T>? Refusal<T>(Kept<Error>? refusal, string of) =>
        refusal is not null && refusal.Of == of && IsYoung(refusal.At, RefusalKeptFor) ? (Result<T>?)(Result<T>)refusal.Value : default;

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
