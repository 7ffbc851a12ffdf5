using Guotu.Database.AuditPort;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Certificates;
using Guotu.Identity.ChangeRoles;
using Guotu.Identity.Contracts;
using Guotu.Identity.DualControl;
using Guotu.Identity.ExplainAccess;
using Guotu.Identity.ImageCode;
using Guotu.Identity.LendRights;
using Guotu.Identity.Login;
using Guotu.Identity.ManageAccounts;
using Guotu.Identity.ManageClearances;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.ManageKeys;
using Guotu.Identity.ManagePolicy;
using Guotu.Identity.ManageSessions;
using Guotu.Identity.MarkExports;
using Guotu.Identity.OpenId;
using Guotu.Identity.OpenId.Upstream;
using Guotu.Identity.People;
using Guotu.Identity.Portal;
using Guotu.Identity.ReviewAccess;
using Guotu.Identity.SecondFactor;
using Guotu.Identity.Sessions;
using Guotu.Identity.ShowRoles;
using Guotu.Identity.Staffing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Identity;

/// <summary>组织、人员、登录与授权.</summary>
public sealed class IdentityModule : IModule
{
    public string Name => "identity";

    public string Title => "账号与授权";

    public IReadOnlyList<PermissionDefinition> Permissions { get; } =
    [
        new(IdentityPermissions.ManageAccounts, "管理账号", PermissionHolder.SystemAdministrator),
        new(IdentityPermissions.AssemblePortal, "门户装配", PermissionHolder.SystemAdministrator),
        new(IdentityPermissions.ManageGrants, "管理授权", PermissionHolder.SecurityAdministrator),
        new(IdentityPermissions.ManageKeys, "管理密钥", PermissionHolder.SecurityAdministrator),
        new(IdentityPermissions.ConfirmSecurity, "复核安全保密管理员的操作", PermissionHolder.SystemAdministrator),
        new(IdentityPermissions.ConfirmSystem, "复核系统管理员的操作", PermissionHolder.SecurityAdministrator),
        new(IdentityPermissions.ConfirmAccounts, "复核管理员账号的操作", PermissionHolder.Auditor),
    ];

    public IReadOnlyList<PageManifest> Pages { get; } =
    [
        new("adm.accounts", "adm", "账号", "/adm/accounts", IdentityPermissions.ManageAccounts, 5),
        new("adm.portal", "adm", "门户装配", "/adm/portal", IdentityPermissions.AssemblePortal, 9),
        new("adm.roles", "adm", "角色授权", "/adm/roles", IdentityPermissions.ManageGrants, 8),
        new("adm.matrix", "adm", "角色权限表", "/adm/matrix", IdentityPermissions.ConfirmAccounts, 36),
        new("adm.policy", "adm", "安全策略", "/adm/policy", IdentityPermissions.ManageGrants, 10),
        new("adm.labels", "adm", "安全标记", "/adm/labels", IdentityPermissions.ManageGrants, 12),
        new("adm.certificates", "adm", "人员证书", "/adm/certificates", IdentityPermissions.ManageGrants, 13),
        new("adm.why", "adm", "为什么能、为什么不能", "/adm/why", IdentityPermissions.ManageGrants, 25),
        new("adm.sessions", "adm", "在线登录", "/adm/sessions", IdentityPermissions.ManageGrants, 15),
        new("adm.access-reviews", "adm", "权限复核", "/adm/access-reviews", IdentityPermissions.ManageGrants, 19),
        new("adm.delegations", "adm", "代理授权", "/adm/delegations", IdentityPermissions.ManageGrants, 18),
        new("adm.openid", "adm", "单点登录", "/adm/openid", IdentityPermissions.ManageGrants, 16),
        new("apps", "apps", "应用中心", "/apps", null, 5),
        new("adm.control", "adm", "双人复核", "/adm/control", IdentityPermissions.ConfirmSecurity, 40),
        new("adm.control", "adm", "双人复核", "/adm/control", IdentityPermissions.ConfirmSystem, 40),
        new("adm.control", "adm", "双人复核", "/adm/control", IdentityPermissions.ConfirmAccounts, 40),
    ];

