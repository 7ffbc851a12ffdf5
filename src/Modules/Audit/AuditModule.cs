using Guotu.Audit.Archiving;
using Guotu.Audit.Collecting;
using Guotu.Audit.Epochs;
using Guotu.Audit.ExportTrail;
using Guotu.Audit.Journal;
using Guotu.Audit.ProveArchives;
using Guotu.Audit.ProveRecord;
using Guotu.Audit.Reconcile;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Audit.SearchRecords;
using Guotu.Audit.SearchTrail;
using Guotu.Audit.ShowArchives;
using Guotu.Audit.ShowStatus;
using Guotu.Audit.Verification;
using Guotu.Audit.VerifyTrail;
using Guotu.Database.AuditPort;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Pumps;
using Guotu.Hosting.Reading;
using Guotu.Hosting.Watching;
using Guotu.Identity.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Audit;

/// <summary>The audit trail (安全审计): records, sealing, verification, and the auditor's pages.</summary>
public sealed class AuditModule : IModule
{
    public const string Read = "audit.read";
    public const string Verify = "audit.verify";

    public const string Archive = "audit.archive";
    public const string OpenEpoch = "audit.epoch.open";
    public const string ConfirmEpoch = "audit.epoch.confirm";

    public string Name => "audit";

    public string Title => "审计";

    public IReadOnlyList<PermissionDefinition> Permissions { get; } =
    [
        new(Read, "查看审计记录", PermissionHolder.Auditor),
        new(Verify, "校验审计记录", PermissionHolder.Auditor),
        new(Archive, "归档审计记录", PermissionHolder.Auditor),
        new(OpenEpoch, "恢复备份后另起审计纪元", PermissionHolder.SystemAdministrator),
        new(ConfirmEpoch, "确认另起审计纪元", PermissionHolder.Auditor),
    ];

    public IReadOnlyList<PageManifest> Pages { get; } = [new("adm.audit", "adm", "审计", "/adm/audit", Read, 30)];

    public IReadOnlyList<AuditKind> AuditKinds { get; } =
    [
        new("read", "读取受保护数据"),
        new("audit.search", "查询审计记录"),
        new("audit.verify", "校验审计记录"),
        new(ReconcileCommands.StartKind, "开始与业务表对账"),
        new(ReconcileCommands.CancelKind, "取消与业务表对账"),
        new(ReconcileCommands.Kind, "与业务表对账"),
        new("audit.proof", "取审计证明"),
        new("audit.export", "导出审计记录"),
        new("audit.archive", "归档审计记录"),
        new(ArchivesProving.Kind, "逐条校验审计归档"),
        new("audit.epoch", "另起审计纪元"),
        new(Records.RowStatementRecords.Kind, "受保护表的声明"),
        new(Records.SealStatementRecords.Kind, "封签的声明"),
        new(Records.SealStatementRecords.DisownKind, "不予采信的封签声明"),
        new(Guotu.Database.Rows.RowTallyKeeper.AdoptKind, "受保护表纳入行账"),
        new("access.audit.archive", "越权归档审计记录"),
        new("access.audit.read", "越权查看审计记录"),
        new("access.audit.verify", "越权校验审计记录"),
    ];

    public void AddServices(IServiceCollection services, NodeSettings node)
    {
        services.AddSingleton<RecordSeal>();
        services.AddSingleton<IAuditPort, AuditTrail>();
        services.AddSingleton<CheckpointSigning>();
        services.AddSingleton(_ => new CheckpointFile(node.CheckpointFile));
        services.AddSingleton(p => new SealerLease(p.GetRequiredService<HomeClaim>().Claimer));
        services.AddSingleton<Sealer>();
        services.AddSingleton(_ => new ArchiveFolder(node.AuditArchiveFolder));
        services.AddSingleton(new RetentionPolicy(node.AuditRetentionDays));
        services.AddSingleton<ArchiveTable>();
        services.AddSingleton<ArchiveVerification>();
        services.AddSingleton<ArchiveStore>();
        services.AddSingleton<ArchiveWriting>();
        services.AddSingleton<TrailArchiving>();
        services.AddSingleton<ArchivesProving>();
        services.AddSingleton<ArchiveList>();
        services.AddSingleton<TrailSearch>();
        services.AddSingleton<EpochOpening>();
        services.AddSingleton<TrailFiles>();
        services.AddSingleton<TrailReconciliation>();
        services.AddSingleton<IAuditReconciliation, TrailTables>();
        services.AddSingleton<ReconcileCommands>();
        services.AddSingleton<ReconcileWork>();
        services.AddSingleton<AuditVerification>();
        services.AddSingleton<Contracts.ITrailEvidence, ShowEvidence.TrailEvidence>();
        services.AddSingleton(_ => new JournalFolder(node.JournalFolder));
        services.AddSingleton<JournalTable>();
        services.AddSingleton<ReadJournal>();
        services.AddSingleton<IReadJournal>(p => p.GetRequiredService<ReadJournal>());
        services.AddSingleton<JournalIntake>();
        services.AddSingleton<JournalVerification>();
        services.AddSingleton<AuditKindNames>();
        services.AddSingleton<RecordSearch>();
        services.AddSingleton<ILastActs, LastActs>();
        services.AddSingleton<TrailStatus>();
        services.AddSingleton<TrailProving>();
        services.AddSingleton<RecordProving>();
        services.AddSingleton<AuditExport>();
        services.AddSingleton(p => new CheckpointSending(
            p.GetRequiredService<CheckpointFile>(), CollectorAddress.Of(node.AuditCollector, node.AuditCollectorAuthority), "guotu-" + node.County.Code));
        services.AddSingleton<CollectedCheckpoints>();
        services.AddSingleton<TrailState>();
        services.AddSingleton<IStateSource>(p => p.GetRequiredService<TrailState>());
        services.AddHostedService<SealingPump>();
        services.AddHostedService<CollectorPump>();
    }

    public void AddPumps(IServiceCollection services) => services.AddHostedService<ReconcilePump>();

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => AuditEndpoints.Map(endpoints);
}
