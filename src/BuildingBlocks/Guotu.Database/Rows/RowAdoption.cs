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
    /// <summary>Stands where a MAC would: no content has it.</summary>
    private const string NoSeal = "none";

    /// <summary>Counts a table whose tally is away or does not hold; null where it holds. Rows whose MAC does not hold stay findings.</summary>
    public async Task<Result<AdoptedTable?>> AdoptAsync(IUnitOfWork work, ProtectedTable table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(table);
        return await StateAsync(work, await rows.Tallies.RecountAsync(work, audit, table, ct), ct);
    }

    /// <summary>
    /// As <see cref="AdoptAsync(IUnitOfWork, ProtectedTable, CancellationToken)"/>; where all seals of a family are gone its objects are sealed as they stand. What the
    /// trail states of each still counts: an object that is not as it was stated is refused until it is resealed by name.
    /// </summary>
    public async Task<Result<AdoptedTable?>> AdoptAsync(IUnitOfWork work, IProtectedRows table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        var counted = await AdoptAsync(work, table.Table, ct);
        if (counted is not { Error: null, Value: { Rows: 0 } empty } || table.Tables.Contains(table.Table.Name, StringComparer.Ordinal))
        {
            return counted;
        }

        try
        {
            var objects = 0L;
            for (int some; ; objects += some)
            {
                var taken = await table.AdoptAsync(work, rows, ct);
                if (taken.Error is { } refused)
                {
                    return refused;
                }

                if ((some = taken.Value) == 0)
                {
                    return objects == 0 ? counted : empty with { Rows = objects, Version = empty.Version + 1 };
                }
            }
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            // A value of another kind cannot be sealed: it is put right first.
            return new Error(DatabaseErrors.RowTampered, ("table", table.Table.Name), ("row", "全部"));
        }
    }

    /// <summary>
    /// Sets aside what the trail says of an object's seal and the platform did not write (不予采信). What the genuine records state is stated anew, those of the
    /// table among them, so that an altered record takes no knowledge away: an older state that was put back stays refused, and so does what was adopted as it stood. Answers those set aside; none where
    /// every statement is genuine.
    /// </summary>
    public async Task<Result<IReadOnlyList<ForgedStatement>>> DisownAsync(IUnitOfWork work, IProtectedRows table, long id, string words, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(table);
        var seal = table.Table.Name;
        if (await audit.ForgedSealsAsync(work, seal, id, ct) is not { } forged)
        {
            return new Error(DatabaseErrors.StatementForged, ("table", seal), ("row", id));
        }

        if (forged.Count > 0)
        {
            SealStatement? genuine = null;
            await audit.EachSealAsync(work, seal, (of, s) => genuine = of == id && s.Version > (genuine?.Version ?? 0) ? s : genuine, ct);
            var later = await LaterOfTableAsync(work, seal, id, genuine, ct);
            await audit.DisownSealsAsync(work, new DisownedStatements(seal, id, forged, Believed(genuine, later), words), ct);
        }

        return Result<IReadOnlyList<ForgedStatement>>.Of(forged);
    }

    /// <summary>
    /// Where the table says something else of the object than the last genuine word about its seal, either that word was spoilt or the object was only counted
    /// as it stood: no seal meets what is stated then, until the object is resealed by name.
    /// </summary>
    private static SealStatement? Believed(SealStatement? genuine, SealStatement? later) =>
        genuine is null || later is null || genuine.Mac == later.Mac ? later : later with { Mac = NoSeal };

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
            return was.IsDoubtful
                ? new Error(DatabaseErrors.StatementForged, ("table", table.Table.Name), ("row", id))
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

    private async Task<SealStatement?> StatedAsync(IUnitOfWork work, string table, long id, CancellationToken ct) =>
        await LaterOfTableAsync(work, table, id, await audit.LastSealAsync(work, table, id, ct), ct);

    /// <summary>The statements of the table say of each row too what it became; of one version it is they that the tally goes by.</summary>
    private async Task<SealStatement?> LaterOfTableAsync(IUnitOfWork work, string table, long id, SealStatement? last, CancellationToken ct)
    {
        await audit.EachStatementAsync(
            work,
            table,
            s =>
            {
                if (s.Changed is { } changed && changed.TryGetValue(id, out var change) && s.Version >= (last?.Version ?? 0))
                {
                    last = new SealStatement(s.Version, change.Now);
                }
            },
            ct);
        return last;
    }
}
