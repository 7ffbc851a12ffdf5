using Guotu.Audit.Records;
using Guotu.Crypto.Fields;
using Guotu.Database;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>Rows of several tables that are one object are sealed as one: the platform's own changes hold, everybody else's are named.</summary>
public sealed class FamilySealTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task What_the_platform_makes_and_changes_of_an_object_is_proved(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await desk.MakeAsync(1, steps: 2);
        await desk.MakeAsync(2, steps: 0);
        Assert.True((await desk.ChangeAsync(1, "UPDATE ap_step SET state_code = 'DONE', done_utc = :p_at WHERE case_id = 1 AND step_no = 1")).IsSuccess);
        Assert.True((await desk.ChangeAsync(2, "INSERT INTO ap_step (case_id, step_key, step_no, state_code, due_utc) VALUES (2, 'number', 1, 'WAITING', :p_at)")).IsSuccess);
        Assert.True((await desk.ChangeAsync(2, "DELETE FROM ap_step WHERE case_id = 2 AND due_utc = :p_at")).IsSuccess);

        var proof = await desk.ProveAsync();

        Assert.Empty(proof.Findings);
        Assert.Equal((2L, 5L), (proof.Rows, proof.Version));
    }

    [Theory]
    [BothDatabases]
    public async Task Each_edit_of_a_part_is_named_and_never_sealed_over(string provider)
    {
        (string Sql, string Kind, string Table, long Row)[] edits =
        [
            ("UPDATE ap_step SET result_text = '已编号' WHERE case_id = 1 AND step_no = 2", RowFindingKinds.Edited, "ap_step", 1),
            ("DELETE FROM ap_step WHERE case_id = 1 AND step_no = 2", RowFindingKinds.Edited, "ap_step", 1),
            ("DELETE FROM ap_step WHERE case_id = 1", RowFindingKinds.Deleted, "ap_step", 1),
            ("UPDATE ap_process_instance SET state_json = '{}' WHERE case_id = 1", RowFindingKinds.Edited, "ap_process_instance", 1),
            ("DELETE FROM ap_process_instance WHERE case_id = 1", RowFindingKinds.Deleted, "ap_process_instance", 1),
            ("INSERT INTO ap_step (case_id, step_key, step_no, state_code, due_utc) SELECT 2, step_key, step_no, state_code, due_utc FROM ap_step WHERE case_id = 1 AND step_no = 1", RowFindingKinds.Edited, "ap_step", 2),
            ("INSERT INTO ap_process_instance (case_id, process_version, state_json, row_version) VALUES (3, 'v', '{}', 1)", RowFindingKinds.Inserted, "ap_process_instance", 3),
            ("UPDATE ap_case_seal SET parts_text = REPLACE(parts_text, 'a', 'b') WHERE case_id = 2", RowFindingKinds.Edited, "ap_case_seal", 2),
            ("DELETE FROM ap_case_seal WHERE case_id = 2", RowFindingKinds.Deleted, "ap_case_seal", 2),
        ];
        foreach (var (sql, kind, table, row) in edits)
        {
            await using var desk = await FamilyDesk.OpenAsync(provider);
            await desk.MakeAsync(1, steps: 2);
            await desk.MakeAsync(2, steps: 0);

            await desk.Office.TamperAsync(sql);

            Assert.Contains((kind, table, (long?)row), (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.Table, f.RowId)));
            Assert.Equal(DatabaseErrors.RowTampered, (await desk.ChangeAsync(row, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 999")).Error?.Code);
            Assert.Contains((kind, table, (long?)row), (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.Table, f.RowId)));
            Assert.True((await desk.ChangeAsync(row == 1 ? 2 : 1, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 999")).IsSuccess);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task An_older_state_of_an_object_that_is_put_back_with_its_seal_is_found(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await desk.MakeAsync(1, steps: 1);
        foreach (var table in new[] { "ap_step", "ap_case_seal" })
        {
            await desk.DefineAsync($"CREATE TABLE kept_{table} AS SELECT * FROM {table}");
        }

        Assert.True((await desk.ChangeAsync(1, "UPDATE ap_step SET state_code = 'DONE', done_utc = :p_at WHERE case_id = 1")).IsSuccess);
        foreach (var table in new[] { "ap_step", "ap_case_seal" })
        {
            await desk.Office.TamperAsync($"DELETE FROM {table}");
            await desk.Office.TamperAsync($"INSERT INTO {table} SELECT * FROM kept_{table}");
        }

        Assert.Equal([(RowFindingKinds.Restored, "ap_case_seal", (long?)1)], (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.Table, f.RowId)));
    }

    [Theory]
    [BothDatabases]
    public async Task Objects_from_before_there_were_seals_are_sealed_once_with_a_statement_in_the_trail(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await desk.Office.TamperAsync("INSERT INTO ap_process_instance (case_id, process_version, state_json, row_version) VALUES (5, 'v', '{}', 1)");
        await desk.KeepAsync();
        Assert.Empty((await desk.ProveAsync()).Findings);
        Assert.Contains(await desk.Office.RecordsAsync(), r => r.KindCode == RowTallyKeeper.AdoptKind && r.SummaryTxt.Contains("ap_case_seal", StringComparison.Ordinal));

        await desk.Office.TamperAsync("INSERT INTO ap_process_instance (case_id, process_version, state_json, row_version) VALUES (6, 'v', '{}', 1)");
        await desk.KeepAsync();
        Assert.Equal((RowFindingKinds.Inserted, (long?)6), Assert.Single((await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.RowId))));
    }
}

/// <summary>Where processes with their steps are kept as sealed objects.</summary>
internal sealed class FamilyDesk : IAsyncDisposable
{
    private static readonly ProtectedTable Seals = new("ap_case_seal", "case_id", SealedFamily.Columns, new HashSet<string>(), "row_mac");

    private static readonly SealedFamily Family = new(
        Seals,
        [
            new("ap_process_instance", "t.case_id", "t.case_id", [.. SealedColumn.Of(SealedKind.Text, "process_version", "state_json"), .. SealedColumn.Of(SealedKind.Number, "row_version")]),
            new("ap_step", "t.case_id", "t.step_key",
            [
                .. SealedColumn.Of(SealedKind.Text, "step_key", "state_code", "result_text"), .. SealedColumn.Of(SealedKind.Number, "step_no"), .. SealedColumn.Of(SealedKind.Instant, "due_utc", "done_utc"),
            ]),
        ]);

    private readonly SealedFamilyRows _rows = new(Seals, Family);
    private readonly RowWriter _writer;
    private readonly AuditTrail _trail;

    private FamilyDesk(Office office)
    {
        Office = office;
        _writer = new RowWriter(new FieldProtector(office.Keys, new SystemRandomSource()));
        _trail = new AuditTrail(office.Seal, office.Ids);
    }

    public Office Office { get; }

    public static async Task<FamilyDesk> OpenAsync(string provider) => new(await Office.OpenAsync(provider));

    public async Task MakeAsync(long id, int steps)
    {
        var made = await RunAsync(async (work, ct) =>
        {
            new ObjectSeals(_writer).Begin(work, Family, id);
            await work.ExecuteAsync("INSERT INTO ap_process_instance (case_id, process_version, state_json, row_version) VALUES (:p_id, 'v', '{\"a\":1}', 1)", new { p_id = id }, ct);
            for (var i = 1; i <= steps; i++)
            {
                await work.ExecuteAsync(
                    "INSERT INTO ap_step (case_id, step_key, step_no, state_code, due_utc) VALUES (:p_id, :p_key, :p_no, 'WAITING', :p_at)",
                    new { p_id = id, p_key = $"step-{i}", p_no = i, p_at = work.At },
                    ct);
            }

            return Result.Done;
        });
        Assert.True(made.IsSuccess, $"{made.Error}");
    }

    public Task<Result> ChangeAsync(long id, string sql) => RunAsync(async (work, ct) =>
    {
        if ((await new ObjectSeals(_writer).OpenAsync(work, Family, id, ct)).Error is { } tampered)
        {
            return tampered;
        }

        await work.ExecuteAsync(sql, new { p_at = work.At }, ct);
        return Result.Done;
    });

    public Task<TableProof> ProveAsync() => new RowProof(Office.Units, _writer, _trail).ProveAsync(_rows, CancellationToken.None);

    public Task KeepAsync() => new RowTallyKeeper(Office.Units, _writer, _trail, [_rows], []).RunAsync(CancellationToken.None);

    public async Task DefineAsync(string sql)
    {
        await using var connection = await Office.Database.Connections.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();

    private Task<Result> RunAsync(Func<IUnitOfWork, CancellationToken, Task<Result>> body) => Office.Units.RunAsync(
        new CommandContext(Office.Wang, DataScope.WholeNode, "test.case"),
        async (work, ct) =>
        {
            work.Audit(new AuditEntry("test.case", "case", "x", "办件"));
            return await body(work, ct);
        },
        CancellationToken.None);
}
