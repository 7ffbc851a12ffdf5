using System.Globalization;
using Guotu.Approval.Contracts;
using Guotu.Crypto;
using Guotu.Database;
using Guotu.Database.AuditPort;
using Guotu.Database.Files;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.Approval.StageFile;

/// <summary>Takes an upload into the caller's staging area (暂存): it can be named by that person's commands for 24 hours.</summary>
public sealed class FileStaging(IUnitsOfWork units, IFileStore files, IMarkedFiles marked, NodeSettings node, IClock clock)
{
    public static readonly TimeSpan Term = TimeSpan.FromHours(24);

    private const string AcceptedTypes = "PDF、JPG、PNG、DOCX、XLSX、OFD、TXT、ZIP,图形文件 SHP、GPKG、FGB、DXF、KML、KMZ、GeoJSON、GML、VCT、CSV";

    private const string DeleteSql = "DELETE FROM ap_staged_file WHERE user_id = :p_user AND (file_digest = :p_digest OR staged_utc < :p_old)";

    private const string ForgetSql = "DELETE FROM ap_staged_file WHERE file_digest = :p_digest";

    private const string InsertSql =
        """
        INSERT INTO ap_staged_file (user_id, file_digest, file_name, file_size, media_type, staged_utc)
        VALUES (:p_user, :p_digest, :p_name, :p_size, :p_media, :p_at)
        """;

    private const string FindSql =
        """
        SELECT s.file_digest, s.file_name, s.file_size, s.media_type FROM ap_staged_file s
        WHERE s.user_id = :p_user AND s.file_digest = :p_digest AND s.staged_utc >= :p_old
        """;

    /// <param name="context">Of the person who uploads.</param>
    /// <param name="givenName">As the browser tells it.</param>
    /// <param name="content">Seekable.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<StagedFile>> StageAsync(CommandContext context, string? givenName, Stream content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(content);
        var examined = await ExamineAsync(givenName, content, ct);
        return await units.RunAsync<StagedFile>(
            context,
            async (work, token) => examined.Error is { } error ? error : await KeepAsync(work, examined.Value, content, token),
            ct);
    }

    /// <summary>A file that the person staged within the term; the error names the file.</summary>
    public async Task<Result<StagedFile>> FindAsync(ISqlSession session, long userId, NamedDigest file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(file);
        var arguments = new { p_user = userId, p_digest = file.Digest, p_old = clock.Now.Plus(-Term) };
        var row = await session.SingleOrDefaultAsync<StagedRow>(FindSql, arguments, ct);
        return row is not null && files.Contains(file.Digest)
            ? new StagedFile(row.FileDigest, row.FileName, row.FileSize, row.MediaType)
            : new Error(ApprovalErrors.FileNotStaged, ("name", FileNames.Shown(file.Name)));
    }

    /// <summary>A file that must not stay on the node is in nobody's staging area any more.</summary>
    internal static Task ForgetAsync(IUnitOfWork work, string digest, CancellationToken ct) => work.ExecuteAsync(ForgetSql, new { p_digest = digest }, ct);

    private async Task<Result<(string Name, FileKind Kind)>> ExamineAsync(string? givenName, Stream content, CancellationToken ct)
    {
        var name = FileNames.Check(givenName);
        if (name.Error is { } refused)
        {
            return refused;
        }

        var shown = FileNames.Shown(name.Value);
        if (content.Length == 0)
        {
            return new Error(ApprovalErrors.FileEmpty, ("name", shown));
        }

        if (content.Length > (long)node.UploadLimitMiB << 20)
        {
            return new Error(DatabaseErrors.FileTooLarge, ("limit", node.UploadLimitMiB));
        }

        var head = new byte[(int)Math.Min(content.Length, 64 * 1024)];
        await content.ReadExactlyAsync(head, ct);
        if (FileKind.Of(head) is not { } kind)
        {
            return new Error(ApprovalErrors.FileTypeRefused, ("name", shown), ("types", AcceptedTypes));
        }

        content.Position = 0;
        if (kind.IsArchive)
        {
            var archive = await ArchiveMustBeHarmless.CheckAsync(content, shown, ct);
            if (archive.Error is { } harmful)
            {
                return harmful;
            }

            kind = archive.Value;
        }

        return SecretMarkMustNotComeIn.IsMarked(name.Value, kind, content) ? new Error(SecrecyErrors.SecretMark) : (name.Value, kind);
    }

    private async Task<Result<StagedFile>> KeepAsync(IUnitOfWork work, (string Name, FileKind Kind) file, Stream content, CancellationToken ct)
    {
        content.Position = 0;
        if (await marked.IsKnownAsync(work, (await Sm3.HashStreamAsync(content, ct)).ToString(), ct))
        {
            return new Error(SecrecyErrors.SecretMark);
        }

        content.Position = 0;
        var saved = await files.SaveAsync(content, file.Kind.MediaType, (long)node.UploadLimitMiB << 20, ct);
        if (saved.Error is { } error)
        {
            return error;
        }

        await work.AttachAsync(saved.Value, ct);
        var user = work.Context.Actor.UserId;
        var digest = saved.Value.Digest;
        await work.ExecuteAsync(DeleteSql, new { p_user = user, p_digest = digest, p_old = work.At.Plus(-Term) }, ct);
        var arguments = new { p_user = user, p_digest = digest, p_name = file.Name, p_size = saved.Value.Size, p_media = file.Kind.MediaType, p_at = work.At };
        await work.ExecuteAsync(InsertSql, arguments, ct);
        var size = saved.Value.Size.ToString(CultureInfo.InvariantCulture);
        work.Audit(new AuditEntry("file.stage", "file", digest, $"上传文件 {file.Kind.ShortName},{size} 字节"));
        return new StagedFile(digest, file.Name, saved.Value.Size, file.Kind.MediaType);
    }

    private sealed class StagedRow
    {
        public string FileDigest { get; init; } = string.Empty;

        public string FileName { get; init; } = string.Empty;

        public long FileSize { get; init; }

        public string MediaType { get; init; } = string.Empty;
    }
}

/// <summary>A file in the staging area.</summary>
/// <param name="Digest">SM3.</param>
/// <param name="Name">As uploaded.</param>
/// <param name="Bytes">Length.</param>
/// <param name="MediaType">By content.</param>
public sealed record StagedFile(string Digest, string Name, long Bytes, string MediaType)
{
    public StoredFile Stored => new(Digest, Bytes, MediaType);
}

/// <summary>A file as a command names it.</summary>
public sealed record NamedDigest(string Digest, string Name);
