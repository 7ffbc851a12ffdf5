using Guotu.ComplianceReview.Attest;
using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Engine;
using Guotu.ComplianceReview.ReadReview;
using Guotu.ComplianceReview.ReplayReview;
using Guotu.ComplianceReview.Report;
using Guotu.ComplianceReview.Rules;
using Guotu.ComplianceReview.RunReview;
using Guotu.ComplianceReview.Store;
using Guotu.Database.AuditPort;
using Guotu.Database.Files;
using Guotu.Database.Rows;
using Guotu.Hosting.Decisions;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Settings;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.ComplianceReview;

/// <summary>合规审查.</summary>
public sealed class ComplianceReviewModule : IModule
{
    public string Name => "compliancereview";

    public string Title => "合规审查";

    public IReadOnlyList<PermissionDefinition> Permissions { get; } =
    [
        new(ReviewPermissions.Run, "运行合规审查", PermissionHolder.Business),
        new(ReviewPermissions.Read, "查看审查结论", PermissionHolder.Business),
    ];

    public IReadOnlyList<AuditKind> AuditKinds { get; } =
    [
        new("review.run", "合规审查"),
        new("review.replay", "复算结论"),
        new("review.attest", "人工认定"),
        new("review.exempt", "登记豁免"),
    ];

    public void AddServices(IServiceCollection services, NodeSettings node)
    {
        ArgumentNullException.ThrowIfNull(node);
        services.AddSingleton(_ => new RuleSets(Path.Combine(node.Home, "rules")));
        services.AddSingleton<ISettingSource, RuleSettings>();
        services.AddSingleton<IAuditReconciliation, Reconcile.ReviewReconciliation>();
        services.AddSingleton<ParcelReader>();
        services.AddSingleton<LayerReader>();
        services.AddSingleton<ReviewEngine>();
        services.AddSingleton<VerdictSignature>();
        services.AddSingleton<CasePapers>();
        services.AddSingleton<IFileHolder, ReviewFilesHeld>();
        services.AddSingleton<IProtectedRows>(ProtectedRows<StoredAttestation>.Plain(StoredAttestation.Table, r => r.AttestationId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<StoredPositionPaper>.Plain(StoredPositionPaper.Table, r => r.AttestationId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<StoredExemption>.Plain(StoredExemption.Table, r => r.ExemptionId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(new SealedFamilyRows(ReviewSeal.Table, ReviewSeal.Family));
        services.AddSingleton<ReviewStore>();
        services.AddSingleton<PaperCommands>();
        services.AddSingleton<RevisionsStillCurrent>();
        services.AddSingleton<VerdictLabel>();
        services.AddSingleton<IObjectTerms, ReviewTerms>();
        services.AddSingleton<IReachPart, ReviewReach>();
        services.AddSingleton<ReviewReport>();
        services.AddSingleton<IReviews, RunReview.Reviews>();
        services.AddSingleton<ReviewAlone>();
        services.AddSingleton<ReviewList>();
        services.AddSingleton<ReviewsInScope>();
        services.AddSingleton<ReviewViews>();
        services.AddSingleton<IReviewViews>(p => p.GetRequiredService<ReviewViews>());
        services.AddSingleton<Replay>();
        services.AddSingleton<ReplayAudited>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => ReviewEndpoints.Map(endpoints);
}