    public IReadOnlyList<AuditKind> AuditKinds { get; } =
    [
        new("identity.login", "登录"),
        new("identity.logout", "退出"),
        new("identity.password.change", "修改口令"),
        new("identity.setup", "首次建账"),
        new(AccountCommands.CreateKind, "新建账号"),
        new(ChangePlacement.Act, "修改账号的姓名、机构、岗位"),
        new(AccountCommands.ContactKind, "登记联系方式"),
        new("identity.account.enabled", "启用账号"),
        new("identity.account.disabled", "停用账号"),
        new("identity.account.unlock", "解锁账号"),
        new(AccountCommands.ResetKind, "重置口令"),
        new(AccountCommands.ExpiryKind, "设账号到期日"),
        new(AccountCommands.InactiveKind, "停用长期未用的账号"),
        new(PolicyCommands.ChangeKind, "修改口令策略"),
        new(PolicyCommands.LoginKind, "修改登录策略"),
        new(PolicyCommands.SessionKind, "修改会话策略"),
        new(ExportPolicyCommands.ChangeKind, "修改导出标记策略"),
        new(AssemblyCommands.ChangeKind, "门户装配"),
        new(ExportRegister.Kind, "导出"),
        new(ProveAgain.Kind, "再次证明身份"),
        new(OpenSessions.EndKind, "结束自己的登录"),
        new(OpenSessions.WithdrawKind, "结束他人的登录"),
        new(BindOtp.StartKind, "开始绑定动态口令"),
        new(BindOtp.BindKind, "绑定动态口令"),
        new(FactorAdministration.RoleKind, "设置角色的第二因素"),
        new(ChangeRolePermissions.AuditKind, "调整角色的功能"),
        new(FactorAdministration.ResetKind, "解除动态口令"),
        .. CertificateServices.AuditKinds,
        new(ClearanceCommands.SetKind, "设置人员标记"),
        new(LabelRefusals.Kind, "标记不够,拒绝访问"),
        new(ReviewOpening.OpenKind, "发起权限复核"),
        new(ReviewDeciding.KeepKind, "权限复核保留"),
        new(ReviewDeciding.WithdrawKind, "权限复核收回"),
        new(ReviewDeciding.SignKind, "签署权限复核"),
        new(DelegationCommands.AskKind, "提出委托"),
        new(DelegationCommands.ConfirmKind, "确认委托"),
        new(DelegationCommands.RefuseKind, "不同意委托"),
        new(DelegationCommands.EndKind, "收回委托"),
        new(ControlRequesting.AskKind, "申请双人复核"),
        new(ControlRequesting.WithdrawKind, "撤回复核申请"),
        new(ControlDeciding.ApproveKind, "复核批准"),
        new(ControlDeciding.RejectKind, "复核驳回"),
        new(ControlDeciding.ExecuteKind, "执行已批准的操作"),
        new(GrantCommands.GrantKind, "授权"),
        new(GrantCommands.RevokeKind, "收回授权"),
        new("identity.key.rotate", "更换密钥"),
        new(ChangeRootKey.ReplaceKind, "更换根密钥"),
        new("identity.key.share", "分存根密钥"),
        new("identity.key.device", "根密钥交密码设备"),
        new("identity.key.device-use", "改由密码设备签名"),
        new("identity.key.device-leave", "不再由密码设备签名"),
        .. OpenIdKinds.All,
        .. UpstreamKinds.All,
    ];

    public void AddServices(IServiceCollection services, NodeSettings node)
    {
        Store.IdentityRows.Add(services);
        services.AddSingleton<IAuditReconciliation, Reconcile.IdentityReconciliation>();
        services.AddSingleton<Store.Accounts>();
        services.AddSingleton<Store.PasswordPolicies>();
        services.AddSingleton<Store.SessionPolicies>();
        services.AddSingleton<Store.Clearances>();
        services.AddSingleton<ClearanceCommands>();
        services.AddSingleton<ClearanceList>();
        services.AddSingleton<AccessExplanation>();
        services.AddSingleton<PolicyCommands>();
        services.AddSingleton<Store.ExportPolicies>();
        services.AddSingleton<ExportPolicyCommands>();
        services.AddSingleton<IExportRegister, ExportRegister>();
        services.AddSingleton<Store.OtpBindings>();
        services.AddSingleton<Store.RoleLogins>();
        services.AddSingleton<SecondFactorCheck>();
        services.AddSingleton<BindOtp>();
        services.AddSingleton<OpenSessions>();
        services.AddSingleton<FactorAdministration>();
        services.AddSingleton<LoginAttempts>();
        services.AddSingleton<LoginChallenge>();
        services.AddSingleton<SessionTokens>();
        services.AddSingleton<CallerOfAccount>();
        services.AddSingleton<SessionCallers>();
        services.AddSingleton<ICallerSource>(p => p.GetRequiredService<SessionCallers>());
        services.AddSingleton<ICallers>(p => p.GetRequiredService<SessionCallers>());
        services.AddSingleton<IRoles, RoleDirectory>();
        services.AddSingleton<Store.LoginPolicies>();
        services.AddSingleton<AddressFailures>();
        services.AddSingleton<ImageCodes>();
        services.AddSingleton<BeginSession>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<ProveAgain>();
        services.AddSingleton<SignOut>();
        services.AddSingleton<ChangePassword>();
        services.AddSingleton<SessionViews>();
        services.AddSingleton<PortalAssemblies>();
        services.AddSingleton<PortalLayout>();
        services.AddSingleton<AssemblyCommands>();
        services.AddSingleton<FirstPasswords>();
        services.AddSingleton<KeyCommands>();
        services.AddSingleton<IKeyAdministration>(p => p.GetRequiredService<KeyCommands>());
        services.AddSingleton<ShowEvidence.ReviewEvidence>();
        services.AddSingleton<ILoginEvidence, ShowEvidence.LoginEvidence>();
        services.AddSingleton<IPeople, PeopleDirectory>();
        services.AddSingleton<ICliLogin, CliLogin>();
        services.AddSingleton<IIdentitySetup, IdentitySetup>();
        CertificateServices.Add(services);
        AddAccounts(services);
        AddReach(services);
        AddControl(services);
        OpenIdServices.Add(services);
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddSingleton<Store.UserContacts>();
        services.AddSingleton<AccountCreation>();
        services.AddSingleton<AccountCommands>();
        services.AddSingleton<PlacementWriting>();
        services.AddSingleton<ChangePlacement>();
        services.AddSingleton<GrantWriting>();
        services.AddSingleton<GrantCommands>();
        services.AddSingleton<UnusedAccounts>();
        services.AddSingleton<AccountList>();
        services.AddSingleton<IAccountAdministration, AccountAdministration>();
    }

