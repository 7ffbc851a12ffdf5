using Guotu.Analysis.BufferFigures;
using Guotu.Analysis.CompareSchemes;
using Guotu.Analysis.DissolveFigures;
using Guotu.Analysis.ExportResult;
using Guotu.Analysis.FindSites;
using Guotu.Analysis.Jobs;
using Guotu.Analysis.JoinFeatures;
using Guotu.Analysis.ListLayers;
using Guotu.Analysis.ListOperators;
using Guotu.Analysis.NearestFeatures;
using Guotu.Analysis.OverlayFigures;
using Guotu.Analysis.ReadFigures;
using Guotu.Analysis.ReadResult;
using Guotu.Analysis.RunOperator;
using Guotu.Analysis.SummariseZones;
using Guotu.Analysis.Terrain;
using Guotu.Analysis.TerrainFigures;
using Guotu.Database.AuditPort;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Settings;
using Guotu.Hosting.Watching;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Analysis;

/// <summary>空间分析: operators over what a caller sees of the layers, and over figures given.</summary>
public sealed class AnalysisModule : IModule
{
    /// <summary>查看一张图: whoever reads layers may analyse what they see of them; declared by the module of the one map.</summary>
    internal const string ReadPermission = "onemap.view";

    public string Name => "analysis";

    public string Title => "空间分析";

    /// <summary>None of its own.</summary>
    public IReadOnlyList<PermissionDefinition> Permissions => [];

    public IReadOnlyList<PageManifest> Pages { get; } =
    [
        new("map.find", "map", "找地", "/map/find", ReadPermission, 20),
        new("map.options", "map", "方案比选", "/map/options", ReadPermission, 30),
        new("map.runs", "map", "分析结果", "/map/runs", ReadPermission, 40),
    ];

    public IReadOnlyList<AuditKind> AuditKinds { get; } =
    [
        new(RunCommands.RunKind, "分析运算"),
        new("analysis.finish", "分析运算结束"),
        new(RunCommands.CancelKind, "取消分析运算"),
        new(RunCommands.ClearKind, "清除分析结果"),
        new(ResultExport.Kind, "导出分析结果"),
        new(TerrainRuns.Kind, "地形分析"),
    ];

    public void AddServices(IServiceCollection services, NodeSettings node)
    {
        services.AddSingleton<IAnalysisOperators, OperatorCatalogue>();
        services.AddSingleton<IAuditReconciliation, Reconcile.AnalysisReconciliation>();
        TerrainEndpoints.AddServices(services);
        services.AddSingleton<IAnalysisOperator, BufferOperator>();
        foreach (var kind in OverlayKind.All)
        {
            services.AddSingleton<IAnalysisOperator>(new OverlayOperator(kind));
        }

        services.AddSingleton<IAnalysisOperator, DissolveOperator>();
        services.AddSingleton<IAnalysisOperator, SpatialJoinOperator>();
        services.AddSingleton<IAnalysisOperator, NearestOperator>();
        services.AddSingleton<IAnalysisOperator, ZonalStatisticsOperator>();
        services.AddSingleton<IAnalysisOperator, FindSitesOperator>();
        services.AddSingleton<IAnalysisOperator, CompareOperator>();
        foreach (var kind in FigureTerrainKind.All)
        {
            services.AddSingleton<IAnalysisOperator>(new FigureTerrainOperator(kind));
        }

        services.AddSingleton<IAnalysisOperator, ProfileOperator>();
        services.AddSingleton<IAnalysisOperator, ViewshedOperator>();
        services.AddSingleton<ITerrainSlope, DemSlope>();
        services.AddSingleton<AnalysisLayers>();
        services.AddSingleton<FigureFile>();
        services.AddSingleton<LayerInput>();
        services.AddSingleton<ReadInputs>();
        services.AddSingleton<OperatorRunner>();
        services.AddSingleton<RunCommands>();
        services.AddSingleton<KeptResults>();
        services.AddSingleton<ResultReading>();
        services.AddSingleton<ResultExport>();
        services.AddSingleton(new JobLimits());
        services.AddSingleton<AnalysisSettings>();
        services.AddSingleton<ISettingSource>(p => p.GetRequiredService<AnalysisSettings>());
        services.AddSingleton<JobBell>();
        services.AddSingleton<JobWork>();
        services.AddSingleton<IStateSource, QueueState>();
    }

    public void AddPumps(IServiceCollection services) => services.AddHostedService<JobPump>();

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        AnalysisEndpoints.Map(endpoints);
        TerrainEndpoints.Map(endpoints);
    }
}
