using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace Guotu.Hosting.Http;

/// <summary>What endpoints need of a request.</summary>
public static class HttpExtensions
{
    /// <summary>The caller found by the access check; an endpoint open to anyone has none and must not ask.</summary>
    public static Caller Caller(this HttpContext http) =>
        AccessMiddleware.CallerOf(http) ?? throw new InvalidOperationException("This endpoint has no signed-in caller");

    /// <summary>The context of a command: the caller's name, scope and request id.</summary>
    public static CommandContext Command(this HttpContext http, string name, string objectType, string objectId)
    {
        ArgumentNullException.ThrowIfNull(http);
        var caller = http.Caller();
        return new CommandContext(caller.Actor, caller.Scope, name)
        {
            RequestId = RequestId.TryParse(http.Request.Headers["X-Request-Id"], out var id) ? id : null,
            ObjectType = objectType,
            ObjectId = objectId,
        };
    }

    /// <summary>200 with the value, or the problem.</summary>
    public static IResult ToHttp<T>(this Result<T> result) =>
        result.Error is { } error ? ProblemAnswer.Of(error) : Results.Ok(result.Value);

    /// <summary>204, or the problem.</summary>
    public static IResult ToHttp(this Result result) =>
        result.Error is { } error ? ProblemAnswer.Of(error) : Results.NoContent();
}
