using Guotu.Database;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Domain;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Identity.Store;

/// <summary>Reads and writes the policy of export marks; a row whose MAC does not hold is refused.</summary>
internal sealed class ExportPolicies(RowWriter rows)
{
    private const long Only = 1;

    private const string FindSql =
        "SELECT marks_prints, marks_reports, marks_tables, marks_features, marks_pictures, changed_utc, row_mac FROM id_export_policy WHERE policy_id = 1";

    private static readonly ProtectedTable Table = new(
        "id_export_policy", "policy_id", ["marks_prints", "marks_reports", "marks_tables", "marks_features", "marks_pictures", "changed_utc"], new HashSet<string>(), "row_mac");

    /// <summary>Brings the rows to the proof.</summary>
    public static void Register(IServiceCollection services) => services.AddSingleton<IProtectedRows>(
        ProtectedRows<PolicyRow>.Plain(Table, r => r.PolicyId, r => r.RowMac, r => ValuesOf(r.Policy, r.ChangedUtc)));

    public async Task<Result<ExportPolicy>> ReadAsync(ISqlSession session, CancellationToken ct)
    {
        var row = await session.SingleOrDefaultAsync<PolicyRow>(FindSql, null, ct);
        if (row is null)
        {
            // As delivered only where no policy was ever written: a row that was taken away does not switch marks off.
            return await rows.CountedAsync(session, Table, ct) is { Error: null, Value: null or 0 }
                ? ExportPolicy.Delivered
                : new Error(DatabaseErrors.RowTampered, ("table", Table.Name), ("row", Only));
        }

        var intact = rows.Verify(Table, Only, ValuesOf(row.Policy, row.ChangedUtc), row.RowMac);
        return intact.Error is { } tampered ? tampered : row.Policy;
    }

    public async Task<Result> WriteAsync(IUnitOfWork work, ExportPolicy policy, CancellationToken ct)
    {
        var values = ValuesOf(policy, work.At);
        var updated = await rows.UpdateAsync(work, Table, Only, values, ct);
        return updated.Error is { } refused ? refused
            : updated.Value ? Result.Done
            : await rows.InsertAsync(work, Table, Only, values, ct);
    }

    private static IReadOnlyList<RowValue> ValuesOf(ExportPolicy policy, Instant at) =>
    [
        RowValue.Of("marks_prints", policy.Prints),
        RowValue.Of("marks_reports", policy.Reports),
        RowValue.Of("marks_tables", policy.Tables),
        RowValue.Of("marks_features", policy.Features),
        RowValue.Of("marks_pictures", policy.Pictures),
        RowValue.Of("changed_utc", at),
    ];

    private sealed class PolicyRow
    {
        public long PolicyId { get; init; } = Only;

        public bool MarksPrints { get; init; }

        public bool MarksReports { get; init; }

        public bool MarksTables { get; init; }

        public bool MarksFeatures { get; init; }

        public bool MarksPictures { get; init; }

        public Instant ChangedUtc { get; init; }

        public string RowMac { get; init; } = string.Empty;

        public ExportPolicy Policy => new(MarksPrints, MarksReports, MarksTables, MarksFeatures, MarksPictures);
    }
}
