using Guotu.Analysis.ListOperators;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.Tests;

/// <summary>Runs an operator as the module does: parameters read, inputs given.</summary>
internal static class OperatorRun
{
    public static OperatorResult Of(IAnalysisOperator analysis, ISeenTerrain terrain, (string Code, FeatureSet Set)[] inputs, params (string Code, string Value)[] parameters)
    {
        var result = Try(analysis, terrain, inputs, parameters);
        Assert.True(result.IsSuccess, result.Error?.Text);
        return result.Value;
    }

    public static OperatorResult Of(IAnalysisOperator analysis, (string Code, FeatureSet Set)[] inputs, params (string Code, string Value)[] parameters)
    {
        var result = Try(analysis, inputs, parameters);
        Assert.True(result.IsSuccess, result.Error?.Text);
        return result.Value;
    }

    public static Result<OperatorResult> Try(IAnalysisOperator analysis, (string Code, FeatureSet Set)[] inputs, params (string Code, string Value)[] parameters) =>
        Try(analysis, null, inputs, parameters);

    public static Result<OperatorResult> Try(
        IAnalysisOperator analysis, ISeenTerrain? terrain, (string Code, FeatureSet Set)[] inputs, params (string Code, string Value)[] parameters)
    {
        var values = ParametersMustFit.Read(analysis.Definition, parameters.ToDictionary(p => p.Code, p => p.Value));
        if (values.Error is { } unfit)
        {
            return unfit;
        }

        var call = new OperatorCall { Inputs = inputs.ToDictionary(i => i.Code, i => i.Set), Parameters = values.Value, Zone = SquaredPaper.Zone, Terrain = terrain };
        return analysis.RunAsync(call, CancellationToken.None).GetAwaiter().GetResult();
    }
}
