using System.Threading.RateLimiting;
using Guotu.Hosting.Http;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Identity.OpenId.Describe;

/// <summary>
/// Stands before everything of the protocol that asks for no session (单点登录限速): so many requests a minute from one address. Answers are
/// kept by nobody unless they say so.
/// </summary>
internal sealed class ProtocolGate : IDisposable
{
    /// <summary>A bureau of some hundred people signs on from one proxy in the morning.</summary>
    private const int RequestsAMinute = 1200;

    /// <summary>Refusals that are written down; beyond them who asks is refused without a record, so that nobody fills the trail from outside.</summary>
    private const int RecordsAMinute = 60;

    private readonly PartitionedRateLimiter<string> _requests =
        PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetSlidingWindowLimiter(address, _ => Window(RequestsAMinute)));

    private readonly SlidingWindowRateLimiter _records = new(Window(RecordsAMinute));

    /// <summary>Whether a refusal of somebody unknown is still recorded in this minute.</summary>
    public bool MayRecord()
    {
        using var lease = _records.AttemptAcquire();
        return lease.IsAcquired;
    }

    public async ValueTask<object?> PassAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        using var lease = _requests.AttemptAcquire(http.ClientAddress());
        if (lease.IsAcquired)
        {
            return await next(context);
        }

        http.Response.Headers.RetryAfter = "60";
        return ProblemAnswer.Of(new Error(OpenIdErrors.TooManyRequests));
    }

    public void Dispose()
    {
        _requests.Dispose();
        _records.Dispose();
    }

    private static SlidingWindowRateLimiterOptions Window(int permits) =>
        new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 };
}

internal static class ProtocolGateExtensions
{
    /// <summary>Puts the endpoint behind the one gate.</summary>
    public static TBuilder BehindProtocolGate<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<ProtocolGate>().PassAsync(context, next));
}
