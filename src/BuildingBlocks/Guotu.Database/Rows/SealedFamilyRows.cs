using System.Runtime.CompilerServices;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>
/// Proves a family: each seal against its MAC, then each part's table in one pass in the order of the objects. Memory: two hundred bytes an object.
/// </summary>
/// <param name="seal">The protected table of the seals, that of the family.</param>
/// <param name="family">Family.</param>
public sealed class SealedFamilyRows(ProtectedTable seal, SealedFamily family) : IProtectedRows
{
    private const int AdoptedAtOnce = 500;

    public ProtectedTable Table => seal;

    /// <summary>The tables whose rows the seals prove.</summary>
    public IReadOnlyList<string> Tables => [.. family.Parts.Select(p => p.Table)];

    private SealedPart Root => family.Parts[0];

    private string SealColumns => $"{seal.IdColumn} AS seal_id, {SealedFamily.PartsColumn}, {seal.MacColumn} AS row_mac";

    private string SealsSql => $"SELECT {seal.IdColumn} AS seal_id, {SealedFamily.PartsColumn} AS parts_text FROM {seal.Name} ORDER BY {seal.IdColumn}";

    public IAsyncEnumerable<WalkedRow> WalkAsync(ISqlSession session, RowWriter rows, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(rows);
        return new RowWalk<ObjectSeals.SealRow>(seal, SealColumns, Look).RunAsync(session, ct);

        WalkedRow Look(ObjectSeals.SealRow row)
        {
            var holds = rows.Verify(seal, row.SealId, SealedFamily.ValuesOf(row.PartsText), row.RowMac).IsSuccess;
            return new WalkedRow(row.SealId, row.RowMac ?? string.Empty, holds ? null : WalkedRow.WholeRow);
        }
    }

    public async IAsyncEnumerable<RowFinding> FurtherAsync(ISqlSession session, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        foreach (var part in family.Parts)
        {
            var stated = new Dictionary<long, string?>();
            await foreach (var row in session.StreamAsync<object>(SealsSql, null, ct))
            {
                var values = (IDictionary<string, object?>)row;
                if (StrangeValues.NumberOrNull(values["seal_id"]) is { } id)
                {
                    stated[id] = SealedFamily.Read(values["parts_text"] as string ?? string.Empty).GetValueOrDefault(part.Table);
                }
            }

            await foreach (var finding in PartAsync(session, part, stated, ct))
            {
                yield return finding;
            }
        }
    }

    public async Task<Result<string?>> ResealAsync(IUnitOfWork work, RowWriter rows, long id, string? stated, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(rows);
        rows.Accept(work, seal, id, stated);
        work.Marks.Open(rows, family, id);
        return (await ObjectSeals.SealAsync(rows, work, family, id, ct)).Error is { } refused
            ? refused
            : Result<string?>.Of(await RowWriter.LockedMacAsync(work, seal, id, ct));
    }

    public async Task<Result<int>> AdoptAsync(IUnitOfWork work, RowWriter rows, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var sql = $"SELECT {Root.Owner} AS owner_id FROM {Root.Table} t LEFT JOIN {seal.Name} s ON s.{seal.IdColumn} = {Root.Owner} WHERE s.{seal.IdColumn} IS NULL AND {Root.Scope} ORDER BY {Root.Owner}"
            + FormattableString.Invariant($" LIMIT {AdoptedAtOnce}");
        // Whoever acts: all objects of the node are sealed, also those out of the person's scope.
        var found = await ObjectSeals.Whole(work).QueryAsync<long>(sql, null, ct);
        foreach (var id in found)
        {
            if ((await ObjectSeals.SealAsync(rows, work, family, id, ct)).Error is { } refused)
            {
                return refused;
            }
        }

        return found.Count;
    }

    /// <summary>Objects whose rows of the part are not those that were sealed, or that were never sealed; a seal from before the part says nothing of it.</summary>
    private static async IAsyncEnumerable<RowFinding> PartAsync(
        ISqlSession session, SealedPart part, Dictionary<long, string?> stated, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var (owner, digest) in DigestsAsync(session, part, ct))
        {
            string? sealedDigest = null;
            if (owner is not { } id || !stated.Remove(id, out sealedDigest))
            {
                yield return new RowFinding(RowFindingKinds.Inserted, part.Table, owner, WalkedRow.WholeRow);
            }
            else if (sealedDigest is not null && sealedDigest != digest)
            {
                yield return new RowFinding(RowFindingKinds.Edited, part.Table, owner, WalkedRow.WholeRow);
            }
        }

        // Objects without rows in the part: lawful where that was sealed.
        foreach (var (owner, sealedDigest) in stated)
        {
            if (sealedDigest is not null && sealedDigest != part.Begin(owner))
            {
                yield return new RowFinding(RowFindingKinds.Deleted, part.Table, owner, WalkedRow.WholeRow);
            }
        }
    }

    /// <summary>The digest of each object; null of one that holds a value of another kind, and a null owner where that is the object's own number.</summary>
    private static async IAsyncEnumerable<(long? Owner, string? Digest)> DigestsAsync(ISqlSession session, SealedPart part, [EnumeratorCancellation] CancellationToken ct)
    {
        (long? Owner, string? Digest)? open = null;
        await foreach (var row in session.StreamAsync<object>(part.AllSql, null, ct))
        {
            var values = (IDictionary<string, object?>)row;
            var owner = StrangeValues.NumberOrNull(values["owner_id"]);
            if (open is { } last && last.Owner != owner)
            {
                yield return last;
                open = null;
            }

            var digest = open is { } same ? same.Digest : part.Begin(owner ?? 0);
            open = (owner, digest is null ? null : TakeOrNull(part, digest, values));
        }

        if (open is { } end)
        {
            yield return end;
        }
    }

    private static string? TakeOrNull(SealedPart part, string digest, IDictionary<string, object?> values)
    {
        try
        {
            return part.Take(digest, values);
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            return null;
        }
    }
}
