using Guotu.Database.Files;
using Guotu.Database.Sessions;

namespace Guotu.Approval.StageFile;

/// <summary>Files of cases: coordinates, materials, papers of opinions and clocks, documents, certificates.</summary>
internal sealed class CaseFilesHeld : IFileHolder
{
    private static readonly string[] Counts =
    [
        "SELECT COUNT(*) AS row_total FROM ap_case c WHERE c.parcel_digest = :p_digest AND {scope:ap_case:c}",
        "SELECT COUNT(*) AS row_total FROM ap_material WHERE file_digest = :p_digest",
        "SELECT COUNT(*) AS row_total FROM ap_opinion_file WHERE file_digest = :p_digest",
        "SELECT COUNT(*) AS row_total FROM ap_clock_entry WHERE document_digest = :p_digest",
        "SELECT COUNT(*) AS row_total FROM ap_document WHERE file_digest = :p_digest",
        "SELECT COUNT(*) AS row_total FROM ap_certificate WHERE document_digest = :p_digest",
    ];

    public string Title => "办件的材料或文书";

    public async Task<bool> HoldsAsync(ISqlSession session, string digest, CancellationToken ct)
    {
        foreach (var count in Counts)
        {
            if (await session.ScalarAsync<long>(count, new { p_digest = digest }, ct) > 0)
            {
                return true;
            }
        }

        return false;
    }
}
