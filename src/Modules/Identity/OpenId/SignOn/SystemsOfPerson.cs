using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.OpenId.Store;

namespace Guotu.Identity.OpenId.SignOn;

/// <summary>The systems that a person may use, for the list of applications (应用中心).</summary>
internal sealed class SystemsOfPerson(IUnitsOfWork units, Clients clients)
{
    /// <summary>Those with a first page; one whose row was altered is not shown, because its address cannot be trusted.</summary>
    public async Task<IReadOnlyList<SystemOfPerson>> ReadAsync(Caller caller, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return [.. (await Clients.AllAsync(session, ct))
            .Where(c => c is { IsEnabled: true, HomeText: not null } && c.IsFor(caller.Roles) && clients.IsIntact(c))
            .Select(c => new SystemOfPerson(c.ClientName, c.HomeText!))];
    }
}

/// <summary>A system with its first page.</summary>
internal sealed record SystemOfPerson(string Name, string Home);
