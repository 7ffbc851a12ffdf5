using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Hosting.Modules;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Guotu.Hosting.Http;

/// <summary>
/// The one place where permission is checked (唯一鉴权点). An endpoint without a stated access is refused. Refusals are audited.
/// </summary>
public sealed class AccessMiddleware(
    RequestDelegate next, ICallerSource callers, IEnumerable<ITokenCallers> tokens, IUnitsOfWork units, PermissionCatalogue permissions, LabelRefusals refusals,
    ILogger<AccessMiddleware> log)
{
    /// <summary>Channel of callers who brought a personal token.</summary>
    public const string TokenChannel = "token";

    private const string CallerKey = "guotu.caller";

    public async Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var endpoint = http.GetEndpoint();
        if (endpoint is null || IsRoutingsRefusal(endpoint) || endpoint.Metadata.GetMetadata<PublicAsset>() is not null)
        {
            await next(http);
            return;
        }

        var access = endpoint.Metadata.GetMetadata<EndpointAccess>()
            ?? throw new InvalidOperationException($"Endpoint {endpoint.DisplayName} states no access");
        if (access.Kind != AccessKind.Anyone && await RefuseAsync(http, access) is { } error)
        {
            await ProblemAnswer.WriteAsync(http, error);
            return;
        }

        try
        {
            await next(http);
        }
        finally
        {
            // Not under the request's token: who goes away does not leave without a record.
            await WriteRefusalsAsync();
        }
    }

    /// <summary>What is due is anybody's: where it cannot be written, the request that happens to end is not the one to fail. It stays due for the pump.</summary>
    private async Task WriteRefusalsAsync()
    {
        if (!refusals.IsDue)
        {
            return;
        }

        try
        {
            await refusals.WriteDueAsync(CancellationToken.None);
        }
        catch (DbException exception)
        {
            log.RefusalsWait(exception);
        }
    }

    /// <summary>Routing refuses a method that no endpoint of the address takes by an endpoint of its own, without a route. What states an access is none.</summary>
    private static bool IsRoutingsRefusal(Endpoint endpoint) => endpoint is not RouteEndpoint && endpoint.Metadata.GetMetadata<EndpointAccess>() is null;

    internal static Caller? CallerOf(HttpContext http) => http.Items[CallerKey] as Caller;

    private static bool Changes(HttpContext http) => !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));

    private async Task<Error?> RefuseAsync(HttpContext http, EndpointAccess access)
    {
        var found = await FindAsync(http);
        if (found.Error is { } unknown)
        {
            return unknown;
        }

        var caller = found.Value;
        http.Items[CallerKey] = caller;
        var error = ErrorOf(http, access, caller);
        if (error is not null)
        {
            await RecordAsync(http, access, caller, error);
            return error;
        }

        http.Items[CallerKey] = access.Permission is { } used ? caller.Using(used) : caller;
        return null;
    }

    /// <summary>A token counts only where the endpoint says so; programs, not pages, are told how to bring one.</summary>
    private async Task<Result<Caller>> FindAsync(HttpContext http)
    {
        if (http.GetEndpoint()!.Metadata.GetMetadata<AcceptsTokens>() is null)
        {
            return await callers.FindAsync(http, http.RequestAborted);
        }

        var holder = tokens.FirstOrDefault(t => t.HasToken(http));
        var found = holder is null ? await callers.FindAsync(http, http.RequestAborted) : await holder.FindAsync(http, http.RequestAborted);
        if (!found.IsSuccess && !http.Request.Headers.ContainsKey("Sec-Fetch-Mode"))
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"guotu\", charset=\"UTF-8\"";
        }

        return found;
    }

    private Error? ErrorOf(HttpContext http, EndpointAccess access, Caller caller)
    {
        var changes = Changes(http) && !(caller.Channel == TokenChannel && http.GetEndpoint()!.Metadata.GetMetadata<ReadsByPost>() is not null);
        if (changes && !SameToken(http.Request.Headers["X-CSRF-Token"].ToString(), caller.CsrfToken))
        {
            return new Error(AccessErrors.CsrfMissing);
        }

        if (changes && !RequestId.TryParse(http.Request.Headers["X-Request-Id"], out _))
        {
            return new Error(AccessErrors.RequestIdMissing);
        }

        if (caller.MustChangePassword && access.Kind != AccessKind.SignedInEvenExpired)
        {
            return new Error(AccessErrors.PasswordMustChange);
        }

        if (caller.MustBindSecondFactor && access.Kind != AccessKind.SignedInEvenExpired)
        {
            return new Error(AccessErrors.SecondFactorMustBind);
        }

        if (access.Permission is not null && !caller.May(access.Permission) && !access.Alternatives.Any(caller.May))
        {
            return new Error(AccessErrors.NotPermitted, ("use", permissions.TitleOf(access.Permission)));
        }

        return http.GetEndpoint()!.Metadata.GetMetadata<NeedsFreshProof>() is not null && !caller.RecentlyProved ? new Error(AccessErrors.ProofWanted) : null;
    }

    private async Task RecordAsync(HttpContext http, EndpointAccess access, Caller caller, Error error)
    {
        var context = new CommandContext(caller.Actor, DataScope.WholeNode, "access." + (access.Permission ?? "session"))
        {
            ObjectType = "endpoint",
            ObjectId = Shorten(http.Request.Method + " " + http.Request.Path),
        };
        await units.RunAsync(context, (_, _) => Task.FromResult<Result>(error), CancellationToken.None);
    }

    private static string Shorten(string text) => text.Length <= 100 ? text : text[..100];

    private static bool SameToken(string given, string expected) =>
        expected.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}

internal static partial class AccessMiddlewareLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Refusals by label could not be written to the trail at the end of a request; they stay due")]
    public static partial void RefusalsWait(this ILogger log, Exception exception);
}

/// <summary>Marks static files of the pages, which anyone may read.</summary>
public sealed record PublicAsset;
