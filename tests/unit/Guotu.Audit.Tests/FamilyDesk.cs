using Guotu.Audit.Records;
using Guotu.Crypto.Fields;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Audit.Tests;

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
            new ObjectSeals(_writer, _trail).Begin(work, Family, id);
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
        if ((await new ObjectSeals(_writer, _trail).OpenAsync(work, Family, id, ct)).Error is { } tampered)
        {
            return tampered;
        }

        await work.ExecuteAsync(sql, new { p_at = work.At }, ct);
        return Result.Done;
    });

    public Task<TableProof> ProveAsync() => new RowProof(Office.Units, _writer, _trail).ProveAsync(_rows, CancellationToken.None);

    public Task KeepAsync() => KeepAsync(_rows);

    public Task KeepAsync(IProtectedRows rows) => new RowTallyKeeper(
        Office.Units, _writer, _trail, new TallyMemoryFile(Path.Combine(Office.Home, "protected-tables.jsonl"), new FieldProtector(Office.Keys, new SystemRandomSource()), Office.Clock), [rows], [])
        .RunAsync(CancellationToken.None);

    public SealedFamilyRows Rows => _rows;

    /// <summary>What two persons do who looked into it.</summary>
    public Task<Result<RowChange>> ResealAsync(long id) => Office.Units.RunAsync<RowChange>(
        new CommandContext(Office.Wang, DataScope.WholeNode, "test.reseal"),
        async (work, ct) =>
        {
            work.Audit(new AuditEntry("test.reseal", "protected-row", "x", "点名重封"));
            return await new RowAdoption(_writer, _trail).ResealAsync(work, _rows, id, ct);
        },
        CancellationToken.None);

    /// <summary>What two persons do who found out who wrote into the trail.</summary>
    public Task<Result<IReadOnlyList<ForgedStatement>>> DisownAsync(long id) => Office.Units.RunAsync<IReadOnlyList<ForgedStatement>>(
        new CommandContext(Office.Wang, DataScope.WholeNode, "test.disown"),
        async (work, ct) =>
        {
            work.Audit(new AuditEntry("test.disown", "protected-row", "x", "不予采信"));
            return await new RowAdoption(_writer, _trail).DisownAsync(work, _rows, id, "由审计员确认", ct);
        },
        CancellationToken.None);

    /// <summary>What two persons do where all seals are gone.</summary>
    public Task<Result<AdoptedTable?>> AdoptAsync() => Office.Units.RunAsync<AdoptedTable?>(
        new CommandContext(Office.Wang, DataScope.WholeNode, "test.adopt"),
        async (work, ct) =>
        {
            work.Audit(new AuditEntry("test.adopt", "protected-table", "ap_case_seal", "点名纳入行账"));
            return await new RowAdoption(_writer, _trail).AdoptAsync(work, _rows, ct);
        },
        CancellationToken.None);

    /// <summary>An object whose number is made from its name is begun.</summary>
    public Task<Result> BeginNewAsync(long id) => RunAsync((work, ct) => new ObjectSeals(_writer, _trail).BeginNewAsync(work, Family, id, ct));

    /// <summary>Whoever has the database's password writes a statement about an object into the trail.</summary>
    public Task ForgeAsync(long id, long record) => Office.TamperAsync(
        $$"""
        INSERT INTO au_record (record_id, at_utc, user_id, account_name, person_name, org_id, channel_code, kind_code, object_type, object_id, outcome_code, summary_txt, after_json, key_version, mac_hex, batch_no)
        SELECT {{record}}, at_utc, user_id, account_name, person_name, org_id, channel_code, 'rows.seal', 'sealed-object', 'ap_case_seal/{{id}}', 'success', '封签', '{"version":77,"now":"00"}', key_version, mac_hex, 0
        FROM au_record WHERE record_id = (SELECT MIN(r.record_id) FROM au_record r)
        """);

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
