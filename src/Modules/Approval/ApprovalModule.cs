using Guotu.Approval.Archive;
using Guotu.Approval.AttestCheck;
using Guotu.Approval.ClaimTask;
using Guotu.Approval.CompleteTask;
using Guotu.Approval.Documents;
using Guotu.Approval.EnterNumber;
using Guotu.Approval.FindPerson;
using Guotu.Approval.Flow;
using Guotu.Approval.IndexFields;
using Guotu.Approval.KeepClock;
using Guotu.Approval.KeepDraft;
using Guotu.Approval.ListCases;
using Guotu.Approval.ListMatters;
using Guotu.Approval.ListTasks;
using Guotu.Approval.OnTheMap;
using Guotu.Approval.ParseParcel;
using Guotu.Approval.ReadCase;
using Guotu.Approval.ReceiveCorrection;
using Guotu.Approval.Reconcile;
using Guotu.Approval.RegisterCase;
using Guotu.Approval.RerunReview;
using Guotu.Approval.RunSteps;
using Guotu.Approval.StageFile;
using Guotu.Approval.Store;
using Guotu.Approval.UnmaskField;
using Guotu.Approval.VerifyCertificate;
using Guotu.Crypto.Fields;
using Guotu.Database.AuditPort;
using Guotu.Database.Files;
using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Hosting.Decisions;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Settings;
using Guotu.Kernel.Calendar;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Approval;

/// <summary>审批: matters, intake and the process of cases.</summary>
public sealed class ApprovalModule : IModule
{
    public string Name => "approval";

    public string Title => "审批办理";

    public IReadOnlyList<PermissionDefinition> Permissions { get; } =
    [
        new(ApprovalPermissions.Register, "收件登记", PermissionHolder.Business),
        new(ApprovalPermissions.Read, "查看办件", PermissionHolder.Business),
        new(ApprovalPermissions.Work, "办理任务", PermissionHolder.Business),
        new(ApprovalPermissions.Clock, "时限停表、恢复、延期", PermissionHolder.Business),
        new(ApprovalPermissions.Attest, "人工认定与豁免", PermissionHolder.Business),
        new(ApprovalPermissions.Number, "录入监管系统编号", PermissionHolder.Business),
        new(ApprovalPermissions.Unmask, "说明理由后查看个人信息", PermissionHolder.Business),
    ];

    public IReadOnlyList<PageManifest> Pages { get; } =
    [
        new("biz.todo", "biz", "待办", "/biz/todo", ApprovalPermissions.Work, 10),
        new("biz.doing", "biz", "办件查询", "/biz/cases", ApprovalPermissions.Read, 20),
        new("biz.done", "biz", "已办", "/biz/done", ApprovalPermissions.Work, 30),
        new("biz.intake", "biz", "收件", "/biz/intake/new", ApprovalPermissions.Register, 40),
        new("biz.review", "biz", "合规审查", "/biz/review", "review.run", 50),
    ];

    public IReadOnlyList<AuditKind> AuditKinds { get; } =
    [
        new("file.stage", "上传文件"),
        new(PersonalFields.Kind, "查看个人信息"),
        new(PersonSearch.Kind, "按证件号、电话查办件"),
        new("draft.save", "保存草稿"),
        new("draft.delete", "删除草稿"),
        new("project.create", "项目赋码"),
        new("case.register", "收件"),
        new("case.clock", "时限计时"),
        new("case.corrected", "收到补正材料"),
        new("case.review", "重新审查"),
        new("case.step", "决定后步骤"),
        new("task.claim", "签收"),
        new("task.release", "退回待办"),
        new("task.complete", "办理任务"),
        new("document.create", "生成文书"),
        new("certificate.number", "录入监管系统编号"),
        new("approval.certificate.number", "录入监管系统编号"),
        new("approval.task.claim", "签收"),
        new("approval.task.release", "退回待办"),
        new("approval.task.complete", "办理任务"),
        new("approval.case.corrected", "收到补正材料"),
        new("approval.case.review", "重新审查"),
        new("approval.case.attest", "人工认定"),
        new("approval.case.exempt", "附豁免依据"),
        new("approval.case.clock-stop", "停表"),
        new("approval.case.clock-resume", "恢复计时"),
        new("approval.case.clock-extend", "延期"),
        new("approval.file.stage", "上传文件"),
        new("approval.draft.save", "保存草稿"),
        new("approval.draft.delete", "删除草稿"),
        new("approval.case.register", "收件"),
    ];

