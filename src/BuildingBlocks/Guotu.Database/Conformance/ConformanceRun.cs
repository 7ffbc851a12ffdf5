using System.Data.Common;
using Guotu.Database.Sessions;

namespace Guotu.Database.Conformance;

/// <summary>
/// Asks the connected database for everything that the platform relies on (数据库适配检验). A site with Dameng runs it before it
/// goes live, on its own server with its own driver: no fact sheet stands in for that.
/// </summary>
public sealed class ConformanceRun(IConnectionSource connections)
{
    private static readonly IReadOnlyList<ConformanceProbe> Probes = [.. QueryProbes.All, .. ValueProbes.All, .. TransactionProbes.All, .. DamengProbes.All];

    /// <summary>Runs every probe on its own; a failure does not stop the others.</summary>
    public async Task<IReadOnlyList<ProbeResult>> RunAsync(CancellationToken ct)
    {
        using var gate = await connections.EnterWriterAsync(ct);
        await using var connection = await connections.OpenAsync(ct);
        var bench = new ProbeBench(connections, connection);
        await bench.CreateTableAsync(ct);
        var results = new List<ProbeResult>();
        foreach (var probe in Probes)
        {
            results.Add(probe.Applies(connections.Dialect)
                ? await RunOneAsync(probe, bench, ct)
                : new ProbeResult(probe.Name, probe.Meaning, ProbeStatus.NotApplicable, connections.Dialect.Name));
        }

        await bench.DropTableAsync(ct);
        return results;
    }

    private static async Task<ProbeResult> RunOneAsync(ConformanceProbe probe, ProbeBench bench, CancellationToken ct)
    {
        try
        {
            await bench.EmptyAsync(ct);
            return new ProbeResult(probe.Name, probe.Meaning, ProbeStatus.Pass, await probe.Run(bench, ct));
        }
        catch (Exception fault) when (fault is ProbeFailedException or DbException or InvalidOperationException or InvalidCastException or System.Data.DataException)
        {
            return new ProbeResult(probe.Name, probe.Meaning, ProbeStatus.Fail, $"{fault.GetType().Name}: {fault.Message}");
        }
    }
}
