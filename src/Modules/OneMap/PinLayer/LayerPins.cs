using System.Data;
using System.Data.Common;
using System.Globalization;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Domain;
using Guotu.OneMap.Snapshots;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.PinLayer;

/// <summary>Pins revisions and verifies what it gives out against the digest that was recorded when they were committed.</summary>
internal sealed class LayerPins(ILayerCatalogue catalogue, IUnitsOfWork units, RevisionTable revisions, PinnedContent content) : ILayerPins
{
    public async Task<Result<PinnedLayer>> PinAsync(PinRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (catalogue.Find(request.LayerCode) is not { } layer)
        {
            return Missing(request.LayerCode, request.Revision);
        }

        try
        {
            await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
            return await PinAsync(session, layer, request, ct);
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException or DataException)
        {
            // No answer, or rows that hold something else than their columns may: the caller's check stays undetermined, with this as its reason.
            return new Error(LayerErrors.Unavailable, ("layer", layer.Name));
        }
    }

    private async Task<Result<PinnedLayer>> PinAsync(IReadSession session, LayerDefinition layer, PinRequest request, CancellationToken ct)
    {
        var found = request.Revision is { } number
            ? await revisions.FindAsync(session, layer, number, ct)
            : await revisions.CurrentAsync(session, layer, ct);
        if (found.Error is { } notProved)
        {
            return notProved;
        }

        if (found.Value is not { } row)
        {
            return Missing(layer.Name, request.Revision);
        }

        var breach = request.Revision is null ? RevisionMustBeAsCommitted.OfCurrent(row) : RevisionMustBeAsCommitted.Of(row);
        if (breach is not null)
        {
            return LayerDamage.Of(layer, row.RevisionNo, breach);
        }

        var revision = row.ToRevision();
        if (DataMustBeCurrent.Doubt(layer, revision, request.OnDate) is { } doubt)
        {
            var asOf = revision.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return new Error(LayerErrors.Stale, ("layer", layer.Name), ("asOf", asOf), ("reason", doubt));
        }

        var features = await content.VerifiedAsync(session, layer, row, request.Envelope, ct);
        return features.Map(f => new PinnedLayer(layer, revision, f));
    }

    private static Error Missing(string layer, int? revision) =>
        new(LayerErrors.Missing, ("layer", layer), ("revision", revision is { } number ? $"(第 {number.ToString(CultureInfo.InvariantCulture)} 版)" : string.Empty));
}
