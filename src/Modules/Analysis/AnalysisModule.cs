using Guotu.Analysis.BufferFigures;
using Guotu.Analysis.DissolveFigures;
using Guotu.Analysis.JoinFeatures;
using Guotu.Analysis.ListOperators;
using Guotu.Analysis.NearestFeatures;
using Guotu.Analysis.OverlayFigures;
using Guotu.Analysis.SummariseZones;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Analysis;

/// <summary>空间分析: operators over what a caller sees of the layers, and over figures given.</summary>
public sealed class AnalysisModule : IModule
{
    /// <summary>查看一张图: whoever reads layers may analyse what they see of them; declared by the module of the one map.</summary>
    internal const string ReadPermission = "onemap.view";

    public string Name => "analysis";

    /// <summary>None of its own.</summary>
    public IReadOnlyList<PermissionDefinition> Permissions => [];

    public void AddServices(IServiceCollection services, NodeSettings node)
    {
        services.AddSingleton<IAnalysisOperators, OperatorCatalogue>();
        services.AddSingleton<IAnalysisOperator, BufferOperator>();
        foreach (var kind in OverlayKind.All)
        {
            services.AddSingleton<IAnalysisOperator>(new OverlayOperator(kind));
        }

        services.AddSingleton<IAnalysisOperator, DissolveOperator>();
        services.AddSingleton<IAnalysisOperator, SpatialJoinOperator>();
        services.AddSingleton<IAnalysisOperator, NearestOperator>();
        services.AddSingleton<IAnalysisOperator, ZonalStatisticsOperator>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => AnalysisEndpoints.Map(endpoints);
}
