using Guotu.Crypto;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.ComplianceReview.Tests;

/// <summary>Layers made by hand behind the one map's contracts, so that every fault can be had.</summary>
internal sealed class HandMadeLayers : ILayerPins, ILayerCatalogue, ILandClasses, ILayerRevisionLock, IPositionDoubts
{
    private readonly Dictionary<string, SortedDictionary<int, IReadOnlyList<LayerFeature>>> _content = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Error> _faults = new(StringComparer.Ordinal);

    public IReadOnlyList<LayerDefinition> Definitions => [.. _content.Keys.Select(Define)];

    public IReadOnlyList<LandClass> All => [new("0101", "水田", LandKind.Agricultural), new("0103", "旱地", LandKind.Agricultural)];

    public void Commit(string layer, params LayerFeature[] features)
    {
        var revisions = _content.TryGetValue(layer, out var known) ? known : _content[layer] = [];
        revisions[revisions.Count + 1] = features;
    }

    public void Fault(string layer, Error error) => _faults[layer] = error;

    public static LayerFeature Feature(long id, GridMultiPolygon figure, string dlbm = "0101") =>
        new(id, figure, new Dictionary<string, string> { ["DLBM"] = dlbm, ["GHFQDM"] = "411", ["TBBH"] = "T" + id.ToString(System.Globalization.CultureInfo.InvariantCulture) });

    public Task<Result<PinnedLayer>> PinAsync(PinRequest request, CancellationToken ct)
    {
        if (_faults.TryGetValue(request.LayerCode, out var fault))
        {
            return Task.FromResult<Result<PinnedLayer>>(fault);
        }

        if (!_content.TryGetValue(request.LayerCode, out var revisions))
        {
            return Task.FromResult<Result<PinnedLayer>>(new Error(LayerErrors.Missing, ("layer", request.LayerCode)));
        }

        var number = request.Revision ?? revisions.Keys.Max();
        return Task.FromResult<Result<PinnedLayer>>(new PinnedLayer(Define(request.LayerCode), RevisionOf(request.LayerCode, number), revisions[number]));
    }

    /// <summary>What the comparison of positions finds; null for nothing.</summary>
    public Error? Doubt { get; set; }

    public Task<Result<PositionFinding>> AgainstCountyAsync(IReadOnlyCollection<GridMultiPolygon> figures, CancellationToken ct) => throw new InvalidOperationException();

    public Task<Result<PositionFinding>> AgainstLayerAsync(IReadOnlyCollection<GridMultiPolygon> figures, LayerRevisionName reference, CancellationToken ct) =>
        Task.FromResult<Result<PositionFinding>>(new PositionFinding(reference.LayerCode == "DLTB" ? Doubt : null));

    public LayerDefinition? Find(string layerCode) => Define(layerCode);

    LandClass? ILandClasses.Find(string code) => All.FirstOrDefault(c => c.Code == code);

    public Task<Result<LayerState>> StateAsync(string layerCode, DateOnly onDate, CancellationToken ct) => throw new InvalidOperationException();

    public Task<IReadOnlyList<LayerState>> StatesAsync(DateOnly onDate, CancellationToken ct) => throw new InvalidOperationException();

    public Task<Result<IReadOnlyList<LayerRevision>>> RevisionsAsync(string layerCode, CancellationToken ct) => Task.FromResult(
        Result<IReadOnlyList<LayerRevision>>.Of(_content.TryGetValue(layerCode, out var known) ? [.. known.Keys.Order().Select(n => RevisionOf(layerCode, n))] : []));

    public Task<Result<LayerRevision?>> RevisionAsync(string layerCode, int number, CancellationToken ct) => Task.FromResult(
        Result<LayerRevision?>.Of(_content.TryGetValue(layerCode, out var known) && known.ContainsKey(number) ? RevisionOf(layerCode, number) : null));

    public Task<Result<LayerRevision?>> RevisionAtAsync(string layerCode, RevisionTime time, CancellationToken ct) => throw new InvalidOperationException();

    public Task<int?> CurrentAsync(Database.Work.IUnitOfWork work, string layerCode, CancellationToken ct) =>
        Task.FromResult(_content.TryGetValue(layerCode, out var revisions) ? revisions.Keys.Max() : (int?)null);

    private static LayerRevision RevisionOf(string layer, int number) => new()
    {
        LayerCode = layer,
        Number = number,
        CommittedAt = Instant.Parse("2026-01-05T01:00:00.000000Z"),
        AsOf = new DateOnly(2026, 1, 1),
        Source = "手工",
        FeatureCount = 1,
        ContentDigest = Sm3.Digest([(byte)number]),
        CommittedBy = "数据工程师",
    };

    private static LayerDefinition Define(string code) => new()
    {
        Code = code,
        Name = code switch { "YJJBNT" => "永久基本农田", "DLTB" => "地类图斑", "XZQ" => "行政区", _ => code },
        Category = ["一", "二"],
        Geometry = "polygon",
        Fields = [],
        LabelField = "TBBH",
        KeyFields = [],
        CoversCounty = code is "XZQ" or "DLTB",
        ClassField = code switch { "DLTB" => "DLBM", "CZKFBJ" => "GHFQDM", _ => null },
        Style = new LayerStyle { Stroke = "#000000", Source = "test" },
    };
}
