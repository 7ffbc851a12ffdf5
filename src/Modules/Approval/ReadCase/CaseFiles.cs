using Guotu.Approval.Contracts;
using Guotu.Approval.Documents;
using Guotu.Approval.Store;
using Guotu.Database.Files;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Approval.ReadCase;

/// <summary>Papers and files of a case, for those who may see the case and no one else (文书、材料).</summary>
public sealed class CaseFiles(IUnitsOfWork units, IFileStore files)
{
    private const string OpinionFileSql =
        """
        SELECT f.file_name FROM ap_opinion_file f JOIN ap_opinion o ON o.opinion_id = f.opinion_id
        WHERE o.case_id = :p_case AND f.file_digest = :p_digest ORDER BY f.opinion_id, f.file_no LIMIT 1
        """;

    private const string MaterialSql =
        "SELECT file_name, media_type FROM ap_material WHERE case_id = :p_case AND file_digest = :p_digest ORDER BY material_id LIMIT 1";

    private const string ClockSql =
        "SELECT document_name AS file_name FROM ap_clock_entry WHERE case_id = :p_case AND document_digest = :p_digest ORDER BY entry_no LIMIT 1";

    private const string PlainType = "application/octet-stream";

    public async Task<Result<OpenedFile>> DocumentAsync(Caller caller, long documentId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var session = await units.ReadAsync(caller.Scope, ct);
        if (await CaseDocuments.FindAsync(session, documentId, ct) is not { } document
            || (await CaseStore.FindAsync(session, document.CaseId, ct)).Error is not null)
        {
            return new Error(KernelErrors.NotFound, ("what", "文书"));
        }

        if (document.KindCode == DocumentKinds.ArchiveBundle && !caller.May(ApprovalPermissions.Unmask))
        {
            return new Error(ApprovalErrors.BundleHoldsPersonalData);
        }

        var extension = document.MediaType == CaseDocuments.PdfType ? ".pdf" : ".zip";
        return await OpenAsync(document.FileDigest, document.DocumentTitle + extension, document.MediaType, ct);
    }

    public async Task<Result<OpenedFile>> FileAsync(Caller caller, long caseId, string digest, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var session = await units.ReadAsync(caller.Scope, ct);
        var row = await CaseStore.FindAsync(session, caseId, ct);
        if (row.Error is { } unknown)
        {
            return unknown;
        }

        return await NamedAsync(session, row.Value, digest, ct) is { } named
            ? await OpenAsync(digest, named.FileName, named.MediaType ?? PlainType, ct)
            : new Error(KernelErrors.NotFound, ("what", "文件"));
    }

    private static async Task<NamedFile?> NamedAsync(ISqlSession session, CaseRow row, string digest, CancellationToken ct)
    {
        var arguments = new { p_case = row.CaseId, p_digest = digest };
        return row.ParcelDigest == digest
            ? new NamedFile { FileName = row.ParcelFile, MediaType = "text/plain" }
            : await session.SingleOrDefaultAsync<NamedFile>(MaterialSql, arguments, ct)
                ?? await session.SingleOrDefaultAsync<NamedFile>(OpinionFileSql, arguments, ct)
                ?? await session.SingleOrDefaultAsync<NamedFile>(ClockSql, arguments, ct);
    }

    private async Task<Result<OpenedFile>> OpenAsync(string digest, string name, string mediaType, CancellationToken ct) =>
        (await files.OpenAsync(digest, ct)).Map(stream => new OpenedFile(stream, name, mediaType));

    private sealed class NamedFile
    {
        public string FileName { get; init; } = string.Empty;

        public string? MediaType { get; init; }
    }
}

/// <summary>An open file; whoever gets it closes it.</summary>
public sealed record OpenedFile(Stream Content, string Name, string MediaType);
