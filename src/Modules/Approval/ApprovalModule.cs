using Guotu.Approval.Flow;
using Guotu.Approval.KeepClock;
using Guotu.Approval.KeepDraft;
using Guotu.Approval.ListMatters;
using Guotu.Approval.ParseParcel;
using Guotu.Approval.RegisterCase;
using Guotu.Approval.StageFile;
using Guotu.Approval.Store;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Calendar;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Approval;

/// <summary>审批: matters, intake and the process of cases.</summary>
public sealed class ApprovalModule : IModule
{
    public string Name => "approval";

    public IReadOnlyList<PermissionDefinition> Permissions { get; } =
        [new(ApprovalPermissions.Register, "收件登记", PermissionHolder.Business)];

    public IReadOnlyList<AuditKind> AuditKinds { get; } =
    [
        new("file.stage", "上传文件"),
        new("draft.save", "保存草稿"),
        new("draft.delete", "删除草稿"),
        new("project.create", "项目赋码"),
        new("case.register", "收件"),
        new("case.clock", "时限计时"),
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
        services.AddSingleton(WorkingDayCalendar.China);
        services.AddSingleton<FileStaging>();
        services.AddSingleton<Drafts>();
        services.AddSingleton<ParcelFiles>();
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
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => IntakeEndpoints.Map(endpoints);
}

/// <summary>Permissions of the module.</summary>
public static class ApprovalPermissions
{
    public const string Register = "approval.case.register";
}
