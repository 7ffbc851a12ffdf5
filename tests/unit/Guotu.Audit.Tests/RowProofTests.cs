using Guotu.Audit.Records;
using Guotu.Crypto.Fields;
using Guotu.Database;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.Testing;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>Whoever changes protected rows straight at the database is found, and told apart from the platform at work.</summary>
public sealed class RowProofTests
{
    [Theory]
    [BothDatabases]
    public async Task What_the_platform_wrote_changed_and_took_away_is_proved(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.WriteAsync(1, "window", needed: false);
        await desk.WriteAsync(2, "leader", needed: true);
        await desk.WriteAsync(1, "window", needed: true);
        await desk.RemoveAsync(2);
        await desk.WriteAsync(3, "data", needed: true);

        var proof = await desk.ProveAsync();

        Assert.Empty(proof.Findings);
        Assert.Equal((2L, 5L), (proof.Rows, proof.Version));
    }

    [Theory]
    [BothDatabases]
    public async Task Each_kind_of_edit_behind_the_applications_back_is_found_and_named(string provider)
    {
        (string Sql, (string Kind, long? Row)[] Expected)[] attacks =
        [
            ("UPDATE id_role_login SET needs_second = 0 WHERE rule_id = 2", [(RowFindingKinds.Edited, 2)]),
            ("DELETE FROM id_role_login WHERE rule_id = 2", [(RowFindingKinds.Deleted, 2)]),
            (
                "INSERT INTO id_role_login (rule_id, role_code, needs_second, changed_utc, row_mac) SELECT 9, 'own', needs_second, changed_utc, row_mac FROM id_role_login WHERE rule_id = 2",
                [(RowFindingKinds.Inserted, 9)]
            ),
            (
                "UPDATE id_role_login SET needs_second = 1 - needs_second, row_mac = (SELECT o.row_mac FROM id_role_login o WHERE o.rule_id = 5 - id_role_login.rule_id) WHERE rule_id IN (2, 3)",
                [(RowFindingKinds.Edited, 2), (RowFindingKinds.Edited, 3)]
            ),
        ];
        foreach (var (sql, expected) in attacks)
        {
            await using var desk = await RuleDesk.OpenAsync(provider);
            await desk.WriteAsync(1, "window", needed: false);
            await desk.WriteAsync(2, "leader", needed: true);
            await desk.WriteAsync(3, "data", needed: false);

            await desk.Office.TamperAsync(sql);

            Assert.Equal(expected, (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.RowId)));
        }
    }

    [Theory]
    [BothDatabases]
    public async Task An_older_row_that_is_put_back_is_found_also_together_with_the_older_tally(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.WriteAsync(1, "leader", needed: false);
        await desk.DefineAsync("CREATE TABLE kept_rule AS SELECT * FROM id_role_login");
        await desk.DefineAsync("CREATE TABLE kept_tally AS SELECT * FROM db_row_tally");
        await desk.WriteAsync(1, "leader", needed: true);

        await desk.Office.TamperAsync("DELETE FROM id_role_login");
        await desk.Office.TamperAsync("INSERT INTO id_role_login SELECT * FROM kept_rule");
        Assert.Equal([(RowFindingKinds.Restored, (long?)1)], (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.RowId)));

        await desk.Office.TamperAsync("DELETE FROM db_row_tally");
        await desk.Office.TamperAsync("INSERT INTO db_row_tally SELECT * FROM kept_tally");
        var proof = await desk.ProveAsync();
        Assert.Equal([(RowFindingKinds.Tally, (long?)null), (RowFindingKinds.Restored, 1)], proof.Findings.Select(f => (f.Kind, f.RowId)));
        Assert.Equal("version 1, the trail has 2", proof.Findings[0].Group);
    }

    [Theory]
    [BothDatabases]
    public async Task A_tally_that_was_taken_away_or_edited_is_found_and_nothing_more_is_written(string provider)
    {
        foreach (var sql in new[] { "DELETE FROM db_row_tally", "UPDATE db_row_tally SET row_count = 7", "UPDATE db_row_tally SET sum_text = 'g1.1.AAAA'" })
        {
            await using var desk = await RuleDesk.OpenAsync(provider);
            await desk.WriteAsync(1, "leader", needed: true);
            await desk.Office.TamperAsync(sql);

            Assert.Equal(RowFindingKinds.Tally, (await desk.ProveAsync()).Findings[0].Kind);
            Assert.Equal(DatabaseErrors.RowTampered, (await desk.TryWriteAsync(2, "window", needed: true)).Error?.Code);
            Assert.Equal(1, await desk.Office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM id_role_login"));
        }
    }

    [Theory]
    [BothDatabases]
    public async Task Rows_from_before_the_table_had_a_MAC_get_one_once_and_never_again(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.WriteAsync(1, "leader", needed: true);
        await desk.Office.TamperAsync("DELETE FROM db_row_tally");
        await desk.Office.TamperAsync("DELETE FROM au_record");
        await desk.AllowNullMacAsync();

        await desk.KeepAsync();
        Assert.Empty((await desk.ProveAsync()).Findings);
        Assert.Contains(await desk.Office.RecordsAsync(), r => r.KindCode == RowTallyKeeper.AdoptKind && r.SummaryTxt.Contains("补校验码 1 行", StringComparison.Ordinal));

        await desk.Office.TamperAsync("UPDATE id_role_login SET needs_second = 0, row_mac = NULL");
        await desk.KeepAsync();
        Assert.Equal(RowFindingKinds.Edited, Assert.Single((await desk.ProveAsync()).Findings).Kind);
    }

    [Theory]
    [BothDatabases]
    public async Task A_right_that_was_given_to_a_role_behind_the_back_is_found(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.GrantAsync("window", "approval.case.read");
        Assert.Empty((await desk.ProveSealedAsync()).Findings);

        await desk.Office.TamperAsync("INSERT INTO id_role_permission (role_code, permission_code) VALUES ('window', 'identity.grant.manage')");
        Assert.Equal((RowFindingKinds.Inserted, "1 rows stated, 2 found"), await OnlyAsync(desk));

        await desk.Office.TamperAsync("DELETE FROM id_role_permission");
        Assert.Equal((RowFindingKinds.Deleted, "1 rows stated, 0 found"), await OnlyAsync(desk));
    }

    [Theory]
    [BothDatabases]
    public async Task A_sealed_table_that_is_written_at_every_look_is_no_finding(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.GrantAsync("window", "approval.case.read");
        var busy = new BusyTable(RuleDesk.Permissions, writes: 4, i => desk.GrantAsync("window", $"approval.case.extra-{i}"));

        var proof = await desk.ProveAsync(busy);

        Assert.Empty(proof.Findings);
        Assert.Equal((5L, 5L), (proof.Rows, proof.Version));
    }

    [Theory]
    [BothDatabases]
    public async Task A_tally_that_was_taken_away_with_all_its_statements_is_found_and_not_begun_anew(string provider)
    {
        foreach (var rowsToo in new[] { false, true })
        {
            await using var desk = await RuleDesk.OpenAsync(provider);
            await desk.WriteAsync(1, "leader", needed: true);
            await desk.WriteAsync(2, "window", needed: true);
            await desk.Office.TamperAsync("DELETE FROM db_row_tally");
            await desk.Office.TamperAsync("DELETE FROM au_record WHERE kind_code = 'rows.state'");
            await desk.Office.TamperAsync("DELETE FROM id_role_login WHERE rule_id = 1");
            if (rowsToo)
            {
                await desk.Office.TamperAsync("DELETE FROM id_role_login");
            }

            Assert.Equal(RowFindingKinds.Tally, Assert.Single((await desk.ProveAsync()).Findings).Kind);
            if (!rowsToo)
            {
                Assert.Equal(DatabaseErrors.RowTampered, (await desk.TryWriteAsync(3, "data", needed: true)).Error?.Code);
                await desk.KeepAsync();
                Assert.Equal(RowFindingKinds.Tally, Assert.Single((await desk.ProveAsync()).Findings).Kind);
            }
        }
    }

    [Theory]
    [BothDatabases]
    public async Task In_a_cluster_whose_clocks_differ_the_versions_and_not_the_numbers_of_the_records_say_what_came_last(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        var ahead = desk.OfNode(2, TimeSpan.FromMinutes(9));
        for (var i = 0; i < 60; i++)
        {
            await ahead.WriteAsync(i % 3, $"role-{i % 3}", needed: i % 2 == 0);
        }

        await desk.WriteAsync(1, "role-1", needed: false);
        Assert.Empty((await desk.ProveAsync()).Findings);

        await desk.Office.TamperAsync("DELETE FROM id_role_login WHERE rule_id = 2");
        Assert.Equal([(RowFindingKinds.Deleted, (long?)2)], (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.RowId)));
        await desk.RestateAsync();
        Assert.DoesNotContain((await desk.ProveAsync()).Findings, f => f.Kind == RowFindingKinds.Tally);
    }

    [Theory]
    [BothDatabases]
    public async Task Many_writers_at_once_leave_a_tally_that_holds_while_it_is_proved(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.KeepAsync();
        var writers = Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var i = 0; i < 6; i++)
            {
                await desk.WriteAsync((writer * 100) + i, $"role-{writer}-{i}", needed: i % 2 == 0);
                await desk.WriteAsync((writer * 100) + (i / 2), $"role-{writer}-{i / 2}", needed: i % 2 == 1);
            }
        }).ToList();
        var whileWriting = new List<TableProof>();
        do
        {
            whileWriting.Add(await desk.ProveAsync());
        }
        while (!writers.TrueForAll(w => w.IsCompleted));

        await Task.WhenAll(writers);
        Assert.All(whileWriting, p => Assert.Empty(p.Findings));
        var after = await desk.ProveAsync();
        Assert.Empty(after.Findings);
        Assert.Equal((24L, 49L), (after.Rows, after.Version));
    }

    [Theory]
    [BothDatabases]
    public async Task What_the_trail_states_outlives_the_archiving_of_the_old_records(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.WriteAsync(1, "leader", needed: true);
        await desk.WriteAsync(1, "leader", needed: false);
        var newest = (await desk.Office.RecordsAsync()).Max(r => r.RecordId);
        await desk.RestateAsync();
        await desk.Office.TamperAsync($"DELETE FROM au_record WHERE record_id <= {newest}");

        Assert.Empty((await desk.ProveAsync()).Findings);
        await desk.Office.TamperAsync("DELETE FROM id_role_login");
        Assert.Equal(RowFindingKinds.Mismatch, Assert.Single((await desk.ProveAsync()).Findings).Kind);
    }

    private static async Task<(string Kind, string Group)> OnlyAsync(RuleDesk desk)
    {
        var finding = Assert.Single((await desk.ProveSealedAsync()).Findings);
        return (finding.Kind, finding.Group);
    }
}

