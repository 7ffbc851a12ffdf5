using System.Globalization;
using System.Threading.RateLimiting;
using Guotu.Hosting.Http;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Ogc;

/// <summary>
/// Stands before every service (服务闸): so many requests a minute for one caller, and so long for one request. The token that endpoints are given
/// stops with the time and with the caller, and the work with it.
/// </summary>
internal sealed class ServiceGate : IEndpointFilter, IDisposable
{
    private readonly PublishingLimits _limits;
    private readonly PartitionedRateLimiter<long> _limiter;

    public ServiceGate(PublishingLimits limits)
    {
        _limits = limits;
        _limiter = PartitionedRateLimiter.Create<long, long>(user => RateLimitPartition.GetSlidingWindowLimiter(user, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = limits.RequestsAMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        }));
    }

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        using var lease = _limiter.AttemptAcquire(http.Caller().UserId);
        if (!lease.IsAcquired)
        {
            http.Response.Headers.RetryAfter = "60";
            return ProblemAnswer.Of(new Error(PublishingErrors.TooManyRequests, ("limit", _limits.RequestsAMinute)));
        }

        using var time = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        time.CancelAfter(_limits.LongestRequest);
        for (var i = 0; i < context.Arguments.Count; i++)
        {
            if (context.Arguments[i] is CancellationToken)
            {
                context.Arguments[i] = time.Token;
            }
        }

        try
        {
            return await next(context);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !http.RequestAborted.IsCancellationRequested)
        {
            if (!http.Response.HasStarted)
            {
                var seconds = _limits.LongestRequest.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
                return ProblemAnswer.Of(new Error(PublishingErrors.TookTooLong, ("seconds", seconds)));
            }

            // Half an answer must not look like a whole one.
            http.Abort();
            return Results.Empty;
        }
    }

    public void Dispose() => _limiter.Dispose();
}
