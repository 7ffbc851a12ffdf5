using System.Data.Common;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>
/// Takes tables under a tally that have none (纳入行账): when a node is new, and when an upgrade protects a further table. Rows without a MAC
/// get one. A table of which the trail or the memory outside the database knows a tally, or whose rows carry MACs already, is left alone: its tally was
/// taken away, which the proof names; only a named act takes it in again (<see cref="RowAdoption"/>). Instances that start at once meet in the
/// database: whoever comes second finds the tally.
/// </summary>
public sealed class RowTallyKeeper(
    IUnitsOfWork units, RowWriter rows, IAuditPort audit, ITallyMemory memory, IEnumerable<IProtectedRows> protectedRows, IEnumerable<ISealedTable> sealedTables)
{
    /// <summary>Kind of the audit record.</summary>
    public const string AdoptKind = "rows.adopt";

    public async Task RunAsync(CancellationToken ct)
    {
        var known = await memory.KnownAsync(ct);
        var counted = new List<string>();
        foreach (var table in protectedRows)
        {
            if (await TakeAsync(new TakenTable(table.Table.Name, known, () => HasMacsAsync(table.Table, ct), (work, token) => AdoptAsync(work, table, token)), ct))
            {
                counted.Add(table.Table.Name);
            }
        }

        foreach (var table in sealedTables)
        {
            if (await TakeAsync(new TakenTable(table.Name, known, () => Task.FromResult(false), (work, _) => Seal(work, table)), ct))
            {
                counted.Add(table.Name);
            }
        }

        await memory.AddAsync(counted, ct);
    }

    private Task<int> Seal(IUnitOfWork work, ISealedTable table)
    {
        rows.Seal(work, table);
        return Task.FromResult(0);
    }

    /// <summary>Answers whether the table has a tally now. Looks before it writes: on every start but the first there is nothing to do.</summary>
    private async Task<bool> TakeAsync(TakenTable table, CancellationToken ct)
    {
        await using (var session = await units.ReadAsync(DataScope.WholeNode, ct))
        {
            if (await HasTallyAsync(session, table.Name, ct) is { } has)
            {
                return has;
            }
        }

        if (table.Known is null || table.Known.Contains(table.Name) || await table.WasCounted())
        {
            return false;
        }

        await units.RunUpkeepAsync("row-tally", (work, token) => TakeOnceAsync(work, table, token), ct);
        return true;
    }

    private async Task<int> TakeOnceAsync(IUnitOfWork work, TakenTable table, CancellationToken ct)
    {
        if (await HasTallyAsync(work, table.Name, ct) is not null)
        {
            return 0;
        }

        try
        {
            work.Marks.Begin(table.Name);
            var adopted = await table.Take(work, ct);
            work.Audit(new AuditEntry(AdoptKind, "protected-table", table.Name, $"受保护表 {table.Name} 纳入行账,补校验码 {adopted} 行"));
            return adopted;
        }
        catch (DbException exception) when (work.Dialect.IsUniqueViolation(exception))
        {
            // Another instance sealed the same row first; run again, this one finds its tally.
            throw new TallyBegunException(exception);
        }
    }

    /// <summary>A table that never had a tally has no row with a MAC: the row writer begins the tally with the first.</summary>
    private async Task<bool> HasMacsAsync(ProtectedTable table, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var first = await session.QueryAsync<long>(
            $"SELECT {table.IdColumn} FROM {table.Name} WHERE {table.MacColumn} IS NOT NULL ORDER BY {table.IdColumn} LIMIT 1", null, ct);
        return first.Count > 0;
    }

    /// <summary>True for a tally that is there, false for one that is known to be away or does not hold, null where there never was one.</summary>
    private async Task<bool?> HasTallyAsync(Sessions.ISqlSession session, string table, CancellationToken ct)
    {
        var tally = await rows.Tallies.FindAsync(session, table, string.Empty, ct);
        return tally.Error is not null ? false
            : tally.Value is not null ? true
            : await audit.LastStatementAsync(session, table, ct) is not null ? false
            : null;
    }

    private async Task<int> AdoptAsync(IUnitOfWork work, IProtectedRows table, CancellationToken ct)
    {
        var adopted = 0;
        for (int some; (some = Required(await table.AdoptAsync(work, rows, ct))) > 0;)
        {
            adopted += some;
        }

        rows.Count(work, table.Table);
        return adopted;
    }

    private static int Required(Result<int> result) => result.Error is { } refused ? throw new InvalidDataException($"{refused}") : result.Value;

    /// <summary>A table on its way under a tally.</summary>
    private sealed record TakenTable(
        string Name, IReadOnlySet<string>? Known, Func<Task<bool>> WasCounted, Func<IUnitOfWork, CancellationToken, Task<int>> Take);
}
