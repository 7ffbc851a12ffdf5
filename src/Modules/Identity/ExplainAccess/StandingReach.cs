using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Kernel.Labels;

namespace Guotu.Identity.ExplainAccess;

/// <summary>Label and scope of a caller (人员标记、数据范围), by which rows are shown.</summary>
internal sealed class StandingReach : IReachPart
{
    public string Code => "standing";

    public string Title => "标记与范围";

    public int Place => 5;

    public Task<IReadOnlyList<ReachLine>> OfAsync(Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var scope = caller.Scope.Organisations is { } own ? $"{caller.OrganisationName}及下属,{own.Count} 个机构" : "全县";
        return Task.FromResult<IReadOnlyList<ReachLine>>(
        [
            new ReachLine("label", "人员标记", LabelScheme.Shipped.NameOf(caller.Clearance)),
            new ReachLine("scope", "数据范围", scope),
        ]);
    }
}
