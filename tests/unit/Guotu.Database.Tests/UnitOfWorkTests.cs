using Guotu.Database.AuditPort;
using Guotu.Database.Files;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Database.Tests;

public sealed class UnitOfWorkTests
{
    private static readonly StoredFile Paper = new(new string('a', 64), 12, "application/pdf");
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [EveryDialect]
    public async Task A_command_that_succeeds_commits_its_rows_and_its_audit_record(string provider)
    {
        await using var bench = await Bench.OpenAsync(provider);

        var result = await bench.Units.RunAsync<int>(Bench.Command(), (work, ct) => AttachAsync(work, ct), Never);

        Assert.True(result.IsSuccess);
        Assert.Equal(1, await bench.CountAsync("db_file"));
        Assert.Equal(["file.attach"], bench.Audit.Written);
    }

    [Theory]
    [EveryDialect]
    public async Task A_refused_command_leaves_nothing_but_the_record_of_the_refusal(string provider)
    {
        await using var bench = await Bench.OpenAsync(provider);

        var result = await bench.Units.RunAsync<int>(
            Bench.Command("case.accept"),
            async (work, ct) =>
            {
                await AttachAsync(work, ct);
                return new Error(KernelErrors.NotFound, ("what", "案件"));
            },
            Never);

        Assert.False(result.IsSuccess);
        Assert.Equal(0, await bench.CountAsync("db_file"));
        Assert.Equal(["wangxy case.accept SYS-0002"], bench.Audit.Refused);
    }

    [Theory]
    [EveryDialect]
    public async Task A_command_that_changes_rows_without_an_audit_entry_does_not_commit(string provider)
    {
        await using var bench = await Bench.OpenAsync(provider);

        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Units.RunAsync<int>(
            Bench.Command(),
            async (work, ct) => (await work.ExecuteAsync("INSERT INTO db_node (node_no, last_millis) VALUES (5, 0)", null, ct)),
            Never));

        Assert.Equal(0, await bench.CountAsync("db_node"));
    }

    [Theory]
    [EveryDialect]
    public async Task When_audit_cannot_be_written_the_act_does_not_happen(string provider)
    {
        await using var bench = await Bench.OpenAsync(provider);
        bench.Audit.Broken = true;

        await Assert.ThrowsAsync<IOException>(() => bench.Units.RunAsync<int>(Bench.Command(), (work, ct) => AttachAsync(work, ct), Never));

        Assert.Equal(0, await bench.CountAsync("db_file"));
    }

    [Theory]
    [EveryDialect]
    public async Task Repeating_a_request_gives_the_same_answer_and_changes_nothing(string provider)
    {
        await using var bench = await Bench.OpenAsync(provider);
        var context = Bench.Command() with { RequestId = RequestId.New(new SystemRandomSource()) };
        var runs = 0;

        var first = await bench.Units.RunAsync<int>(context, CountedAsync, Never);
        var second = await bench.Units.RunAsync<int>(context, CountedAsync, Never);

        Assert.Equal((1, 1), (first.Value, second.Value));
        Assert.Equal(1, runs);

        async Task<Result<int>> CountedAsync(Work.IUnitOfWork work, CancellationToken ct)
        {
            runs++;
            await AttachAsync(work, ct);
            return runs;
        }
    }

    [Theory]
    [EveryDialect]
    public async Task A_request_id_that_served_another_command_is_refused(string provider)
    {
        await using var bench = await Bench.OpenAsync(provider);
        var id = RequestId.New(new SystemRandomSource());
        await bench.Units.RunAsync<int>(Bench.Command("first") with { RequestId = id }, (work, ct) => AttachAsync(work, ct), Never);

        var second = await bench.Units.RunAsync<int>(Bench.Command("second") with { RequestId = id }, (work, ct) => AttachAsync(work, ct), Never);

        Assert.Equal(DatabaseErrors.RequestIdUsed, second.Error!.Code);
    }

    [Theory]
    [EveryDialect]
    public async Task Two_hundred_commands_at_once_all_commit(string provider)
    {
        await using var bench = await Bench.OpenAsync(provider);

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, ct) =>
        {
            var file = Paper with { Digest = i.ToString("x64", System.Globalization.CultureInfo.InvariantCulture) };
            var result = await bench.Units.RunAsync<int>(Bench.Command(), (work, token) => AttachAsync(work, file, token), ct);
            Assert.True(result.IsSuccess);
        });

        Assert.Equal(200, await bench.CountAsync("db_file"));
    }

    private static Task<Result<int>> AttachAsync(Work.IUnitOfWork work, CancellationToken ct) => AttachAsync(work, Paper, ct);

    private static async Task<Result<int>> AttachAsync(Work.IUnitOfWork work, StoredFile file, CancellationToken ct)
    {
        await work.AttachAsync(file, ct);
        work.Audit(new AuditEntry("file.attach", "file", file.Digest, "登记文件"));
        return 1;
    }
}
