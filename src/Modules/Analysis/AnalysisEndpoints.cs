using Guotu.Hosting.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Analysis;

/// <summary>HTTP of the module.</summary>
internal static class AnalysisEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var analysis = endpoints.MapGroup("/api/v1/analysis").WithTags("空间分析");
        analysis.MapGet("/operators", (IAnalysisOperators operators) => Results.Ok(operators.Definitions))
            .Requires(AnalysisModule.ReadPermission).Produces<IReadOnlyList<OperatorDefinition>>();
    }
}
