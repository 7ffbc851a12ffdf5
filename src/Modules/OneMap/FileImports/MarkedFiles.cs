using Guotu.Database.AuditPort;
using Guotu.Database.Files;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.FileImports;

/// <summary>
/// Files in whose data a secrecy mark was found (带密级标志的文件): they leave the node. Their imports are closed for good, nobody's upload names them any
/// more, the file is written over and deleted once that has committed; what a crash between the two left is removed when the node starts. A file that another
/// record of the node holds is not taken from under it: the audit names that record, and the officers for secrecy decide.
/// </summary>
internal sealed class MarkedFiles(IUnitsOfWork units, IFileStore files, IEnumerable<IStagedUploads> uploads, IEnumerable<IFileHolder> holders)
{
    public const string RemoveKind = "onemap.import.remove";
    private const string Process = "marked-files";

    /// <summary>Closes the import and removes its file; recorded under the name of the person of <paramref name="context"/>.</summary>
    /// <param name="row">The import; inserted where it was refused before it had a row.</param>
    /// <param name="mark">SEC-0005, with the place where that is known.</param>
    public async Task RefuseAsync(CommandContext context, ImportRow row, Error mark)
    {
        // To the end, although the person may have gone: a file is not left behind because a page was closed.
        var ct = CancellationToken.None;
        var own = new CommandContext(context.Actor, DataScope.WholeNode, RemoveKind) { ObjectType = "file", ObjectId = row.FileDigest };
        var held = await units.RunAsync<string>(
            own,
            async (work, token) =>
            {
                if (!await ImportTable.ExistsAsync(work, row.ImportId, token))
                {
                    await ImportTable.InsertAsync(work, row with { InspectText = null }, token);
                    work.Audit(new AuditEntry(ImportCommands.OpenKind, "layer", row.LayerCode, $"为图层 {row.LayerCode} 上传入库文件,带密级标志,拒收;SM3 {row.FileDigest[..16]}…"));
                }

                await ImportTable.RefuseAsync(work, row.FileDigest, (mark.Code.Value, ImportText.Of(ImportReports.Of(mark, null))), token);
                var holder = await LetGoAsync(work, row.FileDigest, token);
                work.Audit(new AuditEntry(RemoveKind, "file", row.FileDigest, Summary(row, mark, holder)));
                return holder ?? string.Empty;
            },
            ct);
        if (held is { IsSuccess: true, Value: "" })
        {
            await files.RemoveAsync(row.FileDigest, ct);
        }
    }

    /// <summary>Removes what a crash left, and what came in again by another way; answers how many files that were.</summary>
    public async Task<int> RemoveLeftAsync(CancellationToken ct)
    {
        var left = 0;
        foreach (var digest in await LeftAsync(ct))
        {
            var held = await units.RunUpkeepAsync(Process, (work, token) => LetGoAsync(work, digest, token), ct);
            if (held is null)
            {
                await files.RemoveAsync(digest, ct);
                left++;
            }
        }

        return left;
    }

    private async Task<IReadOnlyList<string>> LeftAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return [.. (await ImportTable.RefusedAsync(session, ct)).Where(files.Contains)];
    }

    /// <summary>Null where nothing on the node names the file any more; otherwise what does.</summary>
    private async Task<string?> LetGoAsync(IUnitOfWork work, string digest, CancellationToken ct)
    {
        foreach (var staged in uploads)
        {
            await staged.ForgetAsync(work, digest, ct);
        }

        var titles = new List<string>();
        foreach (var holder in holders)
        {
            if (await holder.HoldsAsync(work, digest, ct))
            {
                titles.Add(holder.Title);
            }
        }

        if (titles.Count > 0)
        {
            return string.Join('、', titles);
        }

        await work.DetachAsync(digest, ct);
        return null;
    }

    /// <summary>Where the mark stands and what became of the file; nothing of what it says.</summary>
    private static string Summary(ImportRow row, Error mark, string? holder)
    {
        var place = mark.Line is { } line ? FormattableString.Invariant($"(第 {line} 个要素,字段 {mark.Field})") : string.Empty;
        var end = holder is null ? "没有别的记录用到,随即从节点清除" : $"文件同时是{holder},没有清除,由安全保密管理员处置";
        return $"图层 {row.LayerCode} 的入库文件带密级标志{place},拒收;SM3 {row.FileDigest},{end}";
    }
}

/// <summary>By the imports that were refused.</summary>
internal sealed class KnownMarks : IMarkedFiles
{
    public Task<bool> IsKnownAsync(ISqlSession session, string digest, CancellationToken ct) => ImportTable.IsRefusedAsync(session, digest, ct);
}

/// <summary>Files of which the one map made something that stays.</summary>
internal sealed class OneMapFiles : IFileHolder
{
    private const string RasterSql = "SELECT COUNT(*) AS row_total FROM om_raster_revision WHERE file_digest = :p_digest";

    private const string PaperSql = "SELECT COUNT(*) AS row_total FROM om_revision WHERE empty_digest = :p_digest";

    public string Title => "已入库数据的原始文件或声明文件";

    public async Task<bool> HoldsAsync(ISqlSession session, string digest, CancellationToken ct)
    {
        var named = new { p_digest = digest };
        return await ImportTable.HoldsAsync(session, digest, ct)
            || await session.ScalarAsync<long>(RasterSql, named, ct) > 0
            || await session.ScalarAsync<long>(PaperSql, named, ct) > 0;
    }
}
