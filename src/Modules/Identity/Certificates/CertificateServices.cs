using Guotu.Database.Rows;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Watching;
using Guotu.Identity.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Identity.Certificates;

/// <summary>What the module registers for certificates of people.</summary>
internal static class CertificateServices
{
    public static IReadOnlyList<AuditKind> AuditKinds { get; } =
    [
        new(BindCertificate.BindKind, "绑定证书"),
        new(BindCertificate.UnbindKind, "解除证书"),
        new(CertificateCheck.UseKind, "用证书证明身份"),
        new(TrustCommands.AddKind, "登记证书机构"),
        new(TrustCommands.RemoveKind, "移除证书机构或撤销列表"),
        new(TrustCommands.ListKind, "导入撤销列表"),
    ];

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IProtectedRows>(ProtectedRows<CertificateRow>.Plain(CertificateRow.Table, r => r.CertificateId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<TrustRow>.Plain(TrustRow.Table, r => r.TrustId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<TrustMarkRow>.Plain(TrustMarkRow.Table, r => r.MarkId, r => r.RowMac, r => r.Values));
        services.AddSingleton<CertificateBindings>();
        services.AddSingleton<TrustMarks>();
        services.AddSingleton<TrustStore>();
        services.AddSingleton<CertificateCheck>();
        services.AddSingleton<CertificateLists>();
        services.AddSingleton<BindCertificate>();
        services.AddSingleton<TrustCommands>();
        services.AddSingleton<TrustOverview>();
        services.AddSingleton<ICertificateAdministration, CertificateAdministration>();
        services.AddSingleton<IStateSource, CertificateState>();
        services.AddSingleton<IControlledAct, AddAnchor>();
        services.AddSingleton<IControlledAct, AdministratorCertificateOn>();
        services.AddSingleton<IControlledAct, AdministratorCertificateOff>();
    }
}