    public void AddServices(IServiceCollection services, NodeSettings node)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(node);
        services.AddSingleton(_ => new MatterCatalogue(Path.Combine(node.Home, "matters")));
        services.AddSingleton<ISettingSource, MatterSettings>();
        services.AddSingleton<MattersInForce>();
        services.AddSingleton(WorkingDayCalendar.China);
        services.AddSingleton<IObjectTerms>(p => new CaseTerms(p.GetRequiredService<IUnitsOfWork>(), CaseObject.Case));
        services.AddSingleton<IObjectTerms>(p => new CaseTerms(p.GetRequiredService<IUnitsOfWork>(), CaseObject.Document));
        services.AddSingleton<IReachPart, CaseReach>();
        services.AddSingleton<FileStaging>();
        services.AddSingleton<Drafts>();
        services.AddSingleton<ParcelFiles>();
        services.AddSingleton<CaseSeal>();
        services.AddSingleton<FieldIndexProof>();
        services.AddSingleton<IProtectedRows>(p => new CaseRows(new SealedFamilyRows(CaseSeal.Table, CaseSeal.Family), p.GetRequiredService<FieldIndexProof>()));
        services.AddSingleton<IProtectedRows>(new SealedFamilyRows(ProjectSeal.Table, ProjectSeal.Family));
        services.AddSingleton<IProtectedRows>(new SealedFamilyRows(SeriesSeal.Table, SeriesSeal.Family));
        services.AddSingleton<NumberSeries>();
        services.AddSingleton<CaseFields>();
        services.AddSingleton<ClockKeeper>();
        services.AddSingleton<CaseClockActs>();
        services.AddSingleton<ProcessLibrary>();
        services.AddSingleton<ProcessRunner>();
        services.AddSingleton<Projects>();
        services.AddSingleton<CaseReviews>();
        services.AddSingleton<CaseTowns>();
        services.AddSingleton<CaseWriting>();
        services.AddSingleton<CaseRegistration>();
        AddTasks(services);
        AddReading(services);
        AddSteps(services);
    }

    public void AddPumps(IServiceCollection services) => services.AddHostedService<FieldIndexPump>();

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        IntakeEndpoints.Map(endpoints);
        TaskEndpoints.Map(endpoints);
        CaseEndpoints.Map(endpoints);
    }

    private static void AddTasks(IServiceCollection services)
    {
        services.AddSingleton<TaskContexts>();
        services.AddSingleton<TaskWriting>();
        services.AddSingleton<TaskCompletion>();
        services.AddSingleton<TaskClaims>();
        services.AddSingleton<TaskActors>();
        services.AddSingleton<NumberEntry>();
        services.AddSingleton<Corrections>();
        services.AddSingleton<ReviewRerun>();
        services.AddSingleton<CasePapers>();
        services.AddSingleton<ClockCommands>();
        services.AddSingleton<IProtectedRows>(ProtectedRows<StoredOpinion>.Plain(StoredOpinion.Table, r => r.OpinionId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<CertificateRow>.Plain(CertificateRow.Table, r => r.CertificateId, r => r.RowMac, r => r.Values));
        services.AddSingleton<CertificateStore>();
        services.AddSingleton<OpinionStore>();
        services.AddSingleton<CaseDocuments>();
        services.AddSingleton<NoticePapers>();
    }

    private static void AddReading(IServiceCollection services)
    {
        services.AddSingleton<CaseLights>();
        services.AddSingleton<ClockQuery>();
        services.AddSingleton<TaskLists>();
        services.AddSingleton<CaseList>();
        services.AddSingleton<CaseTasks>();
        services.AddSingleton<PersonalFields>();
        services.AddSingleton<BlindIndex>();
        services.AddSingleton<FieldIndexing>();
        services.AddSingleton<PersonSearch>();
        services.AddSingleton<CasePages>();
        services.AddSingleton<CaseMaps>();
        services.AddSingleton<CaseProcesses>();
        services.AddSingleton<CaseHistory>();
        services.AddSingleton<CaseFiles>();
        services.AddSingleton<CertificateVerification>();
        services.AddSingleton<CasesOnTheMap>();
        services.AddSingleton<IMapParcels>(p => p.GetRequiredService<CasesOnTheMap>());
        services.AddSingleton<ILocateSource>(p => p.GetRequiredService<CasesOnTheMap>());
        services.AddSingleton<IStagedUploads, StagedUploads>();
        services.AddSingleton<IFileHolder, CaseFilesHeld>();
        services.AddSingleton<IAuditReconciliation, ApprovalReconciliation>();
    }

    private static void AddSteps(IServiceCollection services)
    {
        services.AddSingleton<CertificatePaper>();
        services.AddSingleton<CertificateMaking>();
        services.AddSingleton<BundleLayers>();
        services.AddSingleton<BundleWriter>();
        services.AddSingleton<ICaseStep, NumberStep>();
        services.AddSingleton<ICaseStep, CertificateStep>();
        services.AddSingleton<ICaseStep, LayerStep>();
        services.AddSingleton<ICaseStep, ArchiveStep>();
        services.AddConsumer<StepConsumer>(ProcessRunner.StepTopic, StepConsumer.Name);
    }
}

/// <summary>Permissions of the module.</summary>
public static class ApprovalPermissions
{
    public const string Register = "approval.case.register";
    public const string Read = "approval.case.read";
    public const string Work = "approval.task.work";
    public const string Clock = "approval.case.clock";
    public const string Attest = "approval.case.attest";
    public const string Number = "approval.certificate.number";

    /// <summary>Sees personal data in clear for a reason without handling the case.</summary>
    public const string Unmask = "approval.personal.unmask";
}
