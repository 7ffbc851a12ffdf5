using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Guotu.Audit.Records;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Guotu.MainJob.Bench;
using Guotu.Testing;

namespace Guotu.Audit.Bench;

/// <summary>A long trail: filled, sealed, verified, searched, exported, and verified again by the program that shares no code.</summary>
internal static class ProvingBench
{
    private const int InOneUnit = 500;

    private const string ReadingSql =
        "SELECT l.leaf_hex, r.* FROM au_leaf l JOIN au_record r ON r.record_id = l.record_id ORDER BY l.batch_no, l.leaf_no";

    private const string SeenSql =
        $"""
        SELECT {RecordTable.Columns} FROM au_record r
        WHERE r.object_type = 'parcel' AND r.object_id = :p_object AND r.at_utc >= :p_from AND r.at_utc < :p_to ORDER BY r.at_utc DESC, r.record_id DESC
        """;

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(LongTrail trail, int records)
    {
        await ExecuteAsync(trail, "DELETE FROM au_record WHERE batch_no = -1");
        var results = new List<BenchResult>();
        BenchResult Row(string what, string unit, double ours, double? peer, string? peerName, double? target)
        {
            var series = new Series();
            series.Add(ours, Process.GetCurrentProcess().PeakWorkingSet64);
            var other = peer is { } p ? new Series() : null;
            other?.Add(peer!.Value);
            return series.Against($"{trail.Database.Options.Provider}: {what}", unit, other, peerName, target);
        }

        var filled = await SecondsAsync(() => FillAsync(trail, records));
        results.Add(Row("fill, one record", "µs", filled * 1e6 / records, null, null, 200));
        var sealing = await SecondsAsync(() => SealAsync(trail));
        var total = await CountAsync(trail);
        results.Add(Row("seal, one record", "µs", sealing * 1e6 / total, null, null, 200));
        var reading = await SecondsAsync(() => ReadAsync(trail));
        var proving = await SecondsAsync(() => VerifyAsync(trail, total));
        var name = string.Create(CultureInfo.InvariantCulture, $"verify {total:N0} records");
        results.Add(Row(name, "s", proving, reading, "reading the same rows on one connection", 300.0 * total / 10_000_000));
        var searching = await SecondsAsync(() => SearchAsync(trail));
        results.Add(Row("who saw a parcel between two dates", "ms", searching * 1000, null, null, 10_000));
        var path = Path.Combine(trail.Home, "trail.jsonl");
        results.Add(Row("export", "s", await SecondsAsync(() => ExportAsync(trail, path)), null, null, null));
        results.Add(Row("the independent program", "s", await SecondsAsync(() => IndependentAsync(path)), null, null, null));
        return results;
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Reads of a hundred thousand parcels by forty people, and acts between them.</summary>
    private static async Task FillAsync(LongTrail trail, int records)
    {
        for (var start = 0; start < records; start += InOneUnit)
        {
            var first = start;
            var actor = new Actor(7 + (first / InOneUnit % 40), $"clerk{first / InOneUnit % 40}", "王秀英", 3, "web", "10.1.3.7");
            var done = await trail.Units.RunAsync(
                new CommandContext(actor, DataScope.WholeNode, "read"),
                (work, _) =>
                {
                    for (var i = first; i < Math.Min(first + InOneUnit, records); i++)
                    {
                        work.Audit(i % 10 == 0 ? WritingBench.Entry(i) : new AuditEntry("read", "parcel", (i % 100_003).ToString(CultureInfo.InvariantCulture), "读取受保护数据"));
                    }

                    return Task.FromResult(Result.Done);
                },
                CancellationToken.None);
            _ = done.Error is { } error ? throw new InvalidOperationException(error.Text) : done;
        }
    }

    private static async Task SealAsync(LongTrail trail)
    {
        var sealer = trail.Sealer;
        while ((await sealer.SealAsync(CancellationToken.None)).Value > 0)
        {
        }
    }

    private static async Task<long> CountAsync(LongTrail trail)
    {
        await using var session = await trail.Units.ReadAsync(DataScope.WholeNode, CancellationToken.None);
        return await session.ScalarAsync<long>("SELECT COUNT(*) AS row_total FROM au_leaf", null, CancellationToken.None);
    }

    private static async Task ReadAsync(LongTrail trail)
    {
        await using var connection = await trail.Database.Connections.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = ReadingSql;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync())
        {
            reader.GetValues(values);
        }
    }

    private static async Task VerifyAsync(LongTrail trail, long total)
    {
        var report = await trail.Verification.RunAsync(CancellationToken.None);
        if (!report.Ok || report.Records != total)
        {
            throw new InvalidOperationException($"{report.Records} of {total} records; {report.Findings.Count} findings, the first: {(report.Findings.Count > 0 ? report.Findings[0].Where : "none")}");
        }
    }

    private static async Task SearchAsync(LongTrail trail)
    {
        await using var session = await trail.Units.ReadAsync(DataScope.WholeNode, CancellationToken.None);
        var now = Guotu.Kernel.Time.Instant.From(TimeProvider.System.GetUtcNow());
        var found = await session.PageAsync<AuditRecord>(
            SeenSql, new { p_object = "4711", p_from = now.Plus(TimeSpan.FromDays(-30)), p_to = now.Plus(TimeSpan.FromDays(1)) }, new PageRequest(), CancellationToken.None);
        _ = found.Total > 0 ? found : throw new InvalidOperationException("nothing was found");
    }

    private static async Task ExportAsync(LongTrail trail, string path)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        await trail.Export.WriteAsync(file, CancellationToken.None);
    }

    private static async Task IndependentAsync(string path)
    {
        var answer = await MeasuredProgram.RunAsync("python3", [Path.Combine(TestData.Checkout, "src/deploy/audit/guotu-audit-verify.py"), path]);
        _ = answer;
    }

    private static async Task ExecuteAsync(LongTrail trail, string sql)
    {
        await using DbConnection connection = await trail.Database.Connections.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
