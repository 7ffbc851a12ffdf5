using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.OneMap.AppendFeatures;
using Guotu.OneMap.Catalogue;
using Guotu.OneMap.CommitRevision;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Demonstration;
using Guotu.OneMap.ImportLayer;
using Guotu.OneMap.PinLayer;
using Guotu.OneMap.Snapshots;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.OneMap;

/// <summary>The one map (一张图): layers, their revisions, and what is read from them.</summary>
public sealed class OneMapModule : IModule
{
    public const string ViewPermission = "onemap.view";
    public const string ImportPermission = "onemap.layer.import";
    public const string DeclarePermission = "onemap.layer.declare";

    public string Name => "onemap";

    public IReadOnlyList<PermissionDefinition> Permissions { get; } =
    [
        new(ViewPermission, "查看一张图", PermissionHolder.Business),
        new(ImportPermission, "图层入库", PermissionHolder.Business),
        new(DeclarePermission, "声明图层依法为空", PermissionHolder.Business),
    ];

    public IReadOnlyList<AuditKind> AuditKinds { get; } =
    [
        new("onemap.layer.import", "图层入库"),
        new("onemap.layer.commit", "图层新版入库"),
        new("onemap.layer.declare-empty", "声明图层依法为空"),
    ];

    public void AddServices(IServiceCollection services, NodeSettings node)
    {
        services.AddSingleton<ILayerCatalogue, LayerCatalogue>();
        services.AddSingleton<ILandClasses, LandClasses>();
        services.AddSingleton<SnapshotDerivation>();
        services.AddSingleton<SnapshotFolder>();
        services.AddSingleton<RevisionCommit>();
        services.AddSingleton(PinSettings.Usual);
        services.AddSingleton<PinnedContent>();
        services.AddSingleton<ILayerImport, LayerImporter>();
        services.AddSingleton<ILayerWriter, LayerWriter>();
        services.AddSingleton<ILayerPins, LayerPins>();
        services.AddSingleton<ICountyTowns, CountyTowns>();
        services.AddSingleton<IDemonstrationCounty, DemonstrationCounty>();
        services.AddSingleton<ILayerRevisionLock, LayerRevisionLock>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }
}
