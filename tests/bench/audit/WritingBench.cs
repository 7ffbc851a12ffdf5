using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.MainJob.Bench;

namespace Guotu.Audit.Bench;

/// <summary>
/// Acts that are recorded, each in a transaction of its own and forty in one, beside the same rows written without MAC by the same driver in the
/// same transactions: the difference is what the proof costs.
/// </summary>
internal static class WritingBench
{
    /// <summary>Five thousand records a second.</summary>
    private const double Target = 200;

    private static readonly CommandContext Context = new(new Actor(7, "wangxy", "王秀英", 3, "web", "10.1.3.7"), DataScope.WholeNode, "case.accept");

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(LongTrail trail, int acts)
    {
        var results = new List<BenchResult>();
        foreach (var (together, clerks) in new[] { (1, 1), (1, 8), (40, 1), (40, 4) })
        {
            var (ours, peer) = (new Series(), new Series());
            for (var run = 0; run < 3; run++)
            {
                ours.Add(await MicrosecondsAsync(acts, clerks, n => OursAsync(trail, n, together), together), Process.GetCurrentProcess().WorkingSet64);
                peer.Add(await MicrosecondsAsync(acts, clerks, n => PlainAsync(trail, n, together), together));
            }

            var name = string.Create(CultureInfo.InvariantCulture, $"{trail.Database.Options.Provider}: {together} a transaction, {clerks} at once, one record");
            results.Add(ours.Against(name, "µs", peer, "the same rows without MAC", Target));
        }

        return results;
    }

    private static async Task<double> MicrosecondsAsync(int acts, int clerks, Func<int, Task> act, int together)
    {
        var units = acts / together;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clerks).Select(clerk => Task.Run(async () =>
        {
            for (var i = clerk; i < units; i += clerks)
            {
                await act(i);
            }
        })));
        return watch.Elapsed.TotalMicroseconds / (units * together);
    }

    private static async Task OursAsync(LongTrail trail, int number, int together)
    {
        var done = await trail.Units.RunAsync(
            Context,
            (work, _) =>
            {
                for (var i = 0; i < together; i++)
                {
                    work.Audit(Entry(number + i));
                }

                return Task.FromResult(Result.Done);
            },
            CancellationToken.None);
        _ = done.Error is { } error ? throw new InvalidOperationException(error.Text) : done;
    }

    internal static AuditEntry Entry(int number)
    {
        var id = (number % 100_000).ToString(CultureInfo.InvariantCulture);
        return new AuditEntry("case.accept", "case", id, $"受理案件 {id}")
        {
            Before = $$"""{"state":"registered","case":"{{id}}"}""",
            After = $$"""{"state":"accepted","case":"{{id}}","deadline":"2026-12-31"}""",
        };
    }

    private static async Task PlainAsync(LongTrail trail, int number, int together)
    {
        await using var connection = await OpenAsync(trail);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            """
            INSERT INTO au_record (record_id, at_utc, user_id, account_name, person_name, org_id, channel_code, address_txt, kind_code, object_type,
              object_id, outcome_code, summary_txt, before_json, after_json, key_version, mac_hex, batch_no)
            VALUES (@id, @at, 7, 'wangxy', '王秀英', 3, 'web', '10.1.3.7', 'plain', 'case', @object, 'success', @summary, @before, @after, 1, @mac, -1)
            """;
        for (var i = 0; i < together; i++)
        {
            var entry = Entry(number + i);
            command.Parameters.Clear();
            Add(command, "id", trail.Ids.Next());
            Add(command, "at", trail.Database.Options.Provider == "sqlite" ? "2026-03-02 08:00:00.000000" : new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Unspecified));
            Add(command, "object", entry.ObjectId);
            Add(command, "summary", entry.Summary);
            Add(command, "before", entry.Before!);
            Add(command, "after", entry.After!);
            Add(command, "mac", new string('0', 64));
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private static async Task<DbConnection> OpenAsync(LongTrail trail)
    {
        // The embedded database has one writer; the platform waits for it in a queue of its own, and so must the peer.
        using var gate = await trail.Database.Connections.EnterWriterAsync(CancellationToken.None);
        return await trail.Database.Connections.OpenAsync(CancellationToken.None);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
