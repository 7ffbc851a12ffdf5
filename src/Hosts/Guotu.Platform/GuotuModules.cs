using Guotu.Approval;
using Guotu.Audit;
using Guotu.ComplianceReview;
using Guotu.Hosting.Modules;
using Guotu.Identity;
using Guotu.OneMap;

namespace Guotu.Platform;

/// <summary>The modules of the product, in the order they are wired.</summary>
public static class GuotuModules
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new IdentityModule(),
        new AuditModule(),
        new OneMapModule(),
        new ComplianceReviewModule(),
        new ApprovalModule(),
    ];
}
