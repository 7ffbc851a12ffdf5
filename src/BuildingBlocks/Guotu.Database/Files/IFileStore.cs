using Guotu.Kernel.Results;

namespace Guotu.Database.Files;

/// <summary>Blobs named by the SM3 digest of their content (文件库).</summary>
public interface IFileStore
{
    /// <summary>
    /// Writes, syncs, renames, syncs the folder; the caller then names the file in a unit of work
    /// (<see cref="Work.IUnitOfWork.AttachAsync"/>). Refuses when longer than <paramref name="limitBytes"/>.
    /// </summary>
    Task<Result<StoredFile>> SaveAsync(Stream content, string mediaType, long limitBytes, CancellationToken ct);

    /// <summary>Opens a file after its content was checked against its name.</summary>
    Task<Result<Stream>> OpenAsync(string digest, CancellationToken ct);

    bool Contains(string digest);

    /// <summary>
    /// Removes a file for good: its content is written over, then its name goes. Only after the unit of work that no longer names it has committed
    /// (<see cref="Work.IUnitOfWork.DetachAsync"/>); removing again what is gone is harmless.
    /// </summary>
    Task RemoveAsync(string digest, CancellationToken ct);
}

/// <summary>A file as stored.</summary>
/// <param name="Digest">SM3, 64 lower-case hexadecimal digits.</param>
/// <param name="Size">Bytes.</param>
/// <param name="MediaType">Media type found by content.</param>
public sealed record StoredFile(string Digest, long Size, string MediaType);
