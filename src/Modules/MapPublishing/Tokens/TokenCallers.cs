using System.Text;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Http;
using Guotu.Hosting.Watching;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.MapPublishing.Ogc;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Tokens;

/// <summary>
/// Takes a token from <c>Authorization: Bearer</c>, the password of <c>Basic</c>, or <c>?token=</c>, and finds its holder with no more than
/// the rights that a token carries: to read what is published, and to see the state of the node. It is never written to a log.
/// </summary>
internal sealed class TokenCallers(IUnitsOfWork units, TokenTable table, ICallers callers, IClock clock) : ITokenCallers
{
    public const string Prefix = "gt_";
    private const int Longest = 100;

    public bool HasToken(HttpContext http) => TokenOf(http.Request) is not null;

    public async Task<Result<Caller>> FindAsync(HttpContext http, CancellationToken ct)
    {
        var refused = new Error(AccessErrors.NotSignedIn);
        if (TokenOf(http.Request) is not { Length: > 0 and <= Longest } token)
        {
            return refused;
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var row = await table.FindAsync(session, token, ct);
        var address = http.ClientAddress();
        if (row is null || !row.IsValidAt(clock.Now) || (row.Addresses.Count > 0 && !row.Addresses.Contains(address, StringComparer.Ordinal)))
        {
            return refused;
        }

        var holder = await callers.OfAccountAsync(row.UserId, AccessMiddleware.TokenChannel, address, ct);
        return holder.Map(c => c with { Permissions = c.Permissions.Where(p => p is MapPublishingModule.ReadPermission or WatchPermission.Code).ToHashSet(StringComparer.Ordinal) });
    }

    /// <summary>Null where the request brings none; an empty text where it brings one that cannot be read.</summary>
    private static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header[7..].Trim();
        }

        if (header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return PasswordOf(header[6..].Trim());
        }

        return request.Query.TryGetValue(ServiceAddress.TokenParameter, out var given) ? given.ToString() : null;
    }

    private static string PasswordOf(string basic)
    {
        var bytes = new byte[basic.Length];
        if (!Convert.TryFromBase64String(basic, bytes, out var length))
        {
            return string.Empty;
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is var colon && colon < 0 ? string.Empty : pair[(colon + 1)..];
    }
}
