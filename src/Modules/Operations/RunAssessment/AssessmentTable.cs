using System.Text.Json;
using Guotu.Database.Work;
using Guotu.Hosting.Runs;
using Guotu.Operations.Evidence;

namespace Guotu.Operations.RunAssessment;

/// <summary>The table of assessments and their result.</summary>
internal static class AssessmentTable
{
    public static readonly RunTable<AssessmentRow> Runs = new("op_assessment", ["counts_json", "manifest_hex"]);

    private const string DoneSql = $"UPDATE op_assessment SET {RunSql.Ended}, counts_json = :p_counts, manifest_hex = :p_manifest" + RunSql.Ours;

    /// <summary>False where the run is no longer the claimer's; then nothing was written.</summary>
    public static async Task<bool> DoneAsync(IUnitOfWork work, RunClaim<AssessmentRow> claim, WrittenReport report, CancellationToken ct)
    {
        var counts = JsonSerializer.Serialize(report.Standards, AssessmentRow.Json);
        var done = new { p_id = claim.Row.RunId, p_claimer = claim.Claimer, p_now = work.At, p_counts = counts, p_manifest = report.ManifestSm3 };
        return await work.ExecuteAsync(DoneSql, done, ct) == 1;
    }
}
