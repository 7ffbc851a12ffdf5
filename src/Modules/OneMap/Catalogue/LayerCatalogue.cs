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
    private readonly RevisionTable _revisions;
    private readonly FrozenDictionary<string, LayerDefinition> _byCode;

    public LayerCatalogue(IUnitsOfWork units, RevisionTable revisions)
        : this(units, revisions, CatalogueFiles.Layers())
    {
    }

    /// <summary>Over other definitions than those of the files, such as more of them.</summary>
    internal LayerCatalogue(IUnitsOfWork units, RevisionTable revisions, IReadOnlyList<LayerDefinition> definitions)
    {
        (_units, _revisions, Definitions) = (units, revisions, definitions);
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
        return (await _revisions.CurrentAsync(session, layer, ct)).Map(row => StateOf(layer, row, onDate));
    }

    public async Task<IReadOnlyList<LayerState>> StatesAsync(DateOnly onDate, CancellationToken ct)
    {
        await using var session = await _units.ReadAsync(DataScope.WholeNode, ct);
        var rows = await _revisions.AllCurrentAsync(session, Definitions, ct);
        return [.. Definitions.Select(l => rows.TryGetValue(l.Code, out var row) && row is null
            ? new LayerState(l, null, false) { Damaged = true }
            : StateOf(l, row, onDate))];
    }

    public async Task<Result<IReadOnlyList<LayerRevision>>> RevisionsAsync(string layerCode, CancellationToken ct)
    {
        if (Find(layerCode) is not { } layer)
        {
            return Result<IReadOnlyList<LayerRevision>>.Of([]);
        }

        await using var session = await _units.ReadAsync(DataScope.WholeNode, ct);
        return (await _revisions.OfLayerAsync(session, layer, ct)).Map<IReadOnlyList<LayerRevision>>(rows => [.. rows.Select(r => r.ToRevision())]);
    }

    public async Task<Result<LayerRevision?>> RevisionAsync(string layerCode, int number, CancellationToken ct)
    {
        if (Find(layerCode) is not { } layer)
        {
            return Result<LayerRevision?>.Of(null);
        }

        await using var session = await _units.ReadAsync(DataScope.WholeNode, ct);
        return (await _revisions.FindAsync(session, layer, number, ct)).Map(row => row?.ToRevision());
    }

    public async Task<Result<LayerRevision?>> RevisionAtAsync(string layerCode, RevisionTime time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(time);
        return (await RevisionsAsync(layerCode, ct)).Map(r => r.FirstOrDefault(time.Holds));
    }

    private static LayerState StateOf(LayerDefinition layer, RevisionRow? row, DateOnly onDate)
    {
        var revision = row?.ToRevision();
        return new LayerState(layer, revision, revision is not null && DataMustBeCurrent.Doubt(layer, revision, onDate) is not null);
    }
}
