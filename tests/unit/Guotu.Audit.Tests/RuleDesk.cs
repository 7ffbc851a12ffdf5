using Guotu.Audit.Records;
using Guotu.Crypto.Fields;
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

namespace Guotu.Audit.Tests;

/// <summary>A sealed table to which somebody writes each time it is read.</summary>
internal sealed class BusyTable(ISealedTable table, Func<int, Task> write) : ISealedTable
{
    private int _written;

    public string Name => table.Name;

    public async Task<SealedContent> ReadAsync(ISqlSession session, CancellationToken ct)
    {
        await write(++_written).WaitAsync(TimeSpan.FromSeconds(20), ct);
        return await table.ReadAsync(session, ct);
    }
}

/// <summary>Where so many instances wait for each other before they go on.</summary>
internal sealed class Meeting(int wanted)
{
    private readonly TaskCompletionSource _all = new();
    private int _here;

    public Task ComeAsync()
    {
        if (Interlocked.Increment(ref _here) >= wanted)
        {
            _all.TrySetResult();
        }

        return _all.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}

/// <summary>Rows that are given a MAC only once every instance is about to do it.</summary>
internal sealed class MetRows(IProtectedRows rows, Meeting meeting) : IProtectedRows
{
    public ProtectedTable Table => rows.Table;

    public IAsyncEnumerable<WalkedRow> WalkAsync(ISqlSession session, RowWriter writer, CancellationToken ct) => rows.WalkAsync(session, writer, ct);

    public async Task<Result<int>> AdoptAsync(IUnitOfWork work, RowWriter writer, CancellationToken ct)
    {
        await meeting.ComeAsync();
        return await rows.AdoptAsync(work, writer, ct);
    }

    public Task<Result<string?>> ResealAsync(IUnitOfWork work, RowWriter writer, long id, string? stated, CancellationToken ct) =>
        rows.ResealAsync(work, writer, id, stated, ct);
}

/// <summary>A protected table whose walk stands still at its beginning and at each row until somebody has done an act on it.</summary>
internal sealed class HeldRows(IProtectedRows rows, Func<int, Task> act) : IProtectedRows
{
    public ProtectedTable Table => rows.Table;

    public int Acts { get; private set; }

    public async IAsyncEnumerable<WalkedRow> WalkAsync(
        ISqlSession session, RowWriter writer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await act(++Acts).WaitAsync(TimeSpan.FromSeconds(20), ct);
        await foreach (var row in rows.WalkAsync(session, writer, ct))
        {
            await act(++Acts).WaitAsync(TimeSpan.FromSeconds(20), ct);
            yield return row;
        }
    }

    public Task<Result<int>> AdoptAsync(IUnitOfWork work, RowWriter writer, CancellationToken ct) => rows.AdoptAsync(work, writer, ct);

    public Task<Result<string?>> ResealAsync(IUnitOfWork work, RowWriter writer, long id, string? stated, CancellationToken ct) =>
        rows.ResealAsync(work, writer, id, stated, ct);
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
        _rows = new RowWriter(new FieldProtector(office.Keys, new SystemRandomSource()), Memory);
        _trail = new AuditTrail(office.Seal, office.Ids);
    }

    public Office Office { get; }

    public IProtectedRows Rules => _rules;

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

    /// <summary>The act that is going to change the permissions proves them first.</summary>
    public Task<Result> OpenSealedAsync() => RunAsync((work, ct) => _rows.OpenAsync(work, Permissions, ct));

    /// <summary>What two persons do after the content was put right.</summary>
    public Task<Result<AdoptedTable?>> AcceptSealedAsync() => _units.RunAsync<AdoptedTable?>(
        new CommandContext(Office.Wang, DataScope.WholeNode, "test.accept"),
        async (work, ct) =>
        {
            work.Audit(new AuditEntry("test.accept", "protected-table", Permissions.Name, "点名纳入行账"));
            return await new RowAdoption(_rows, _trail).AcceptAsync(work, Permissions, ct);
        },
        CancellationToken.None);

    public Task<TableProof> ProveAsync() => new RowProof(_units, _rows, _trail).ProveAsync(_rules, CancellationToken.None);

    public Task<TableProof> ProveAsync(IProtectedRows rows) => new RowProof(_units, _rows, _trail).ProveAsync(rows, CancellationToken.None);

    public Task<TableProof> ProveSealedAsync() => ProveAsync(Permissions);

    public Task<TableProof> ProveAsync(ISealedTable table) => new RowProof(_units, _rows, _trail).ProveAsync(table, CancellationToken.None);

    public Task KeepAsync() => KeepAsync(_rules);

    public Task KeepAsync(IProtectedRows rules) => new RowTallyKeeper(_units, _rows, _trail, Memory, [rules], [Permissions]).RunAsync(CancellationToken.None);

    /// <summary>What two persons do who looked into it.</summary>
    public Task<Result<AdoptedTable?>> AdoptAsync() => _units.RunAsync<AdoptedTable?>(
        new CommandContext(Office.Wang, DataScope.WholeNode, "test.adopt"),
        async (work, ct) =>
        {
            work.Audit(new AuditEntry("test.adopt", "protected-table", "id_role_login", "点名纳入行账"));
            return await new RowAdoption(_rows, _trail).AdoptAsync(work, Table, ct);
        },
        CancellationToken.None);

    public Task<Result<RowChange>> ResealAsync(long id) => _units.RunAsync<RowChange>(
        new CommandContext(Office.Wang, DataScope.WholeNode, "test.reseal"),
        async (work, ct) =>
        {
            work.Audit(new AuditEntry("test.reseal", "protected-row", "x", "点名重封"));
            return await new RowAdoption(_rows, _trail).ResealAsync(work, _rules, id, ct);
        },
        CancellationToken.None);

    public TallyMemoryFile Memory => new(MemoryPath, new FieldProtector(Office.Keys, new SystemRandomSource()), Office.Clock);

    public string MemoryPath => Path.Combine(Office.Home, "protected-tables.jsonl");

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

    /// <summary>Whoever owns the file needs no constraint.</summary>
    public async Task LoosenAsync()
    {
        await DefineAsync("CREATE TABLE loose_rule (rule_id BIGINT, role_code TEXT, needs_second INTEGER, changed_utc TEXT, row_mac TEXT)");
        await DefineAsync("INSERT INTO loose_rule SELECT rule_id, role_code, needs_second, changed_utc, row_mac FROM id_role_login");
        await DefineAsync("DROP TABLE id_role_login");
        await DefineAsync("ALTER TABLE loose_rule RENAME TO id_role_login");
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
