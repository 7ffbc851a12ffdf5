using System.Diagnostics;
using Guotu.Analysis.Contracts;
using Guotu.Geo.Bench;
using Guotu.Hosting.Nodes;
using Guotu.MainJob.Bench;
using Guotu.OneMap.Catalogue;
using Guotu.OneMap.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Analysis.Bench;

/// <summary>
/// One operator and its query in turn. Ours goes from features in memory to the whole result with its figures, as a run does once its inputs are read; the
/// peer's has its figures in memory too, as warm pages, and gives one number.
/// </summary>
internal sealed class OperatorBench(PostgisCoverage postgis, int runs)
{
    private static readonly ServiceProvider Services = Wired();

    public async Task<BenchResult> RunAsync(Scenario scenario)
    {
        var op = Services.GetServices<IAnalysisOperator>().Single(o => o.Definition.Code == scenario.Operator);
        var call = new OperatorCall { Inputs = scenario.Inputs, Parameters = With(op.Definition, scenario.Parameters), Zone = Coverage.Zone };
        var (ours, theirs) = (new Series(), new Series());
        for (var run = 0; run <= runs; run++)
        {
            GC.Collect();
            var started = Stopwatch.GetTimestamp();
            var result = await op.RunAsync(call, CancellationToken.None);
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            var number = scenario.Number(result.IsSuccess ? result.Value : throw new InvalidOperationException($"{scenario.Name}: {result.Error!.Text}"));
            started = Stopwatch.GetTimestamp();
            var other = await postgis.NumberAsync(scenario.Sql);
            var peer = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (!(Math.Abs(number - other) <= scenario.Within * Math.Abs(other)))
            {
                throw new InvalidOperationException($"{scenario.Name}: ours {number:R}, PostGIS {other:R}");
            }

            if (run == 0)
            {
                Console.WriteLine($"{scenario.Name}: {number:R} and {other:R}, {result.Value.Rows.Features.Count} rows");
                continue;
            }

            ours.Add(took, Process.GetCurrentProcess().WorkingSet64);
            theirs.Add(peer);
        }

        return ours.Against(scenario.Name, "ms", theirs, "PostGIS, one query", null);
    }

    /// <summary>Parameters as they come, but for those given.</summary>
    private static ParameterValues With(OperatorDefinition definition, IReadOnlyDictionary<string, string> given)
    {
        var values = definition.Parameters.Where(p => p.Default is not null).ToDictionary(p => p.Code, p => p.Default!, StringComparer.Ordinal);
        foreach (var (code, value) in given)
        {
            values[code] = definition.Parameters.Any(p => p.Code == code) ? value : throw new InvalidOperationException($"{definition.Code} has no parameter {code}");
        }

        return new ParameterValues(values);
    }

    private static ServiceProvider Wired()
    {
        var services = new ServiceCollection().AddSingleton<ILandClasses, LandClasses>();
        new AnalysisModule().AddServices(services, new NodeSettings
        {
            Home = Path.GetTempPath(),
            County = CountySettings.Xixiang,
            Database = new Guotu.Database.Drivers.DatabaseOptions { Provider = "sqlite", ConnectionString = "unused" },
            RootKeyFile = "unused",
            Demonstration = true,
        });
        return services.BuildServiceProvider();
    }
}
