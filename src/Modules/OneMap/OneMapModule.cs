using Guotu.Database.AuditPort;
using Guotu.Database.Files;
using Guotu.Database.Rows;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Settings;
using Guotu.Hosting.Watching;
using Guotu.OneMap.AdjustAreas;
using Guotu.OneMap.AppendFeatures;
using Guotu.OneMap.Catalogue;
using Guotu.OneMap.CheckTopology;
using Guotu.OneMap.CommitRevision;
using Guotu.OneMap.CompareRevisions;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.DatumShifts;
using Guotu.OneMap.DeclareEmpty;
using Guotu.OneMap.Demonstration;
using Guotu.OneMap.DoubtPositions;
using Guotu.OneMap.FileImports;
using Guotu.OneMap.ImportLayer;
using Guotu.OneMap.LayerFiles;
using Guotu.OneMap.Locate;
using Guotu.OneMap.LowerLabel;
using Guotu.OneMap.OverlayParcel;
using Guotu.OneMap.PinLayer;
using Guotu.OneMap.PublishLayers;
using Guotu.OneMap.Rasters;
using Guotu.OneMap.ReadLayers;
using Guotu.OneMap.Snapshots;
using Guotu.OneMap.Store;
using Guotu.OneMap.TileCopies;
using Guotu.OneMap.VerifyLayer;
using Guotu.OneMap.WatchLayers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.OneMap;

/// <summary>The one map (一张图): layers, their revisions, and what is read from them.</summary>
public sealed class OneMapModule : IModule
{
    public const string ViewPermission = "onemap.view";
    public const string ImportPermission = "onemap.layer.import";
    public const string RasterPermission = "onemap.raster.import";
    public const string DeclarePermission = "onemap.layer.declare";
    public const string ShiftPermission = "onemap.crs.shift";

    public string Name => "onemap";

    public string Title => "一张图";

    public IReadOnlyList<PermissionDefinition> Permissions { get; } =
    [
        new(ViewPermission, "查看一张图", PermissionHolder.Business),
        new(ImportPermission, "图层入库", PermissionHolder.Business),
        new(RasterPermission, "栅格入库", PermissionHolder.Business),
        new(DeclarePermission, "声明图层依法为空", PermissionHolder.Business),
        new(ShiftPermission, "录入和停用坐标转换参数", PermissionHolder.Business),
    ];

    public IReadOnlyList<PageManifest> Pages { get; } =
    [
        new("map", "map", "一张图", "/map", ViewPermission, 10),
        new("res.layers", "res", "图层目录", "/res/layers", ViewPermission, 10),
        new("res.load", "res", "入库", "/res/load", ImportPermission, 20),
    ];

    public IReadOnlyList<AuditKind> AuditKinds { get; } =
    [
        new("onemap.layer.import", "图层入库"),
        new("onemap.layer.commit", "图层新版入库"),
        new("onemap.layer.declare", "声明图层依法为空"),
        new("onemap.layer.declare-empty", "图层声明为空的新版"),
        new(RasterImporter.Kind, "栅格入库"),
        new(ImportCommands.OpenKind, "上传入库文件"),
        new(ImportCommands.InspectKind, "重新识别入库文件"),
        new(ImportCommands.StartKind, "提交图层入库"),
        new(ImportCommands.CancelKind, "取消图层入库"),
        new(MarkedFiles.RemoveKind, "带密级标志的文件拒收并清除"),
        new(ImportRun.FinishKind, "图层入库没有办成"),
        new("onemap.shift.enter", "录入坐标转换参数"),
        new("onemap.shift.retire", "停用坐标转换参数"),
    ];