    private static void AddReach(IServiceCollection services)
    {
        services.AddSingleton<PersonReach>();
        services.AddSingleton<EffectPreview>();
        services.AddSingleton<GrantList>();
        services.AddSingleton<RoleMatrix>();
        services.AddSingleton<IReachPart, StandingReach>();
        services.AddSingleton<IReachPart, PageReach>();
    }

    private static void AddControl(IServiceCollection services)
    {
        services.AddSingleton<Store.AccessReviews>();
        services.AddSingleton<PostTemplates>();
        services.AddSingleton<ReviewOpening>();
        services.AddSingleton<ReviewDeciding>();
        services.AddSingleton<ReviewLists>();
        services.AddSingleton<Store.Delegations>();
        services.AddSingleton<LendingPersons>();
        services.AddSingleton<DelegationsInForce>();
        services.AddSingleton<DelegationCommands>();
        services.AddSingleton<DelegationList>();
        services.AddSingleton<Store.ControlRequests>();
        services.AddSingleton<ControlledActs>();
        services.AddSingleton<ControlRequestList>();
        services.AddSingleton<ControlRequesting>();
        services.AddSingleton<ControlDeciding>();
        services.AddSingleton<IDualControl, TwoPersons>();
        services.AddSingleton<IControlledAct, GrantAdministrator>();
        services.AddSingleton<IControlledAct, RelaxPasswordPolicy>();
        services.AddSingleton<IControlledAct, RelaxSessionPolicy>();
        services.AddSingleton<IControlledAct, RelaxLoginPolicy>();
        services.AddSingleton<IControlledAct, EnableAdministrator>();
        services.AddSingleton<IControlledAct, ResetAdministrator>();
        services.AddSingleton<IControlledAct, MoveStaff>();
        services.AddSingleton<IControlledAct, ChangeAdministrator>();
        services.AddSingleton<IControlledAct, RoleWithoutSecondFactor>();
        services.AddSingleton<IControlledAct, ChangeRolePermissions>();
        services.AddSingleton<IControlledAct, AdministratorFactorOff>();
        services.AddSingleton<IControlledAct, ChangeRootKey>();
        services.AddSingleton<IControlledAct, LeaveSigningDevice>();
    }

    public void AddPumps(IServiceCollection services) => OpenIdServices.AddPumps(services);

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => IdentityEndpoints.Map(endpoints);
}

/// <summary>Permissions of the module.</summary>
public static class IdentityPermissions
{
    public const string ManageAccounts = "identity.account.manage";
    public const string ManageGrants = GrantPermissions.Manage;

    /// <summary>The menus of the roles; a system administrator's.</summary>
    public const string AssemblePortal = "identity.portal.assemble";
    public const string ManageKeys = "identity.key.manage";

    /// <summary>The second person of what a security administrator asks for; a system administrator's.</summary>
    public const string ConfirmSecurity = GrantPermissions.Confirm;

    /// <summary>The second person of what a system administrator asks for; a security administrator's.</summary>
    public const string ConfirmSystem = "identity.confirm.system";

    /// <summary>The second person of what is done with an administrator's account; an auditor's.</summary>
    public const string ConfirmAccounts = "identity.confirm.accounts";
}
