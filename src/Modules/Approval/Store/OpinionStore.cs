using Guotu.Approval.CompleteTask;
using Guotu.Approval.StageFile;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Time;

namespace Guotu.Approval.Store;

/// <summary>Opinions with their attachments and corrections (意见、附件、补正事项). They are only added; an opinion carries a MAC.</summary>
public sealed class OpinionStore(IIdSource ids, RowWriter rows, CertificateStore certificates)
{
    /// <summary>The certificates that opinions lead to.</summary>
    internal CertificateStore Certificates => certificates;

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
        var row = new StoredOpinion
        {
            OpinionId = id,
            CaseId = opinion.CaseId,
            TaskId = opinion.TaskId,
            GivenUtc = work.At,
            ByUserId = work.Context.Actor.UserId,
            ByName = work.Context.Actor.Name,
            PostName = opinion.PostName,
            NodeId = opinion.NodeId,
            NodeName = opinion.NodeName,
            ActionKey = opinion.ActionKey,
            ActionName = opinion.ActionName,
            OpinionText = opinion.Text,
        };
        if ((await rows.InsertAsync(work, StoredOpinion.Table, id, row.Values, ct)).Error is { } refused)
        {
            throw new InvalidOperationException($"An opinion can not be stored: {refused}");
        }

        for (var i = 0; i < opinion.Files.Count; i++)
        {
            var file = new { p_opinion = id, p_no = i + 1, p_digest = opinion.Files[i].Digest, p_name = opinion.Files[i].Name };
            await work.ExecuteAsync(InsertFileSql, file, ct);
        }

        for (var i = 0; i < opinion.Corrections.Count; i++)
        {
            var item = opinion.Corrections[i];
            var line = new { p_id = ids.Next(), p_case = opinion.CaseId, p_opinion = id, p_no = i + 1, p_material = item.MaterialCode, p_text = item.Text };
            await work.ExecuteAsync(InsertCorrectionSql, line, ct);
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
