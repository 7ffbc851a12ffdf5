using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Settings;
using Guotu.Hosting.Watching;
using Guotu.Operations.AcceptRepair;
using Guotu.Operations.CheckIntegrity;
using Guotu.Operations.Evidence;
using Guotu.Operations.Evidence.Checks;
using Guotu.Operations.FillByHand;
using Guotu.Operations.ManageSettings;
using Guotu.Operations.ReadReport;
using Guotu.Operations.RunAssessment;
using Guotu.Operations.WatchNode;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Operations;

/// <summary>运维与测评: proofs that the node is as the platform left it.</summary>
public sealed class OperationsModule : IModule
{
    /// <summary>Kind of the audit record of a report.</summary>
    public const string ReportKind = Assessment.Kind;

    public string Name => "operations";

    public string Title => "运维与测评";

    public IReadOnlyList<PermissionDefinition> Permissions { get; } =
    [
        new(OperationsPermissions.SecurityEvidence, "核查行完整性与测评证据(安全)", PermissionHolder.SecurityAdministrator),
        new(OperationsPermissions.AuditEvidence, "核查行完整性与测评证据(审计)", PermissionHolder.Auditor),
        new(OperationsPermissions.Settings, "查看和修改参数", PermissionHolder.SystemAdministrator),
        new(WatchPermission.Code, "查看节点运行状况", PermissionHolder.SystemAdministrator),
    ];

    public IReadOnlyList<PageManifest> Pages { get; } =
    [
        new("adm.mlps", "adm", "等保与密评", "/adm/mlps", OperationsPermissions.SecurityEvidence, 35),
        new("adm.mlps", "adm", "等保与密评", "/adm/mlps", OperationsPermissions.AuditEvidence, 35),
        new("adm.params", "adm", "参数", "/adm/params", OperationsPermissions.Settings, 6),
        new("adm.ops", "adm", "运维监控", "/adm/ops", WatchPermission.Code, 7),
    ];

    public IReadOnlyList<AuditKind> AuditKinds { get; } =
    [
        new(IntegrityCheck.Kind, "核查行完整性"),
        new(RowResealing.Kind, "点名重封受保护的行"),
        new(TableAdoption.Kind, "点名纳入行账"),
        new(SealDisowning.Kind, "不予采信伪造的封签声明"),
        new(ReportKind, "等保与密评自动测评"),
        new(AssessmentCommands.StartKind, "开始自动测评"),
        new(AssessmentCommands.CancelKind, "取消自动测评"),
        new(HandEntryCommands.Kind, "填写人工条款"),
        new(SettingCommands.ChangeKind, "修改参数"),
    ];

    public void AddServices(IServiceCollection services, NodeSettings node)
    {
        services.AddSingleton<IAuditReconciliation, Reconcile.OperationsReconciliation>();
        services.AddSingleton<IntegrityCheck>();
        services.AddSingleton<RowResealing>();
        services.AddSingleton<TableAdoption>();
        services.AddSingleton<SealDisowning>();
        services.AddSingleton<RunFacts>();
        services.AddSingleton<Assessment>();
        services.AddSingleton<ReportFolder>();
        services.AddSingleton(p => new EvidenceReports(p.GetRequiredService<Assessment>(), p.GetRequiredService<ReportFolder>()));
        services.AddSingleton<HandEntries>();
        services.AddSingleton<EntryMustBeComplete>();
        services.AddSingleton<HandEntryCommands>();
        services.AddSingleton<IProtectedRows>(ProtectedRows<HandEntryRow>.Plain(HandEntryRow.Table, r => r.EntryId, r => r.RowMac, r => r.Values));
        services.AddSingleton<ISettingSource, NodeFileSettings>();
        services.AddSingleton<SettingCommands>();
        services.AddSingleton<IPageExportLabels, PageExportLabels>();
        services.AddSingleton<IStateSource, BackupState>();
        services.AddSingleton<IStateSource, AssessmentQueueState>();
        services.AddSingleton<ReportPlaces>();
        services.AddSingleton<StoredReports>();
        services.AddSingleton<RunComparison>();
        services.AddSingleton<AssessmentCommands>();
        services.AddSingleton<AssessmentWork>();
        AddChecks(services);
    }

    /// <summary>A further check is a class here; what it asks of another module comes through that module's contracts.</summary>
    private static void AddChecks(IServiceCollection services)
    {
        Type[] checks =
        [
            typeof(PasswordPolicyCheck), typeof(WeakPasswordCheck), typeof(LockOutCheck), typeof(DefaultAccountCheck), typeof(UniqueIdentityCheck),
            typeof(ThreeAdministratorsCheck), typeof(SessionTimeoutCheck), typeof(SecondFactorCheck), typeof(DynamicPasswordCheck), typeof(UnusedAccountCheck),
            typeof(FirstPasswordCheck), typeof(PasswordStorageCheck), typeof(AuditVerifiedCheck), typeof(AuditFieldsCheck), typeof(AuditCoverageCheck),
            typeof(AuditTamperCheck), typeof(AuditRetentionCheck), typeof(AuditFilesCheck), typeof(RowIntegrityCheck), typeof(EncryptedColumnCheck),
            typeof(CryptoVectorCheck), typeof(KeyHierarchyCheck), typeof(HomeRightsCheck), typeof(ListeningPortCheck), typeof(TransportCheck),
            typeof(ProgramFilesCheck), typeof(BillOfMaterialsCheck), typeof(BackupAgeCheck), typeof(AccessReviewCheck), typeof(LeftOverFilesCheck),
            typeof(PersonalDataCheck),
        ];
        foreach (var check in checks)
        {
            services.AddSingleton(typeof(IEvidenceCheck), check);
        }
    }

    public void AddPumps(IServiceCollection services) => services.AddHostedService<AssessmentPump>();

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        EvidenceEndpoints.Map(endpoints);
        SettingsEndpoints.Map(endpoints);
        NodeStateEndpoint.Map(endpoints);
    }
}

/// <summary>Permissions of the module. Two administrators may do the same, each by the own permission: none of them holds both.</summary>
public static class OperationsPermissions
{
    public const string SecurityEvidence = "operations.evidence.security";
    public const string AuditEvidence = "operations.evidence.audit";

    /// <summary>Settings of the running node.</summary>
    public const string Settings = "operations.settings";

    /// <summary>Either of them.</summary>
    public static IReadOnlyList<string> Evidence { get; } = [SecurityEvidence, AuditEvidence];
}
