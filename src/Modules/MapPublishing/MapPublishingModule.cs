using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.MapPublishing.Grants;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.MapPublishing;

/// <summary>地图发布: who sees what of the layers, and the services that read them.</summary>
public sealed class MapPublishingModule : IModule
{
    public string Name => "mappublishing";

    /// <summary>None of its own: reading needs the right to the one map, granting the right to grant.</summary>
    public IReadOnlyList<PermissionDefinition> Permissions => [];

    public IReadOnlyList<AuditKind> AuditKinds { get; } =
    [
        new(DefaultGrants.Kind, "图层初始授权"),
        new(GrantCommands.GrantKind, "图层授权"),
        new(GrantCommands.RevokeKind, "收回图层授权"),
    ];

    public void AddServices(IServiceCollection services, NodeSettings node)
    {
        services.AddSingleton<GrantTable>();
        services.AddSingleton<DefaultGrants>();
        services.AddSingleton<AreaFigures>();
        services.AddSingleton<GrantCommands>();
        services.AddSingleton<ILayerAccess, LayerAccess>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => PublishingEndpoints.Map(endpoints);
}
