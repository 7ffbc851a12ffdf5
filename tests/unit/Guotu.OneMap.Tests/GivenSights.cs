using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Tests;

/// <summary>A check that shows what a test says: everything, unless a layer is given another sight; null hides it.</summary>
internal sealed class GivenSights : ILayerAccess, ILayerSights
{
    public Dictionary<string, ILayerSight?> Of { get; } = new(StringComparer.Ordinal);

    public Task<ILayerSights> OfAsync(Caller caller, CancellationToken ct) => Task.FromResult<ILayerSights>(this);

    /// <summary>Label of the caller; null where labels are not what the test is about.</summary>
    public SecurityLabel? Clearance { get; set; }

    ILayerSight? ILayerSights.Of(string layerCode, SecurityLabel revision) =>
        Clearance is { } own && !SubjectMustDominateLabel.Holds(own, revision) ? null
        : Of.TryGetValue(layerCode, out var sight) ? sight
        : Sight.Whole;

    /// <summary>Shows features that a test names, without one field.</summary>
    internal sealed record Sight(string Stamp, Func<SnapshotFeature, IReadOnlyList<string>, bool> Shows, string? Denied) : ILayerSight
    {
        public static readonly Sight Whole = new("w", (_, _) => true, null) { IsWhole = true };

        public SecurityLabel Label => SecurityLabel.Lowest;

        public bool IsWhole { get; init; }

        public bool ShowsField(string fieldCode) => fieldCode != Denied;

        public Func<GridEnvelope, BoxSight>? Ground { get; init; }

        public BoxSight SeeBox(GridEnvelope box) => IsWhole ? BoxSight.Whole : Ground?.Invoke(box) ?? BoxSight.Nothing;

        public SnapshotFeature? See(SnapshotFeature feature, IReadOnlyList<string> columns) => !Shows(feature, columns)
            ? null
            : feature with { Attributes = [.. feature.Attributes.Select((v, i) => columns[i] == Denied ? null : v)] };
    }
}