    public void AddServices(IServiceCollection services, NodeSettings node)
    {
        services.AddSingleton<ILayerCatalogue, LayerCatalogue>();
        services.AddSingleton<ISettingSource, LayerAgeSettings>();
        services.AddSingleton<IAuditReconciliation, Reconcile.OneMapReconciliation>();
        services.AddSingleton<ILandClasses, LandClasses>();
        services.AddSingleton<SnapshotDerivation>();
        services.AddSingleton<SnapshotFolder>();
        services.AddSingleton<IProtectedRows>(ProtectedRows<RevisionRow>.Plain(RevisionRow.Table, r => r.RevisionId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<RasterRow>.Plain(RasterRow.Table, r => r.RevisionId, r => r.RowMac, r => r.Values));
        services.AddSingleton<RevisionTable>();
        services.AddSingleton<RasterTable>();
        services.AddSingleton<IRevisionLabels, RevisionLabels>();
        services.AddSingleton<RevisionCommit>();
        services.AddSingleton(PinSettings.Usual);
        services.AddSingleton<PinnedContent>();
        services.AddSingleton<ILayerImport, LayerImporter>();
        services.AddSingleton<ILayerWriter, LayerWriter>();
        services.AddSingleton<ILayerPins, LayerPins>();
        services.AddSingleton<ICountyTowns, CountyTowns>();
        services.AddSingleton<IDemonstrationCounty, DemonstrationCounty>();
        services.AddSingleton<LayerContent>();
        services.AddSingleton<KeptTotals>();
        services.AddSingleton<RevisionMarks>();
        services.AddSingleton<PublishedLayers>();
        services.AddSingleton<IPublishedLayers>(p => p.GetRequiredService<PublishedLayers>());
        services.AddSingleton<IPublishedExtents>(p => p.GetRequiredService<PublishedLayers>());
        services.AddSingleton<LayerList>();
        services.AddSingleton<ITileCopyDerivation, TileCopyDerivation>();
        services.AddSingleton(TileWaits.Usual);
        services.AddSingleton<TileCopyFolder>();
        services.AddSingleton<LayerTiles>();
        services.AddSingleton<IVectorTiles>(s => s.GetRequiredService<LayerTiles>());
        services.AddSingleton<FeatureQueries>();
        services.AddSingleton<ParcelsOnTheMap>();
        services.AddSingleton<PlaceSearch>();
        services.AddSingleton<PreparedLayers>();
        services.AddSingleton<ParcelOverlayQuery>();
        services.AddSingleton<RevisionComparison>();
        services.AddSingleton<SeenDifference>();
        services.AddSingleton<LayerVerification>();
        services.AddSingleton<EmptyLayerDeclaration>();
        services.AddSingleton<IPositionDoubts, PositionDoubts>();
        services.AddSingleton<ILayerUpkeep, LayerUpkeep>();
        services.AddSingleton<ILayerTopology, LayerTopologyCheck>();
        services.AddSingleton<ILayerAreas, LayerAreaAdjustment>();
        services.AddSingleton<IProtectedRows>(new ProtectedRows<DatumShiftRow>(DatumShiftRow.Table, DatumShiftTable.OpenForProof));
        services.AddSingleton<DatumShiftTable>();
        services.AddSingleton<DatumShiftCommands>();
        services.AddSingleton<DatumShiftReading>();
        services.AddSingleton<IDatumShifts>(s => s.GetRequiredService<DatumShiftReading>());
        services.AddSingleton<ILayerRevisionLock, LayerRevisionLock>();
        services.AddSingleton<RasterFolder>();
        services.AddSingleton<RasterImporter>();
        services.AddSingleton<IRasterCatalogue, RasterCatalogue>();
        services.AddSingleton<IRasterImport>(s => s.GetRequiredService<RasterImporter>());
        services.AddSingleton<IPublishedRasters, PublishedRasters>();
        services.AddSingleton<RasterList>();
        AddImports(services);
    }

    private static void AddImports(IServiceCollection services)
    {
        services.AddSingleton<LayerFileImport>();
        services.AddSingleton<FileInspection>();
        services.AddSingleton<ImportTarget>();
        services.AddSingleton<ImportsUnderWay>();
        services.AddSingleton<ImportReading>();
        services.AddSingleton<ImportCommands>();
        services.AddSingleton<ImportStanding>();
        services.AddSingleton<MarkedFiles>();
        services.AddSingleton<IMarkedFiles, KnownMarks>();
        services.AddSingleton<IFileHolder, OneMapFiles>();
        services.AddSingleton<ImportRun>();
        services.AddSingleton<LayersState>();
        services.AddSingleton<IStateSource>(p => p.GetRequiredService<LayersState>());
        services.AddSingleton<IStateSource, CopiesState>();
        services.AddSingleton<IStateSource, ImportQueueState>();
    }

    public void AddPumps(IServiceCollection services) => services.AddHostedService<ImportPump>();

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        OneMapEndpoints.Map(endpoints);
        DatumShiftEndpoints.Map(endpoints);
        RasterList.Map(endpoints);
        AreaAdjustmentEndpoint.Map(endpoints);
        ImportEndpoints.Map(endpoints);
    }
}
