using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Approval.StageFile;

/// <summary>The staging area as the one map names files of it.</summary>
internal sealed class StagedUploads(FileStaging staging) : IStagedUploads
{
    public async Task<Result<StagedUpload>> FindAsync(ISqlSession session, long userId, string digest, CancellationToken ct) =>
        (await staging.FindAsync(session, userId, new NamedDigest(digest, "入库文件"), ct)).Map(f => new StagedUpload(f.Stored, f.Name));

    public Task ForgetAsync(IUnitOfWork work, string digest, CancellationToken ct) => FileStaging.ForgetAsync(work, digest, ct);
}
