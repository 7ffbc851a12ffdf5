using Guotu.Database.Work;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.PinLayer;

/// <summary>Holds layer rows inside the caller's unit.</summary>
internal sealed class LayerRevisionLock : ILayerRevisionLock
{
    public Task<int?> CurrentAsync(IUnitOfWork work, string layerCode, CancellationToken ct) => RevisionTable.LockExistingAsync(work, layerCode, ct);
}