/// <summary>A sealed table to which somebody writes while it is read, so many times.</summary>
internal sealed class BusyTable(ISealedTable table, int writes, Func<int, Task> write) : ISealedTable
{
    private int _written;

    public string Name => table.Name;

    public async Task<SealedContent> ReadAsync(ISqlSession session, CancellationToken ct)
    {
        if (_written < writes)
        {
            await write(++_written);
        }

        return await table.ReadAsync(session, ct);
    }
}

/// <summary>Where rules of roles are kept in protected rows, with the whole trail behind it.</summary>
internal sealed class RuleDesk : IAsyncDisposable
{
    private static readonly ProtectedTable Table = new("id_role_login", "rule_id", ["role_code", "needs_second", "changed_utc"], new HashSet<string>(), "row_mac");
    public static readonly ISealedTable Permissions = new SealedTable<PermissionRow>(
        "id_role_permission",
        "SELECT role_code, permission_code FROM id_role_permission ORDER BY role_code, permission_code",
        r => [r.RoleCode, r.PermissionCode]);

    private readonly IProtectedRows _rules = ProtectedRows<RuleRow>.Plain(Table, r => r.RuleId, r => r.RowMac, r => r.Values);
    private readonly RowWriter _rows;
    private readonly AuditTrail _trail;
    private readonly IUnitsOfWork _units;

