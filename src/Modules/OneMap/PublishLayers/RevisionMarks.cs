using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.PublishLayers;

/// <summary>All revisions of all layers in one query; one whose record does not prove is in no list.</summary>
internal sealed class RevisionMarks(IUnitsOfWork units, ILayerCatalogue catalogue, RevisionTable revisions)
{
    public async Task<IReadOnlyList<RevisionMark>> ReadAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await revisions.MarksAsync(session, catalogue.Definitions, ct);
    }
}
