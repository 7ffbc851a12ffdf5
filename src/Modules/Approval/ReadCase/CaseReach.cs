using System.Globalization;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;

namespace Guotu.Approval.ReadCase;

/// <summary>How many cases a caller may read (可读的办件): counted by the scope predicate that every reading of them uses.</summary>
internal sealed class CaseReach(IUnitsOfWork units) : IReachPart
{
    private const string CountSql = "SELECT COUNT(*) AS row_total FROM ap_case c WHERE {scope:ap_case:c}";

    public string Code => "cases";

    public string Title => "办件";

    public int Place => 40;

    public async Task<IReadOnlyList<ReachLine>> OfAsync(Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!caller.May(ApprovalPermissions.Read))
        {
            return [];
        }

        await using var session = await units.ReadAsync(caller.Scope, ct);
        var count = await session.ScalarAsync<long>(CountSql, null, ct);
        return [new ReachLine("cases", "办件", string.Create(CultureInfo.InvariantCulture, $"{count} 件"))];
    }
}
