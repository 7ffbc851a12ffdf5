using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>
/// Keeps the seals of families (封签): an object is proved before a unit changes it, so that nothing that was done behind the application's back is sealed
/// over, and sealed anew as the unit ends. The seal must be the one that the trail states last of the object, so that an older state put back together with
/// its older seal is refused too. Cost: each part is read once before and once after, and the last statements of the object, whatever the number of objects.
/// </summary>
public sealed class ObjectSeals(RowWriter rows, IAuditPort audit)
{
    /// <summary>
    /// Proves an object that the unit has locked and is going to change. Refused with <see cref="DatabaseErrors.RowTampered"/> where its rows are not
    /// as the platform left them; it stays so until they are put back.
    /// </summary>
    public async Task<Result> OpenAsync(IUnitOfWork work, SealedFamily family, long id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(family);
        if (work.Marks.IsOpen(family, id))
        {
            return Result.Done;
        }

        var session = Whole(work);
        var seal = await FindOrNullAsync(session, family, id, ct);
        var known = seal?.PartsText ?? string.Empty;
        if (seal is null || rows.Verify(family.Seal, id, SealedFamily.ValuesOf(known), seal.RowMac).Error is not null)
        {
            return new Error(DatabaseErrors.RowTampered, ("table", family.Seal.Name), ("row", id));
        }

        var stated = await audit.LastSealAsync(session, family.Seal.Name, id, ct);
        if (stated is { IsDoubtful: true })
        {
            return new Error(DatabaseErrors.StatementForged, ("table", family.Seal.Name), ("row", id));
        }

        if (stated is not null && stated.Mac != seal.RowMac)
        {
            return new Error(DatabaseErrors.RowTampered, ("table", family.Seal.Name), ("row", id));
        }

        var digests = SealedFamily.Read(known);
        foreach (var part in family.Parts.Where(p => digests.ContainsKey(p.Table)))
        {
            if (await DigestOrNullAsync(session, part, id, ct) != digests[part.Table])
            {
                return new Error(DatabaseErrors.RowTampered, ("table", part.Table), ("row", id));
            }
        }

        work.Marks.Open(rows, family, id);
        return Result.Done;
    }

    /// <summary>For an object that the unit makes.</summary>
    public void Begin(IUnitOfWork work, SealedFamily family, long id)
    {
        ArgumentNullException.ThrowIfNull(work);
        work.Marks.Open(rows, family, id);
    }

    /// <summary>
    /// For an object whose id is made from its name, so that it can have been there before: refused where there is a seal of it or the trail states one.
    /// </summary>
    public async Task<Result> BeginNewAsync(IUnitOfWork work, SealedFamily family, long id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(family);
        var seals = await Whole(work).ScalarAsync<long>($"SELECT COUNT(*) AS row_total FROM {family.Seal.Name} WHERE {family.Seal.IdColumn} = :p_id", new { p_id = id }, ct);
        var stated = await audit.LastSealAsync(work, family.Seal.Name, id, ct);
        if (stated is { IsDoubtful: true })
        {
            return new Error(DatabaseErrors.StatementForged, ("table", family.Seal.Name), ("row", id));
        }

        if (seals > 0 || stated is { Mac: not null })
        {
            return new Error(DatabaseErrors.RowTampered, ("table", family.Parts[0].Table), ("row", id));
        }

        Begin(work, family, id);
        return Result.Done;
    }

    /// <summary>Seals an object as it is now.</summary>
    internal static async Task<Result> SealAsync(RowWriter rows, IUnitOfWork work, SealedFamily family, long id, CancellationToken ct)
    {
        var session = Whole(work);
        var digests = new List<(SealedPart, string)>(family.Parts.Count);
        foreach (var part in family.Parts)
        {
            digests.Add((part, await part.DigestAsync(session, id, ct)));
        }

        var values = SealedFamily.ValuesOf(SealedFamily.Write(digests));
        var updated = await rows.UpdateAsync(work, family.Seal, id, values, ct);
        return updated.Error is { } refused ? refused : updated.Value ? Result.Done : await rows.InsertAsync(work, family.Seal, id, values, ct);
    }

    private static async Task<SealRow?> FindOrNullAsync(ISqlSession session, SealedFamily family, long id, CancellationToken ct)
    {
        try
        {
            return await session.SingleOrDefaultAsync<SealRow>(FindSql(family), new { p_id = id }, ct);
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            return null;
        }
    }

    private static async Task<string?> DigestOrNullAsync(ISqlSession session, SealedPart part, long id, CancellationToken ct)
    {
        try
        {
            return await part.DigestAsync(session, id, ct);
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            return null;
        }
    }

    /// <summary>A row that went out of the acting person's scope within the unit is sealed all the same.</summary>
    internal static ISqlSession Whole(IUnitOfWork work) => work is UnitOfWork unit ? unit.WholeNode : work;

    private static string FindSql(SealedFamily family) =>
        $"SELECT {family.Seal.IdColumn} AS seal_id, {SealedFamily.PartsColumn}, {family.Seal.MacColumn} AS row_mac FROM {family.Seal.Name} WHERE {family.Seal.IdColumn} = :p_id";

    internal sealed class SealRow
    {
        public long SealId { get; init; }

        public string PartsText { get; init; } = string.Empty;

        public string? RowMac { get; init; }
    }
}
