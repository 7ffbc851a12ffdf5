using Guotu.Hosting.Http;
using Guotu.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.Certificates;

/// <summary>HTTP of authorities and revocation lists: the security administrator's; files come as Base64.</summary>
internal static class TrustEndpoints
{
    private const int MostDigits = 64;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var trust = endpoints.MapGroup("/api/v1/security/trust").WithTags("安全策略");
        trust.MapGet(string.Empty, async (TrustOverview overview, CancellationToken ct) => (await overview.ReadAsync(ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).Produces<TrustView>();
        trust.MapPost("/look", LookAsync).Requires(IdentityPermissions.ManageGrants).Produces<AuthorityLook>();
        trust.MapPost("/authorities", AddAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces<TrustLine>();
        trust.MapPost("/lists", ImportAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().TakesFiguresInJson().Produces<TrustLine>();
        trust.MapPost("/remove", RemoveAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> LookAsync(TrustFileBody body, TrustCommands commands, CancellationToken ct)
    {
        var bytes = GivenCertificate.Decode(body.File);
        return bytes.Error is { } unreadable ? ProblemAnswer.Of(unreadable) : (await commands.LookAsync(bytes.Value, ct)).ToHttp();
    }

    private static async Task<IResult> AddAsync(HttpContext http, TrustFileBody body, TrustCommands commands, CancellationToken ct)
    {
        var bytes = GivenCertificate.Decode(body.File);
        if (bytes.Error is { } undecoded)
        {
            return ProblemAnswer.Of(undecoded);
        }

        // What cannot be read is refused by the command, which records it.
        var kind = GivenCertificate.Read(bytes.Value) is { IsSuccess: true } read ? TrustCommands.KindOf(read.Value) : TrustKind.Anchor;
        return (await commands.AddAuthorityAsync(http.Command(TrustCommands.AddKind, "trust", string.Empty), kind, bytes.Value, ct)).ToHttp();
    }

    private static async Task<IResult> ImportAsync(HttpContext http, TrustFileBody body, TrustCommands commands, CancellationToken ct)
    {
        var bytes = GivenCertificate.DecodeList(body.File);
        return bytes.Error is { } unreadable
            ? ProblemAnswer.Of(unreadable)
            : (await commands.ImportListAsync(http.Command(TrustCommands.ListKind, "trust", string.Empty), bytes.Value, ct)).ToHttp();
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, RemovalBody body, TrustCommands commands, CancellationToken ct)
    {
        var named = body.Sm3 is { Length: <= MostDigits } text ? text : string.Empty;
        return (await commands.RemoveAsync(http.Command(TrustCommands.RemoveKind, "trust", named), named, ct)).ToHttp();
    }

    /// <param name="File">Base64 of a certificate or revocation list, PEM or DER.</param>
    private sealed record TrustFileBody(string? File);

    /// <param name="Sm3">Of what is taken out, or its beginning.</param>
    private sealed record RemovalBody(string? Sm3);
}
