using Guotu.Hosting.Watching;
using Guotu.Testing.Database;

namespace Guotu.Analysis.Tests;

/// <summary>Queues of jobs as the monitoring page tells of them (队列).</summary>
public sealed class QueueStateTests
{
    [Theory]
    [BothDatabases]
    public async Task What_waits_is_counted_and_what_its_worker_left_is_to_be_noticed(string provider)
    {
        await using var bench = await AnalysisBench.OpenAsync(provider);
        Assert.Equal([("analyses", "没有在办的"), ("imports", "没有在办的"), ("prints", "没有在办的")], (await QueuesAsync(bench)).Select(l => (l.Code, l.Detail)));

        await bench.BehindTheBackAsync(
            "INSERT INTO mp_print (print_id, user_id, user_address, order_json, state_code, steps_done, steps_total, attempt_count, created_utc, lease_utc) VALUES (1, 7, '10.1.3.7', '{}', 'DRAWING', 0, 1, 1, '2026-03-02 00:59:00.000000', '2026-03-02 00:59:30.000000')");
        await bench.BehindTheBackAsync(
            "INSERT INTO om_import (import_id, user_id, layer_code, file_digest, file_name, file_size, state_code, is_stopping, created_utc, queued_utc, owner_org_id, region_code, origin_node, label_level) VALUES (1, 7, 'DLTB', 'a', 'b.zip', 1, 'Queued', 0, '2026-03-01 22:00:00.000000', '2026-03-01 22:30:00.000000', 3, '610724000000', '610724', 1)");
        var queues = (await QueuesAsync(bench)).ToDictionary(l => l.Code, StringComparer.Ordinal);

        Assert.Equal(StateLight.Notice, queues["prints"].Light);
        Assert.Contains("1 个的执行进程没有了应答", queues["prints"].Detail, StringComparison.Ordinal);
        Assert.Equal((StateLight.Notice, "1 个在办,最早的在 2026-03-02 06:30"), (queues["imports"].Light, queues["imports"].Detail));
        Assert.Equal(1, queues["imports"].Figures.Single(f => f.Name == "unfinished").Value);
        Assert.Equal(StateLight.Good, queues["analyses"].Light);
    }

    private static async Task<IReadOnlyList<StateLine>> QueuesAsync(AnalysisBench bench)
    {
        var lines = new List<StateLine>();
        foreach (var source in bench.The<IEnumerable<IStateSource>>().Where(s => s.Code is "analyses" or "imports" or "prints"))
        {
            lines.AddRange(await source.LookAsync(CancellationToken.None));
        }

        return [.. lines.OrderBy(l => l.Code, StringComparer.Ordinal)];
    }
}
