using Guotu.Analysis;
using Guotu.Approval;
using Guotu.Audit;
using Guotu.ComplianceReview;
using Guotu.Hosting.Modules;
using Guotu.Identity;
using Guotu.MapPublishing;
using Guotu.OneMap;
using Guotu.Operations;

namespace Guotu.Platform;

/// <summary>The modules of the product, in the order they are wired.</summary>
public static class GuotuModules
{
    /// <summary>What reads layers and no more: the process of its own in a cluster (数据服务).</summary>
    public static IReadOnlyList<IModule> Reading { get; } = [new IdentityModule(), new AuditModule(), new OneMapModule(), new MapPublishingModule()];

    public static IReadOnlyList<IModule> All { get; } =
    [
        new IdentityModule(),
        new AuditModule(),
        new OneMapModule(),
        new MapPublishingModule(),
        new AnalysisModule(),
        new ComplianceReviewModule(),
        new ApprovalModule(),
        new OperationsModule(),
    ];
}
