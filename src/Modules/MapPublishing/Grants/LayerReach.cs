using System.Globalization;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Grants;

/// <summary>The layers and rasters that a caller sees, how much of each and with which label (可见图层), asked of the one check.</summary>
internal sealed class LayerReach(LayerAccess access, IPublishedExtents extents, ILayerCatalogue layers, IRasterCatalogue rasters, IClock clock) : IReachPart
{
    /// <summary>Features of a layer beyond which those of a part are not counted: a preview is not to walk millions.</summary>
    private const int MostCounted = 200_000;

    public string Code => "layers";

    public string Title => "图层";

    public int Place => 30;

    public async Task<IReadOnlyList<ReachLine>> OfAsync(Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.May(MapPublishingModule.ReadPermission) ? await OfAsync(await access.OfAsync(caller, ct), ct) : [];
    }

    public async Task<IReadOnlyList<ReachLine>> OfAsync(ILayerSights sights, CancellationToken ct)
    {
        var lines = new List<ReachLine>();
        foreach (var state in await layers.StatesAsync(clock.Today, ct))
        {
            if (sights.Of(state.Definition.Code, state.Label) is { } sight)
            {
                lines.Add(new ReachLine(state.Definition.Code, state.Definition.Name, await WhatAsync(sights, state, sight, ct)));
            }
        }

        foreach (var state in await rasters.StatesAsync(clock.Today, ct))
        {
            if (sights.Of(state.Definition.Code, state.Label) is { } sight)
            {
                lines.Add(new ReachLine(state.Definition.Code, state.Definition.Name, (sight.IsWhole ? "整个栅格" : "只在授权的范围") + LabelOf(sight)));
            }
        }

        if (sights.Of(LayerCodes.ApplicationParcels, SecurityLabel.Lowest) is { } parcels)
        {
            lines.Add(new ReachLine(LayerCodes.ApplicationParcels, "申请地块", (parcels.IsWhole ? "全部" : "一部分") + LabelOf(parcels)));
        }

        return lines;
    }

    private async Task<string> WhatAsync(ILayerSights sights, LayerState state, ILayerSight sight, CancellationToken ct)
    {
        var all = state.Current?.FeatureCount ?? 0;
        if (sight.IsWhole)
        {
            return string.Create(CultureInfo.InvariantCulture, $"全部 {all} 个要素") + LabelOf(sight);
        }

        var denied = state.Definition.Fields.Where(f => !sight.ShowsField(f.Code)).Select(f => f.Name).ToList();
        var fields = denied.Count == 0 ? string.Empty : ",不给看字段 " + string.Join('、', denied);
        var seen = all > MostCounted ? null : await extents.MeasureAsync(sights, state, ct);
        var rows = seen is null
            ? string.Create(CultureInfo.InvariantCulture, $"{all} 个要素中的一部分")
            : string.Create(CultureInfo.InvariantCulture, $"{all} 个要素中的 {seen.Count} 个");
        return rows + fields + LabelOf(sight);
    }

    private static string LabelOf(ILayerSight sight) => sight.Label.Equals(SecurityLabel.Lowest) ? string.Empty : ",标记 " + LabelScheme.Shipped.NameOf(sight.Label);
}