    private RuleDesk(Office office, IUnitsOfWork units)
    {
        Office = office;
        _units = units;
        _rows = new RowWriter(new FieldProtector(office.Keys, new SystemRandomSource()));
        _trail = new AuditTrail(office.Seal, office.Ids);
    }

    public Office Office { get; }

    public static async Task<RuleDesk> OpenAsync(string provider)
    {
        var office = await Office.OpenAsync(provider);
        return new RuleDesk(office, office.Units);
    }

    /// <summary>The same desk at another node, whose clock is ahead.</summary>
    public RuleDesk OfNode(int node, TimeSpan ahead)
    {
        var clock = new FixedClock();
        clock.Advance(ahead);
        return new RuleDesk(Office, Office.UnitsOf(new NodeIdSource(clock, node), clock));
    }

    public async Task WriteAsync(long id, string role, bool needed)
    {
        var written = await TryWriteAsync(id, role, needed);
        Assert.True(written.IsSuccess, $"{written.Error}");
    }

    public Task<Result> TryWriteAsync(long id, string role, bool needed) => RunAsync(async (work, ct) =>
    {
        var values = new RuleRow { RuleId = id, RoleCode = role, NeedsSecond = needed, ChangedUtc = work.At }.Values;
        var updated = await _rows.UpdateAsync(work, Table, id, values, ct);
        return updated.Error is { } refused ? refused : updated.Value ? Result.Done : await _rows.InsertAsync(work, Table, id, values, ct);
    });

