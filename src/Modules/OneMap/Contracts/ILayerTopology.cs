using Guotu.Geo.Crs;
using Guotu.Geo.Overlay;
using Guotu.Geo.Topology;
using Guotu.Geo.Topology.Repairs;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>Topology of a layer's revision (图层拓扑检查): defects, and repairs as proposals. Nothing is changed.</summary>
public interface ILayerTopology
{
    /// <summary>The defects of a revision; errors <c>SYS-0002</c>, those of a pin, <c>MAP-0030</c> for an unknown priority field, <c>GEO-0026</c>.</summary>
    Task<Result<LayerTopology>> CheckAsync(LayerTopologyOrder order, CancellationToken ct);

    /// <summary>
    /// The defects and the proposals, which are written as GeoJSON in metres of the layer's zone: one feature for each figure changed, its
    /// geometry the figure after, the figure before in the member <c>before</c>.
    /// </summary>
    Task<Result<LayerTopology>> ProposeAsync(LayerTopologyOrder order, Stream target, CancellationToken ct);
}

/// <summary>What to check.</summary>
/// <param name="Revision">Null for the current one.</param>
/// <param name="Slivers">Which parts are slivers, or null to look for none.</param>
/// <param name="Priority">Who keeps ground claimed twice, or null for the smaller figure.</param>
public sealed record LayerTopologyOrder(string LayerCode, int? Revision, SliverPolicy? Slivers, OverlapPriority? Priority);

/// <summary>Values of a field in order of their claim: the first keeps ground claimed twice; values not named come last.</summary>
public sealed record OverlapPriority(string Field, IReadOnlyList<string> Values);

/// <summary>What a check found.</summary>
/// <param name="Plan">Null where no proposals were asked for.</param>
public sealed record LayerTopology(LayerRevision Revision, GaussKrugerZone Zone, TopologyReport Found, RepairPlan? Plan);
