using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Operations.AcceptRepair;

/// <summary>Forged statements about one object that were set aside.</summary>
/// <param name="Table">Table of the seals.</param>
/// <param name="RowId">Object.</param>
/// <param name="Records">Their numbers in the trail, as the database holds them.</param>
public sealed record DisownedSeals(string Table, long RowId, IReadOnlyList<string> Records);

/// <summary>
/// Lets an object go on of whose seal somebody wrote records into the trail (不予采信伪造的封签声明), after two persons looked into it. Named is the object, and
/// set aside are the records that are there now, each by its digest: one that is written afterwards stops the object again. Nothing else is accepted by it: the
/// seal must still be the one that the genuine records state.
/// </summary>
public sealed class SealDisowning(IUnitsOfWork units, RowAdoption adoption, IEnumerable<IProtectedRows> tables)
{
    public const string Kind = "integrity.disown";

    /// <param name="context">The first person's.</param>
    /// <param name="repair">Both persons and the reason.</param>
    /// <param name="table">A table of seals, or one of the tables under them.</param>
    /// <param name="id">Object.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<DisownedSeals>> RunAsync(CommandContext context, AcceptedRepair repair, string table, long id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(repair);
        var rows = tables.FirstOrDefault(t => !t.Tables.Contains(t.Table.Name, StringComparer.Ordinal) && (t.Table.Name == table || t.Tables.Contains(table, StringComparer.Ordinal)));
        var refused = repair.Breach ?? (rows is null ? new Error(KernelErrors.NotFound, ("what", "封签的表 " + table)) : null);
        return units.RunAsync<DisownedSeals>(
            context,
            async (work, token) =>
            {
                if (refused is not null)
                {
                    return refused;
                }

                var disowned = await adoption.DisownAsync(work, rows!, id, repair.Words, token);
                if (disowned.Error is { } notTaken)
                {
                    return notTaken;
                }

                if (disowned.Value.Count == 0)
                {
                    return new Error(OperationsErrors.NothingToDisown, ("table", rows!.Table.Name), ("row", id));
                }

                var done = new DisownedSeals(rows!.Table.Name, id, [.. disowned.Value.Select(f => f.RecordId)]);
                work.Audit(EntryOf(done, repair));
                return done;
            },
            ct);
    }

    private static AuditEntry EntryOf(DisownedSeals done, AcceptedRepair repair) => new(
        Kind, "protected-row", string.Create(CultureInfo.InvariantCulture, $"{done.Table}/{done.RowId}"), $"不予采信关于 {done.Table} 第 {done.RowId} 号封签的 {done.Records.Count} 条伪造记录;{repair.Words}");
}
