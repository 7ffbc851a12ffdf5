using Guotu.Hosting.Callers;
using Guotu.Hosting.Modules;

namespace Guotu.Hosting.Decisions;

/// <summary>The use cases that a caller may use (功能): what the one access check asks for.</summary>
public sealed class UseCaseReach(PermissionCatalogue permissions) : IReachPart
{
    public string Code => "use-cases";

    public string Title => "功能";

    public int Place => 20;

    public Task<IReadOnlyList<ReachLine>> OfAsync(Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Task.FromResult<IReadOnlyList<ReachLine>>([.. permissions.All.Where(p => caller.May(p.Code)).Select(p => new ReachLine(p.Code, p.Title, string.Empty))]);
    }
}
