using Guotu.Database.Files;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>Files that a person uploaded and may name in commands for a while (暂存的上传), examined when they came in; of the module that takes uploads.</summary>
public interface IStagedUploads
{
    /// <summary>The file of a digest that this person uploaded within the term; refused where there is none.</summary>
    Task<Result<StagedUpload>> FindAsync(ISqlSession session, long userId, string digest, CancellationToken ct);

    /// <summary>Nobody may name the file any more, whoever uploaded it.</summary>
    Task ForgetAsync(IUnitOfWork work, string digest, CancellationToken ct);
}

/// <summary>An uploaded file.</summary>
/// <param name="Name">As uploaded.</param>
public sealed record StagedUpload(StoredFile File, string Name);
