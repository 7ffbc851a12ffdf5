using System.Globalization;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Operations.AcceptRepair;

/// <summary>A row, or an object with all its parts, that was taken as it stands.</summary>
/// <param name="Table">Table of the row or of the object's seal.</param>
/// <param name="RowId">Row or object.</param>
/// <param name="Was">MAC that the trail stated last; null where it knew of none.</param>
/// <param name="Now">MAC from now on; null where the row is gone and that was accepted.</param>
public sealed record ResealedRow(string Table, long RowId, string? Was, string? Now);

/// <summary>
/// Takes one damaged row as it stands (点名重封), after two persons looked into it: a disk that lost a page must not stop a case for ever. Only what a proof
/// finds can be resealed, one at a time, and the trail keeps both MACs, both persons and the reason.
/// </summary>
public sealed class RowResealing(IUnitsOfWork units, RowProof proof, RowAdoption adoption, IEnumerable<IProtectedRows> tables)
{
    public const string Kind = "integrity.reseal";

    /// <param name="context">The first person's.</param>
    /// <param name="repair">Both persons and the reason.</param>
    /// <param name="table">A protected table, or a table that is part of a family.</param>
    /// <param name="id">Row, or the object that the row belongs to.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<ResealedRow>> RunAsync(CommandContext context, AcceptedRepair repair, string table, long id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(repair);
        var rows = tables.FirstOrDefault(t => t.Table.Name == table || t.Tables.Contains(table, StringComparer.Ordinal));
        var refused = repair.Breach ?? await NothingToResealAsync(rows, table, id, ct);
        return await units.RunAsync<ResealedRow>(
            context,
            async (work, token) =>
            {
                if (refused is not null)
                {
                    return refused;
                }

                var resealed = await adoption.ResealAsync(work, rows!, id, token);
                if (resealed.Error is { } notTaken)
                {
                    return notTaken;
                }

                var done = new ResealedRow(rows!.Table.Name, id, resealed.Value.Was, resealed.Value.Now);
                work.Audit(EntryOf(done, repair));
                return done;
            },
            ct);
    }

    private async Task<Error?> NothingToResealAsync(IProtectedRows? rows, string table, long id, CancellationToken ct)
    {
        if (rows is null)
        {
            return new Error(KernelErrors.NotFound, ("what", "受保护的表 " + table));
        }

        var found = await proof.ProveAsync(rows, ct);
        return found.Findings.Any(f => f.RowId == id && (f.Table == rows.Table.Name || rows.Tables.Contains(f.Table, StringComparer.Ordinal))) ? null : new Error(OperationsErrors.NothingToReseal, ("table", table), ("row", id));
    }

    private static AuditEntry EntryOf(ResealedRow row, AcceptedRepair repair) => new(
        Kind, "protected-row", string.Create(CultureInfo.InvariantCulture, $"{row.Table}/{row.RowId}"), $"点名重封 {row.Table} 第 {row.RowId} 行;{repair.Words}")
    {
        Before = JsonSerializer.Serialize(new { mac = row.Was }),
        After = JsonSerializer.Serialize(new { mac = row.Now }),
    };
}
