using Guotu.Database.Sessions;

namespace Guotu.Database.Files;

/// <summary>Rows of a module that name files of the store (引用文件的记录): what they hold is not removed under them.</summary>
public interface IFileHolder
{
    /// <summary>What the rows are, in Chinese, such as 办件材料.</summary>
    string Title { get; }

    /// <summary>Whether a row of the whole node names the file, however old it is.</summary>
    Task<bool> HoldsAsync(ISqlSession session, string digest, CancellationToken ct);
}
