using Guotu.Database.Work;

namespace Guotu.OneMap.Contracts;

/// <summary>Reads the current revision inside a unit of work (现行版本), holding the layer row until it ends.</summary>
public interface ILayerRevisionLock
{
    /// <summary>The current revision number; null while nothing was ever committed.</summary>
    Task<int?> CurrentAsync(IUnitOfWork work, string layerCode, CancellationToken ct);
}