    public async Task RemoveAsync(long id)
    {
        var removed = await RunAsync(async (work, ct) =>
        {
            Assert.True(await _rows.DeleteAsync(work, Table, id, ct));
            return Result.Done;
        });
        Assert.True(removed.IsSuccess);
    }

    public async Task GrantAsync(string role, string permission)
    {
        var granted = await RunAsync(async (work, ct) =>
        {
            await work.ExecuteAsync("INSERT INTO id_role_permission (role_code, permission_code) VALUES (:p_role, :p_permission)", new { p_role = role, p_permission = permission }, ct);
            _rows.Seal(work, Permissions);
            return Result.Done;
        });
        Assert.True(granted.IsSuccess);
    }

    public Task<TableProof> ProveAsync() => new RowProof(_units, _rows, _trail).ProveAsync(_rules, CancellationToken.None);

    public Task<TableProof> ProveSealedAsync() => ProveAsync(Permissions);

    public Task<TableProof> ProveAsync(ISealedTable table) => new RowProof(_units, _rows, _trail).ProveAsync(table, CancellationToken.None);

    public Task KeepAsync() => new RowTallyKeeper(_units, _rows, _trail, [_rules], []).RunAsync(CancellationToken.None);

    public Task<Result> RestateAsync() => RunAsync(async (work, ct) =>
    {
        await new RowStatementRecords(Office.Seal).RestateAsync(work, ct);
        return Result.Done;
    });

    /// <summary>The table as one is that got its MAC column later: the column takes null, and the row has none.</summary>
    public async Task AllowNullMacAsync()
    {
        if (Office.Database.Options.Provider == "postgresql")
        {
            await DefineAsync("ALTER TABLE id_role_login ALTER COLUMN row_mac DROP NOT NULL");
        }
        else
        {
            await DefineAsync("CREATE TABLE later_rule AS SELECT rule_id, role_code, needs_second, changed_utc, row_mac FROM id_role_login");
            await DefineAsync("DROP TABLE id_role_login");
            await DefineAsync("ALTER TABLE later_rule RENAME TO id_role_login");
        }

        await Office.TamperAsync("UPDATE id_role_login SET row_mac = NULL");
    }

    public async Task DefineAsync(string sql)
    {
        await using var connection = await Office.Database.Connections.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();

    private Task<Result> RunAsync(Func<IUnitOfWork, CancellationToken, Task<Result>> body) => _units.RunAsync(
        new CommandContext(Office.Wang, DataScope.WholeNode, "test.rule"),
        async (work, ct) =>
        {
            work.Audit(new AuditEntry("test.rule", "role", "x", "登录要求"));
            return await body(work, ct);
        },
        CancellationToken.None);

    private sealed class RuleRow
    {
        public long RuleId { get; init; }

        public string RoleCode { get; init; } = string.Empty;

        public bool NeedsSecond { get; init; }

        public Instant ChangedUtc { get; init; }

        public string? RowMac { get; init; }

        public IReadOnlyList<RowValue> Values =>
            [RowValue.Of("role_code", RoleCode), RowValue.Of("needs_second", NeedsSecond), RowValue.Of("changed_utc", ChangedUtc)];
    }

    private sealed class PermissionRow
    {
        public string RoleCode { get; init; } = string.Empty;

        public string PermissionCode { get; init; } = string.Empty;
    }
}
