using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>A table that was counted anew.</summary>
/// <param name="Table">Table.</param>
/// <param name="Rows">Rows in it as it stands.</param>
/// <param name="Version">Version of the new tally.</param>
public sealed record AdoptedTable(string Table, long Rows, long Version);

/// <summary>
/// What two named persons may do after something was done to protected rows that was looked into and accepted (点名纳入、点名重封): a table whose tally is away
/// is counted as it stands; one row is taken as it stands. Both go on from what the trail states, and nothing else makes good what a proof finds.
/// </summary>
public sealed class RowAdoption(RowWriter rows, IAuditPort audit)
{
    /// <summary>Counts a table whose tally is away or does not hold; null where it holds. Rows whose MAC does not hold stay findings.</summary>
    public async Task<Result<AdoptedTable?>> AdoptAsync(IUnitOfWork work, ProtectedTable table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(table);
        return await StateAsync(work, await rows.Tallies.RecountAsync(work, audit, table, ct), ct);
    }

    /// <summary>As <see cref="AdoptAsync(IUnitOfWork, ProtectedTable, CancellationToken)"/> for a table that is sealed whole.</summary>
    public async Task<Result<AdoptedTable?>> AdoptAsync(IUnitOfWork work, ISealedTable table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(table);
        return await StateAsync(work, await rows.Tallies.RecountAsync(work, audit, table, ct), ct);
    }

    /// <summary>The content of one table that is sealed whole, which was named, also where its tally holds and the content does not fit it.</summary>
    public async Task<Result<AdoptedTable?>> AcceptAsync(IUnitOfWork work, ISealedTable table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(table);
        return await StateAsync(work, await rows.Tallies.AcceptAsync(work, audit, table, ct), ct);
    }

    /// <summary>
    /// Takes one row, or one object of a family with all its parts, as it stands. What the trail states last of it is what goes out of the tally, so that
    /// rows and tally agree again. Answers the MACs before and after; after is null where the row is gone and that is accepted.
    /// </summary>
    public async Task<Result<RowChange>> ResealAsync(IUnitOfWork work, IProtectedRows table, long id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(table);
        try
        {
            var was = await StatedAsync(work, table.Table.Name, id, ct) ?? new SealStatement(0, await RowWriter.LockedMacAsync(work, table.Table, id, ct));
            return was.Version == long.MaxValue
                ? new Error(DatabaseErrors.RowTampered, ("table", "au_record"), ("row", id))
                : (await table.ResealAsync(work, rows, id, was.Mac, ct)).Map(now => new RowChange(was.Mac, now));
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            // A value of another kind cannot be taken: it is put right first.
            return new Error(DatabaseErrors.RowTampered, ("table", table.Table.Name), ("row", id));
        }
    }

    private async Task<Result<AdoptedTable?>> StateAsync(IUnitOfWork work, Result<RowStatement?> counted, CancellationToken ct)
    {
        if (counted is { Error: null, Value: { } statement })
        {
            await audit.StateAsync(work, [statement], ct);
        }

        return counted.Map(s => s is null ? null : new AdoptedTable(s.TableName, s.Rows, s.Version));
    }

    private async Task<SealStatement?> StatedAsync(IUnitOfWork work, string table, long id, CancellationToken ct)
    {
        var last = await audit.LastSealAsync(work, table, id, ct);
        await audit.EachStatementAsync(
            work,
            table,
            s =>
            {
                if (s.Changed is { } changed && changed.TryGetValue(id, out var change) && s.Version > (last?.Version ?? 0))
                {
                    last = new SealStatement(s.Version, change.Now);
                }
            },
            ct);
        return last;
    }
}
