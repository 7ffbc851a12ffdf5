using System.Data.Common;
using Guotu.Hosting.Http;
using Guotu.Kernel.Results;
using Guotu.Platform.Logging;
using Microsoft.AspNetCore.Http.Features;

namespace Guotu.Platform.Security;

/// <summary>
/// What no use case foresaw. The caller gets a trace number and no detail; the log gets everything. A request that the server could
/// not read is the caller's error, an unreachable database is said as such.
/// </summary>
public sealed class UnexpectedErrors(RequestDelegate next, ILogger<UnexpectedErrors> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller went away: there is no one to answer, and the unit of work was rolled back.
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (BadHttpRequestException exception) when (!http.Response.HasStarted)
        {
            log.RequestUnreadable(exception.StatusCode, FaultText.Scrubbed(exception.Message));
            await AnswerAsync(http, exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(http) : new Error(PlatformErrors.RequestUnreadable));
        }
        catch (DbException exception) when (!http.Response.HasStarted)
        {
            log.RequestFailed(http.TraceIdentifier, exception);
            await AnswerAsync(http, new Error(PlatformErrors.DatabaseAway));
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            log.RequestFailed(http.TraceIdentifier, exception);
            await AnswerAsync(http, new Error(PlatformErrors.Unexpected));
        }
    }

    /// <summary>A body without a length that went on and on: at least a byte more than the server read.</summary>
    private static Error TooLarge(HttpContext http)
    {
        var limit = http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? BodyLimits.Usual;
        return LimitErrors.TooLarge(http.Request.ContentLength ?? limit + 1, limit);
    }

    private static Task AnswerAsync(HttpContext http, Error error)
    {
        http.Response.Clear();
        return ProblemAnswer.WriteAsync(http, error);
    }
}

internal static partial class UnexpectedErrorsLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Request {TraceId} failed unexpectedly")]
    public static partial void RequestFailed(this ILogger log, string traceId, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "A request could not be read ({Status}): {Reason}")]
    public static partial void RequestUnreadable(this ILogger log, int status, string reason);
}
