using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Operations.AcceptRepair;

/// <summary>
/// Counts tables whose tally is away or does not hold (点名纳入行账): a node from before there were tallies, or one whose tally was damaged. Never done by
/// itself, since a tally that was taken away looks the same; what the rows themselves do not prove stays a finding.
/// </summary>
public sealed class TableAdoption(
    IUnitsOfWork units, RowAdoption adoption, ITallyMemory memory, IEnumerable<IProtectedRows> protectedRows, IEnumerable<ISealedTable> sealedTables)
{
    public const string Kind = "integrity.adopt";

    /// <param name="context">The first person's.</param>
    /// <param name="repair">Both persons and the reason.</param>
    /// <param name="table">One table; null for every one that has none.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<IReadOnlyList<AdoptedTable>>> RunAsync(CommandContext context, AcceptedRepair repair, string? table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(repair);
        var (rows, whole) = (protectedRows.Where(t => table is null || t.Table.Name == table).ToList(), sealedTables.Where(t => table is null || t.Name == table).ToList());
        var refused = repair.Breach ?? (rows.Count + whole.Count == 0 ? new Error(KernelErrors.NotFound, ("what", "受保护的表 " + table)) : null);
        var adopted = await units.RunAsync<IReadOnlyList<AdoptedTable>>(
            context,
            async (work, token) => refused is not null ? refused : await AdoptAsync(work, new ChosenTables(rows, table is null ? whole : [], table is null ? [] : whole), repair, token),
            ct);
        if (adopted.IsSuccess)
        {
            await memory.AddAsync([.. adopted.Value.Select(t => t.Table)], ct);
        }

        return adopted;
    }

    private async Task<Result<IReadOnlyList<AdoptedTable>>> AdoptAsync(IUnitOfWork work, ChosenTables chosen, AcceptedRepair repair, CancellationToken ct)
    {
        var adopted = new List<AdoptedTable>();
        foreach (var take in chosen.Takes(adoption, work, ct))
        {
            var taken = await take();
            if (taken.Error is { } refused)
            {
                return refused;
            }

            if (taken.Value is { } table)
            {
                adopted.Add(table);
                work.Audit(new AuditEntry(Kind, "protected-table", table.Table, $"点名将 {table.Table} 纳入行账,{table.Rows} 行;{repair.Words}")
                {
                    After = JsonSerializer.Serialize(new { version = table.Version, rows = table.Rows }),
                });
            }
        }

        return adopted.Count == 0 ? new Error(OperationsErrors.NothingToAdopt) : Result<IReadOnlyList<AdoptedTable>>.Of(adopted);
    }

    private sealed record ChosenTables(IReadOnlyList<IProtectedRows> Rows, IReadOnlyList<ISealedTable> Whole, IReadOnlyList<ISealedTable> Named)
    {
        /// <summary>In the order of the names, in which every unit locks tallies.</summary>
        public IEnumerable<Func<Task<Result<AdoptedTable?>>>> Takes(RowAdoption adoption, IUnitOfWork work, CancellationToken ct) =>
            Rows.Select(t => (t.Table.Name, Take: (Func<Task<Result<AdoptedTable?>>>)(() => adoption.AdoptAsync(work, t, ct))))
                .Concat(Whole.Select(t => (t.Name, Take: (Func<Task<Result<AdoptedTable?>>>)(() => adoption.AdoptAsync(work, t, ct)))))
                .Concat(Named.Select(t => (t.Name, Take: (Func<Task<Result<AdoptedTable?>>>)(() => adoption.AcceptAsync(work, t, ct)))))
                .OrderBy(t => t.Name, StringComparer.Ordinal)
                .Select(t => t.Take);
    }
}
