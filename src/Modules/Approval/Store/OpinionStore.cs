using Guotu.Approval.CompleteTask;
using Guotu.Approval.StageFile;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Time;

namespace Guotu.Approval.Store;

/// <summary>Opinions with their attachments and corrections (意见、附件、补正事项). They are only added.</summary>
public sealed class OpinionStore(IIdSource ids)
{
    private const string InsertSql =
        """
        INSERT INTO ap_opinion (opinion_id, case_id, task_id, given_utc, by_user_id, by_name, post_name, node_id, node_name, action_key, action_name, opinion_text)
        VALUES (:p_id, :p_case, :p_task, :p_at, :p_by, :p_by_name, :p_post, :p_node, :p_node_name, :p_action, :p_action_name, :p_text)
        """;

    private const string InsertFileSql =
        "INSERT INTO ap_opinion_file (opinion_id, file_no, file_digest, file_name) VALUES (:p_opinion, :p_no, :p_digest, :p_name)";

    private const string InsertCorrectionSql =
        """
        INSERT INTO ap_correction (correction_id, case_id, opinion_id, item_no, material_code, item_text)
        VALUES (:p_id, :p_case, :p_opinion, :p_no, :p_material, :p_text)
        """;

    private const string ReadSql =
        """
        SELECT opinion_id, task_id, given_utc, by_name, post_name, node_id, node_name, action_key, action_name, opinion_text
        FROM ap_opinion WHERE case_id = :p_case ORDER BY opinion_id DESC
        """;

    private const string ReadFilesSql =
        """
        SELECT f.opinion_id, f.file_digest, f.file_name FROM ap_opinion_file f
        JOIN ap_opinion o ON o.opinion_id = f.opinion_id WHERE o.case_id = :p_case ORDER BY f.opinion_id, f.file_no
        """;

    internal async Task AddAsync(IUnitOfWork work, NewOpinion opinion, CancellationToken ct)
    {
        var id = ids.Next();
        var arguments = new
        {
            p_id = id,
            p_case = opinion.CaseId,
            p_task = opinion.TaskId,
            p_at = work.At,
            p_by = work.Context.Actor.UserId,
            p_by_name = work.Context.Actor.Name,
            p_post = opinion.PostName,
            p_node = opinion.NodeId,
            p_node_name = opinion.NodeName,
            p_action = opinion.ActionKey,
            p_action_name = opinion.ActionName,
            p_text = opinion.Text,
        };
        await work.ExecuteAsync(InsertSql, arguments, ct);
        for (var i = 0; i < opinion.Files.Count; i++)
        {
            var file = new { p_opinion = id, p_no = i + 1, p_digest = opinion.Files[i].Digest, p_name = opinion.Files[i].Name };
            await work.ExecuteAsync(InsertFileSql, file, ct);
        }

        for (var i = 0; i < opinion.Corrections.Count; i++)
        {
            var item = opinion.Corrections[i];
            var row = new { p_id = ids.Next(), p_case = opinion.CaseId, p_opinion = id, p_no = i + 1, p_material = item.MaterialCode, p_text = item.Text };
            await work.ExecuteAsync(InsertCorrectionSql, row, ct);
        }
    }

    /// <summary>Newest first.</summary>
    internal static Task<IReadOnlyList<OpinionRow>> ReadAsync(ISqlSession session, long caseId, CancellationToken ct) =>
        session.QueryAsync<OpinionRow>(ReadSql, new { p_case = caseId }, ct);

    internal static Task<IReadOnlyList<OpinionFileRow>> FilesAsync(ISqlSession session, long caseId, CancellationToken ct) =>
        session.QueryAsync<OpinionFileRow>(ReadFilesSql, new { p_case = caseId }, ct);
}

/// <summary>An opinion to be added.</summary>
internal sealed record NewOpinion
{
    public required long CaseId { get; init; }

    public required long? TaskId { get; init; }

    public required string PostName { get; init; }

    public required string NodeId { get; init; }

    public required string NodeName { get; init; }

    public required string ActionKey { get; init; }

    public required string ActionName { get; init; }

    public required string Text { get; init; }

    public IReadOnlyList<StagedFile> Files { get; init; } = [];

    public IReadOnlyList<CorrectionItem> Corrections { get; init; } = [];
}

/// <summary>An opinion as stored.</summary>
internal sealed class OpinionRow
{
    public long OpinionId { get; init; }

    public long? TaskId { get; init; }

    public Instant GivenUtc { get; init; }

    public string ByName { get; init; } = string.Empty;

    public string PostName { get; init; } = string.Empty;

    public string NodeId { get; init; } = string.Empty;

    public string NodeName { get; init; } = string.Empty;

    public string ActionKey { get; init; } = string.Empty;

    public string ActionName { get; init; } = string.Empty;

    public string OpinionText { get; init; } = string.Empty;
}

/// <summary>An attachment of an opinion.</summary>
internal sealed class OpinionFileRow
{
    public long OpinionId { get; init; }

    public string FileDigest { get; init; } = string.Empty;

    public string FileName { get; init; } = string.Empty;
}
