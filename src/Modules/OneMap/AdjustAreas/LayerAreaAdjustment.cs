using Guotu.Geo.Areas;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Domain;

namespace Guotu.OneMap.AdjustAreas;

/// <summary>Measures every feature, gathers them by unit and shares out each unit's closure error (按单元平差).</summary>
internal sealed class LayerAreaAdjustment(IPublishedLayers published) : ILayerAreas
{
    public async Task<Result<LayerAreasAdjusted>> AdjustAsync(Caller caller, LayerAreasOrder order, CancellationToken ct)
    {
        var opened = await published.OpenAsync(caller, order.LayerCode, order.Revision, ct);
        if (opened.Error is { } error)
        {
            return error;
        }

        var layer = opened.Value;
        return layer.IsWhole
            ? await Task.Run(() => Adjust(layer, order, ct), ct)
            : new Error(OneMapErrors.SightIncomplete, ("layer", layer.Definition.Name));
    }

    private static Result<LayerAreasAdjusted> Adjust(ISeenLayer layer, LayerAreasOrder order, CancellationToken ct)
    {
        var place = layer.PlaceOf(order.UnitField);
        if (place < 0)
        {
            return new Error(OneMapErrors.FieldUnknown, ("layer", layer.Definition.Name), ("field", order.UnitField));
        }

        if (ControlsMustNotOverlap.Breach(order.Controls) is { } breach)
        {
            return new Error(OneMapErrors.ControlsRefused, ("reason", breach));
        }

        var measure = new EllipsoidalArea(layer.Zone);
        var parts = order.Controls.ToDictionary(c => c.Unit, _ => new List<AreaPart>(), StringComparer.Ordinal);
        var uncontrolled = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var feature in layer.Walk(null, long.MinValue))
        {
            ct.ThrowIfCancellationRequested();
            if (feature.Error is { } damaged)
            {
                return damaged;
            }

            var value = feature.Value.Attributes[place] ?? string.Empty;
            if (order.Controls.FirstOrDefault(c => value.StartsWith(c.Unit, StringComparison.Ordinal)) is { } control)
            {
                parts[control.Unit].Add(new AreaPart(feature.Value.Id, measure.Of(feature.Value.Shape, ct)));
            }
            else
            {
                uncontrolled[value] = uncontrolled.GetValueOrDefault(value) + 1;
            }
        }

        return Share(layer.Revision, order, parts).Map(units => new LayerAreasAdjusted(layer.Revision, units, [.. uncontrolled.Select(u => new UncontrolledUnit(u.Key, u.Value))]));
    }

    private static Result<IReadOnlyList<UnitAdjusted>> Share(LayerRevision revision, LayerAreasOrder order, Dictionary<string, List<AreaPart>> parts)
    {
        var (units, refusals) = (new List<UnitAdjusted>(), new List<Error>());
        foreach (var control in order.Controls.OrderBy(c => c.Unit, StringComparer.Ordinal))
        {
            var adjusted = AreaAdjustment.Adjust($"{revision.LayerCode} 单元 {control.Unit}", control.Area, parts[control.Unit], order.Rule);
            if (adjusted.Error is { } refused)
            {
                refusals.Add(refused);
            }
            else
            {
                units.Add(new UnitAdjusted(control.Unit, adjusted.Value));
            }
        }

        return refusals.Count > 0 ? refusals[0] with { Others = [.. refusals.Skip(1)] } : units;
    }
}
