using Guotu.Geo.Snapshots;
using Guotu.Geo.Topology;
using Guotu.Geo.Topology.Repairs;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.ReadLayers;

namespace Guotu.OneMap.CheckTopology;

/// <summary>Reads a revision whole and checks it as a coverage. Gaps count only where the layer must cover the county.</summary>
internal sealed class LayerTopologyCheck(LayerContent content) : ILayerTopology
{
    public async Task<Result<LayerTopology>> CheckAsync(LayerTopologyOrder order, CancellationToken ct)
    {
        var read = await ReadAsync(order, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var found = CoverageTopology.Check(read.Value.Features, read.Value.Rules, ct);
        return found.Map(report => new LayerTopology(read.Value.Layer.Revision, read.Value.Layer.Snapshot.Description.Zone, report, null));
    }

    public async Task<Result<LayerTopology>> ProposeAsync(LayerTopologyOrder order, Stream target, CancellationToken ct)
    {
        var read = await ReadAsync(order, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var plan = CoverageRepairs.Propose(read.Value.Features, read.Value.Rules, ct);
        if (plan.Error is { } tooComplex)
        {
            return tooComplex;
        }

        var zone = read.Value.Layer.Snapshot.Description.Zone;
        await ProposalFile.WriteAsync(plan.Value, (read.Value.Layer.Definition.Code, zone), target, ct);
        return new LayerTopology(read.Value.Layer.Revision, zone, plan.Value.Found, plan.Value);
    }

    private async Task<Result<Coverage>> ReadAsync(LayerTopologyOrder order, CancellationToken ct)
    {
        var opened = await content.OpenAsync(order.LayerCode, order.Revision, ct);
        if (opened.Error is { } error)
        {
            return error;
        }

        var layer = opened.Value;
        if (order.Priority is { } priority && !layer.Snapshot.Description.Columns.Contains(priority.Field))
        {
            return new Error(OneMapErrors.FieldUnknown, ("layer", layer.Definition.Name), ("field", priority.Field));
        }

        var features = new List<CoverageFeature>(layer.Snapshot.Count);
        for (var block = 0; block < layer.Snapshot.BlockCount; block++)
        {
            ct.ThrowIfCancellationRequested();
            var read = layer.Snapshot.ReadBlock(block);
            if (read.Error is { } damaged)
            {
                return damaged;
            }

            features.AddRange(read.Value.Select(f => new CoverageFeature(f.Id, f.Shape) { Priority = Claim(order.Priority, layer, f) }));
        }

        return new Coverage(layer, features, new CoverageRules { Slivers = order.Slivers, GapsAreDefects = layer.Definition.CoversCounty });
    }

    private static int Claim(OverlapPriority? priority, OpenLayer layer, SnapshotFeature feature)
    {
        if (priority is null || layer.ValueOf(feature, priority.Field) is not { } value)
        {
            return 0;
        }

        for (var place = 0; place < priority.Values.Count; place++)
        {
            if (priority.Values[place] == value)
            {
                return priority.Values.Count - place;
            }
        }

        return 0;
    }

    private sealed record Coverage(OpenLayer Layer, IReadOnlyList<CoverageFeature> Features, CoverageRules Rules);
}
