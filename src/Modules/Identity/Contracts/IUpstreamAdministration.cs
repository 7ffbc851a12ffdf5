using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Contracts;

/// <summary>The city's login (市级统一登录的管理): the security administrator's, by name and in the audit trail. The caller has checked the permission.</summary>
public interface IUpstreamAdministration
{
    Task<Result<UpstreamView>> ReadAsync(CancellationToken ct);

    Task<Result> SetAsync(CommandContext context, UpstreamBody wanted, CancellationToken ct);

    /// <summary>Takes the settings and the secret away; who of its people is which account stays.</summary>
    Task<Result> RemoveAsync(CommandContext context, CancellationToken ct);

    /// <summary>Asks the provider for its description and keys now, whatever was kept of it.</summary>
    Task<Result<UpstreamFound>> TryAsync(CancellationToken ct);
}

/// <summary>The settings as they are sent.</summary>
/// <param name="Secret">Null or empty where the one that is kept stays.</param>
public sealed record UpstreamBody(string Name, string Issuer, string ClientId, string? Secret, IReadOnlyList<string> Algorithms, bool CountsSecond, bool Enabled);

/// <summary>The city's provider with its people here.</summary>
/// <param name="Settings">Null where it was never set; the secret is never in it.</param>
/// <param name="ReturnAddress">What is registered at the city as redirect URI; null where the platform's own address is not set.</param>
/// <param name="Hosts">Hosts that the node's configuration lets it call.</param>
public sealed record UpstreamView(UpstreamBody? Settings, string? ReturnAddress, IReadOnlyList<string> Hosts, IReadOnlyList<BindingLine> Bindings);

/// <summary>One of the city's people.</summary>
/// <param name="Intact">False where the row was altered behind the application: it lets nobody in.</param>
public sealed record BindingLine(string Account, string Name, string Subject, string Reason, Instant BoundAt, bool Intact);

/// <summary>What the provider answered.</summary>
/// <param name="Issuer">As it names itself: letter by letter the one that is set.</param>
/// <param name="Keys">Names and kinds of its public keys.</param>
public sealed record UpstreamFound(string Issuer, string Authorize, string Token, IReadOnlyList<UpstreamKey> Keys);

/// <summary>A public key of the provider.</summary>
/// <param name="Name">kid; null where it has none.</param>
/// <param name="Kind">RSA or EC.</param>
/// <param name="Bits">Its length.</param>
public sealed record UpstreamKey(string? Name, string Kind, int Bits);
