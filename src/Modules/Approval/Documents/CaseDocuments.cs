using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Files;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Approval.Documents;

/// <summary>Papers that the platform makes for a case (文书): the file is written first, then the row.</summary>
public sealed class CaseDocuments(IFileStore files, IIdSource ids)
{
    public const string PdfType = "application/pdf";
    private const long LargestBytes = 200L << 20;

    private const string InsertSql =
        """
        INSERT INTO ap_document (document_id, case_id, kind_code, document_title, document_number, file_digest, media_type, created_utc)
        VALUES (:p_id, :p_case, :p_kind, :p_title, :p_number, :p_digest, :p_media, :p_at)
        """;

    private const string Columns = "SELECT document_id, case_id, kind_code, document_title, document_number, file_digest, media_type, created_utc FROM ap_document";
    private const string OfCaseSql = Columns + " WHERE case_id = :p_case ORDER BY document_id";
    private const string FindSql = Columns + " WHERE document_id = :p_id";

    /// <summary>Keeps the bytes; outside a transaction they are an orphan until a row names them.</summary>
    internal async Task<Result<StoredFile>> KeepAsync(byte[] bytes, string mediaType, CancellationToken ct)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        return await files.SaveAsync(stream, mediaType, LargestBytes, ct);
    }

    /// <summary>Names a kept file as a document of the case and answers its id.</summary>
    internal async Task<long> AddAsync(IUnitOfWork work, NewDocument document, CancellationToken ct)
    {
        await work.AttachAsync(document.File, ct);
        var id = ids.Next();
        var arguments = new
        {
            p_id = id,
            p_case = document.CaseId,
            p_kind = document.Kind,
            p_title = document.Title,
            p_number = document.Number,
            p_digest = document.File.Digest,
            p_media = document.File.MediaType,
            p_at = work.At,
        };
        await work.ExecuteAsync(InsertSql, arguments, ct);
        work.Audit(new AuditEntry("document.create", "case", document.CaseId.ToString(CultureInfo.InvariantCulture), $"生成文书《{document.Title}》")
        {
            After = $$"""{"digest":"{{document.File.Digest}}"}""",
        });
        return id;
    }

    internal static Task<IReadOnlyList<DocumentRow>> OfCaseAsync(ISqlSession session, long caseId, CancellationToken ct) =>
        session.QueryAsync<DocumentRow>(OfCaseSql, new { p_case = caseId }, ct);

    internal static Task<DocumentRow?> FindAsync(ISqlSession session, long documentId, CancellationToken ct) =>
        session.SingleOrDefaultAsync<DocumentRow>(FindSql, new { p_id = documentId }, ct);
}

/// <summary>Kinds of document, as the API names them.</summary>
public static class DocumentKinds
{
    public const string AcceptNotice = "acceptNotice";
    public const string CorrectionNotice = "correctionNotice";
    public const string RefusalNotice = "refusalNotice";
    public const string RejectionNotice = "rejectionNotice";
    public const string Certificate = "certificate";
    public const string ArchiveList = "archiveList";
    public const string ArchiveBundle = "archiveBundle";
}

/// <summary>A document to be added.</summary>
internal sealed record NewDocument(long CaseId, string Kind, string Title, string? Number, StoredFile File);

/// <summary>A document as stored.</summary>
internal sealed class DocumentRow
{
    public long DocumentId { get; init; }

    public long CaseId { get; init; }

    public string KindCode { get; init; } = string.Empty;

    public string DocumentTitle { get; init; } = string.Empty;

    public string? DocumentNumber { get; init; }

    public string FileDigest { get; init; } = string.Empty;

    public string MediaType { get; init; } = string.Empty;

    public Instant CreatedUtc { get; init; }
}
