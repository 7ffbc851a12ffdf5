using Guotu.Database.AuditPort;

namespace Guotu.Hosting.Reading;

/// <summary>
/// Records reads of protected data in a local synced journal before the answer is sent (读取日志); the sealer takes it in.
/// Implemented by the Audit module. When it cannot be written the data is not given.
/// </summary>
public interface IReadJournal
{
    Task RecordAsync(Actor actor, string objectType, string objectId, CancellationToken ct);
}
