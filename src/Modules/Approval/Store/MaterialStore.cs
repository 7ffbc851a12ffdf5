using Guotu.Approval.StageFile;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Time;

namespace Guotu.Approval.Store;

/// <summary>Papers of a case (材料). A paper that is replaced stays, marked with when.</summary>
internal static class MaterialStore
{
    private const string InsertSql =
        """
        INSERT INTO ap_material (material_id, case_id, material_code, file_digest, file_name, file_size, media_type, added_utc, added_by)
        VALUES (:p_id, :p_case, :p_code, :p_digest, :p_name, :p_size, :p_media, :p_at, :p_by)
        """;

    private const string SupersedeSql =
        "UPDATE ap_material SET superseded_utc = :p_at WHERE case_id = :p_case AND material_code = :p_code AND superseded_utc IS NULL AND added_utc < :p_at";

    private const string ReadSql =
        """
        SELECT material_id, material_code, file_digest, file_name, file_size, media_type, added_utc
        FROM ap_material WHERE case_id = :p_case AND superseded_utc IS NULL ORDER BY material_id
        """;

    public static async Task AddAsync(IUnitOfWork work, NewMaterial material, CancellationToken ct)
    {
        var arguments = new
        {
            p_id = material.Id,
            p_case = material.CaseId,
            p_code = material.Code,
            p_digest = material.File.Digest,
            p_name = material.File.Name,
            p_size = material.File.Bytes,
            p_media = material.File.MediaType,
            p_at = work.At,
            p_by = work.Context.Actor.UserId,
        };
        await work.ExecuteAsync(SupersedeSql, new { p_at = work.At, p_case = material.CaseId, p_code = material.Code }, ct);
        await work.ExecuteAsync(InsertSql, arguments, ct);
    }

    public static Task<IReadOnlyList<MaterialRow>> ReadAsync(ISqlSession session, long caseId, CancellationToken ct) =>
        session.QueryAsync<MaterialRow>(ReadSql, new { p_case = caseId }, ct);
}

/// <summary>A paper to be added.</summary>
internal sealed record NewMaterial(long Id, long CaseId, string Code, StagedFile File);

/// <summary>A paper as stored.</summary>
internal sealed class MaterialRow
{
    public long MaterialId { get; init; }

    public string MaterialCode { get; init; } = string.Empty;

    public string FileDigest { get; init; } = string.Empty;

    public string FileName { get; init; } = string.Empty;

    public long FileSize { get; init; }

    public string MediaType { get; init; } = string.Empty;

    public Instant AddedUtc { get; init; }
}
