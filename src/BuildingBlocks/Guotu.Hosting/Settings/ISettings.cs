using Guotu.Database.Sessions;
using Guotu.Kernel.Results;

namespace Guotu.Hosting.Settings;

/// <summary>Reads the settings in force (运行参数).</summary>
public interface ISettings
{
    /// <summary>
    /// Refused where a row was altered or taken away behind the application's back, or the value is outside of the bounds: a caller then does nothing,
    /// it does not go on with the delivered value. Three small queries.
    /// </summary>
    Task<Result<SettingValue>> ReadAsync(ISqlSession session, SettingDefinition setting, CancellationToken ct);
}
