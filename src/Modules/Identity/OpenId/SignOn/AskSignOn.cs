using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.OpenId.Describe;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.SignOn;

/// <summary>
/// Looks at a request before anybody has signed in (受理登录请求). What names no registered system or address is refused here and recorded, and
/// nobody is sent there; what is wrong otherwise goes back to the system.
/// </summary>
internal sealed class AskSignOn(IUnitsOfWork units, SystemsAsking systems, SignOnTicket tickets, ProtocolGate gate)
{
    private static readonly OAuthRefusal LoginRequired = new("login_required", "nobody is signed in");

    /// <param name="query">The request as it stands in the address.</param>
    /// <param name="browser">Mark of the browser, which the ticket is bound to.</param>
    /// <param name="address">From where.</param>
    /// <param name="ct">Stops before the refusal is recorded.</param>
    public async Task<Result<SignOnAsked>> RunAsync(string query, string browser, string address, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = await systems.FindAsync(session, query, ct);
        if (found.Error is { } refused)
        {
            return refused.Code == OpenIdErrors.NotProvided ? refused : await RecordAsync(refused, address, ct);
        }

        var asking = found.Value;
        var sentBack = asking.Request.Refusal() is { } wrong ? ReturnAddress.WithRefusal(asking, wrong) : null;
        var silent = asking.Request.IsSilent ? ReturnAddress.WithRefusal(asking, LoginRequired) : null;
        return tickets.Make(query, browser).Map(ticket => new SignOnAsked(asking.Client.ClientName, ticket, sentBack, silent));
    }

    private async Task<Result<SignOnAsked>> RecordAsync(Error refused, string address, CancellationToken ct)
    {
        if (!gate.MayRecord())
        {
            return new Error(OpenIdErrors.TooManyRequests);
        }

        var context = new CommandContext(new Actor(0, "?", "?", 0, "web", address), DataScope.WholeNode, OpenIdKinds.Ask) { ObjectType = "openid-client" };
        return await units.RunAsync<SignOnAsked>(context, (_, _) => Task.FromResult<Result<SignOnAsked>>(refused), ct);
    }
}

/// <summary>What the page learns of a request.</summary>
/// <param name="System">Name of the system that asks.</param>
/// <param name="Ticket">To be given back with the sign-on.</param>
/// <param name="SentBackTo">Where the person is sent at once because the request is wrong; null where it is right.</param>
/// <param name="SilentTo">Where the person is sent when nobody is signed in, because nothing may be shown; null where a login may be.</param>
internal sealed record SignOnAsked(string System, string Ticket, string? SentBackTo, string? SilentTo);
