using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace Guotu.Hosting.Callers;

/// <summary>
/// Finds the caller behind a personal token (令牌), for endpoints that are marked <see cref="AcceptsTokens"/> and for no other. Implemented by the
/// module that gives tokens out; a node without it knows sessions only.
/// </summary>
public interface ITokenCallers
{
    /// <summary>Whether the request carries something that could be a token: then it decides, and no session is looked at.</summary>
    bool HasToken(HttpContext http);

    /// <summary>The token's holder with no more rights than the token has; any doubt is <see cref="AccessErrors.NotSignedIn"/>.</summary>
    Task<Result<Caller>> FindAsync(HttpContext http, CancellationToken ct);
}

/// <summary>Marks an endpoint that desktop programs may ask with a personal token.</summary>
public sealed record AcceptsTokens;

/// <summary>
/// Marks an endpoint that only reads although it is asked by POST: who brings a token, which no browser adds by itself, needs no page's token or
/// request number. A session needs them as everywhere.
/// </summary>
public sealed record ReadsByPost;
