using Guotu.Database.Sessions;

namespace Guotu.OneMap.Contracts;

/// <summary>Files in whose data a secrecy mark was found (已知带密级标志的文件): known by digest, so that the same content is not taken in a second time.</summary>
public interface IMarkedFiles
{
    Task<bool> IsKnownAsync(ISqlSession session, string digest, CancellationToken ct);
}
