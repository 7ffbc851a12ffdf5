using System.Collections.Frozen;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Domain;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.Catalogue;

/// <summary>The catalogue's files with the revisions of the database.</summary>
internal sealed class LayerCatalogue : ILayerCatalogue
{
    private readonly IUnitsOfWork _units;
    private readonly FrozenDictionary<string, LayerDefinition> _byCode;

    public LayerCatalogue(IUnitsOfWork units)
        : this(units, CatalogueFiles.Layers())
    {
    }

    /// <summary>Over other definitions than those of the files, such as more of them.</summary>
    internal LayerCatalogue(IUnitsOfWork units, IReadOnlyList<LayerDefinition> definitions)
    {
        (_units, Definitions) = (units, definitions);
        _byCode = definitions.ToFrozenDictionary(l => l.Code, StringComparer.Ordinal);
    }

    public IReadOnlyList<LayerDefinition> Definitions { get; }

    public LayerDefinition? Find(string layerCode) => _byCode.GetValueOrDefault(layerCode);

    public async Task<Result<LayerState>> StateAsync(string layerCode, DateOnly onDate, CancellationToken ct)
    {
        if (Find(layerCode) is not { } layer)
        {
            return new Error(KernelErrors.NotFound, ("what", "图层 " + layerCode));
        }

        await using var session = await _units.ReadAsync(DataScope.WholeNode, ct);
        return StateOf(layer, await RevisionTable.CurrentAsync(session, layerCode, ct), onDate);
    }

    public async Task<IReadOnlyList<LayerState>> StatesAsync(DateOnly onDate, CancellationToken ct)
    {
        await using var session = await _units.ReadAsync(DataScope.WholeNode, ct);
        var rows = (await RevisionTable.AllCurrentAsync(session, ct)).ToDictionary(r => r.LayerCode, StringComparer.Ordinal);
        return [.. Definitions.Select(l => StateOf(l, rows.GetValueOrDefault(l.Code), onDate))];
    }

    public async Task<IReadOnlyList<LayerRevision>> RevisionsAsync(string layerCode, CancellationToken ct)
    {
        await using var session = await _units.ReadAsync(DataScope.WholeNode, ct);
        return [.. (await RevisionTable.OfLayerAsync(session, layerCode, ct)).Select(r => r.ToRevision())];
    }

    public async Task<LayerRevision?> RevisionAtAsync(string layerCode, RevisionTime time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(time);
        return (await RevisionsAsync(layerCode, ct)).FirstOrDefault(time.Holds);
    }

    private static LayerState StateOf(LayerDefinition layer, RevisionRow? row, DateOnly onDate)
    {
        var revision = row?.ToRevision();
        return new LayerState(layer, revision, revision is not null && DataMustBeCurrent.Doubt(layer, revision, onDate) is not null);
    }
}
