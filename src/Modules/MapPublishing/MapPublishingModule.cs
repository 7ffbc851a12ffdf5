using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Watching;
using Guotu.Identity.Contracts;
using Guotu.MapPublishing.Grants;
using Guotu.MapPublishing.Labels;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Ogc;
using Guotu.MapPublishing.OgcFeatures;
using Guotu.MapPublishing.Print;
using Guotu.MapPublishing.Print.Jobs;
using Guotu.MapPublishing.Tokens;
using Guotu.MapPublishing.Usage;
using Guotu.MapPublishing.Wfs;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.MapPublishing;

/// <summary>地图发布: who sees what of the layers, and the services that read them.</summary>
public sealed class MapPublishingModule : IModule
{
    /// <summary>查看一张图: the right that reading published layers needs, declared by the module of the one map.</summary>
    internal const string ReadPermission = "onemap.view";

    public string Name => "mappublishing";

    public string Title => "地图发布";

    /// <summary>None of its own: reading needs the right to the one map, granting the right to grant.</summary>
    public IReadOnlyList<PermissionDefinition> Permissions => [];

    public IReadOnlyList<PageManifest> Pages { get; } =
    [
        new("adm.grants", "adm", "图层授权与服务", "/adm/grants", GrantPermissions.Manage, 20),
        new("guide", "guide", "接入指引", "/guide", ReadPermission, 10),
        new("guide.keys", "guide", "我的令牌", "/guide/keys", ReadPermission, 20),
        new("guide.keys", "guide", "我的令牌", "/guide/keys", WatchPermission.Code, 20),
    ];

    public IReadOnlyList<AuditKind> AuditKinds { get; } =
    [
        new(DefaultGrants.Kind, "图层初始授权"),
        new(GrantCommands.GrantKind, "图层授权"),
        new(GrantCommands.RevokeKind, "收回图层授权"),
        new(LabelCommands.SetKind, "设置数据标记"),
        new(LowerRevisionLabel.AuditKind, "降低版本的数据标记"),
        new(TokenCommands.CreateKind, "新建桌面软件令牌"),
        new(TokenCommands.RevokeKind, "收回桌面软件令牌"),
        new(TokenCommands.WithdrawKind, "停用他人桌面软件令牌"),
        new(PrintCommands.OrderKind, "出图"),
        new(PrintCommands.CancelKind, "取消出图"),
    ];

    public void AddServices(IServiceCollection services, NodeSettings node)
    {
        services.AddSingleton<IProtectedRows>(ProtectedRows<GrantRow>.Plain(GrantRow.Table, r => r.GrantId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<PolicyRow>.Plain(PolicyRow.Table, r => r.PolicyId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<LabelRow>.Plain(LabelRow.Table, r => r.LabelId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<BookRow>.Plain(BookRow.Table, r => r.BookId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<TokenRow>.Plain(TokenRow.Table, r => r.TokenId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IAuditReconciliation, Reconcile.PublishingReconciliation>();
        services.AddSingleton<GrantTable>();
        services.AddSingleton<DefaultGrants>();
        services.AddSingleton<AreaFigures>();
        services.AddSingleton<GrantCommands>();
        services.AddSingleton<GrantChoices>();
        services.AddSingleton<LayerAccess>();
        services.AddSingleton<ILayerAccess>(p => p.GetRequiredService<LayerAccess>());
        services.AddSingleton<LayerReach>();
        services.AddSingleton<IReachPart>(p => p.GetRequiredService<LayerReach>());
        services.AddSingleton<GrantPreview>();
        LabelEndpoints.AddServices(services);
        services.AddSingleton<IPageExportLabels, PageExportLabels>();
        services.AddSingleton<TokenTable>();
        services.AddSingleton<TokenCommands>();
        services.AddSingleton<ITokenCallers, TokenCallers>();
        services.AddSingleton(PublishingLimits.Usual);
        services.AddSingleton<ServiceGate>();
        services.AddSingleton<UsageTally>();
        services.AddSingleton<UsageList>();
        services.AddHostedService<UsageFlush>();
        services.AddSingleton<FeatureSelection>();
        services.AddSingleton<ItemsAnswer>();
        services.AddSingleton<WfsAnswer>();
        services.AddSingleton<WfsEndpoint>();
        MapsEndpoints.AddServices(services);
        PrintEndpoints.AddServices(services);
    }

    public void AddPumps(IServiceCollection services) => PrintEndpoints.AddPumps(services);

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => PublishingEndpoints.Map(endpoints);
}
