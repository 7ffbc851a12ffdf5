using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;

namespace Guotu.Identity.MarkExports;

/// <summary>The county's choice of what is marked visibly, set by the security administrator (导出标记策略).</summary>
internal sealed class ExportPolicyCommands(IUnitsOfWork units, ExportPolicies policies)
{
    public const string ChangeKind = "identity.policy.export";

    public async Task<Result<ExportPolicy>> ReadAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await policies.ReadAsync(session, ct);
    }

    /// <summary>Counts from the next export on.</summary>
    public Task<Result> ChangeAsync(CommandContext context, ExportPolicy wanted, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var before = await policies.ReadAsync(work, token);
            if (before.Error is { } tampered)
            {
                return tampered;
            }

            work.Audit(new AuditEntry(ChangeKind, "export-policy", "1", $"导出可见标记:{Words(before.Value)};改为:{Words(wanted)}"));
            return await policies.WriteAsync(work, wanted, token);
        },
        ct);

    private static string Words(ExportPolicy p) =>
        $"图件{OnOff(p.Prints)} 报告{OnOff(p.Reports)} 表格{OnOff(p.Tables)} 空间数据{OnOff(p.Features)} 图片服务{OnOff(p.Pictures)}";

    private static string OnOff(bool on) => on ? "加" : "不加";
}
