using System.Globalization;
using Guotu.Database.Nodes;
using Guotu.Hosting.Http;
using Guotu.Kernel.Results;

namespace Guotu.Platform.Security;

/// <summary>
/// While the process waits for its node number it answers nothing but that (503), the health answer included: Nginx hands what is asked of a map server to the
/// platform meanwhile. What it would answer goes into a trail that it may not write.
/// </summary>
public sealed class NumberMustBeHeld(RequestDelegate next, LeaseStanding standing)
{
    private static readonly string Soon = ((int)NodeLease.Length.TotalSeconds / 4).ToString(CultureInfo.InvariantCulture);

    public Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (!standing.IsWaiting)
        {
            return next(http);
        }

        http.Response.Headers.RetryAfter = Soon;
        return ProblemAnswer.WriteAsync(http, new Error(PlatformErrors.NumberNotRenewed));
    }
}
