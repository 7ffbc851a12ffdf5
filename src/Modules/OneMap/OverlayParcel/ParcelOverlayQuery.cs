using Guotu.Geo.Areas;
using Guotu.Geo.Crossings;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Domain;

namespace Guotu.OneMap.OverlayParcel;

/// <summary>
/// Overlays a parcel with the layers that a caller sees (压占分析): areas, figures on request, the nearest feature where nothing is met. A layer
/// that cannot be read is in the answer with its trouble, never left out.
/// </summary>
internal sealed class ParcelOverlayQuery(
    IPublishedLayers published, ILayerCatalogue catalogue, PreparedLayers prepared, ILandClasses landClasses, IClock clock)
{
    private const int MostLayers = 60;

    /// <summary>Features of a layer that is seen in part, in the box looked at: they are prepared anew for each question.</summary>
    private const int MostInPart = 50_000;

    public async Task<Result<OverlayView>> AskAsync(Caller caller, OverlayBody body, CancellationToken ct)
    {
        var asked = OverlayAsked.Read(body, published.Zone, ct);
        if (asked.Error is { } unsound)
        {
            return unsound;
        }

        var codes = asked.Value.Layers?.Distinct(StringComparer.Ordinal).ToList()
            ?? [.. (await published.ListAsync(caller, ct)).Where(l => l.Definition.Geometry == "polygon").Select(l => l.Definition.Code)];
        if (codes.Count > MostLayers)
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "layers"), ("reason", $"不超过 {MostLayers} 个图层")) { Field = "layers" };
        }

        var views = new List<OverlayLayerView>();
        foreach (var code in codes)
        {
            var opened = await OpenAsync(caller, code, asked.Value.Time, ct);
            if (opened.Error is { } closed && closed.Code == KernelErrors.NotFound)
            {
                return closed;
            }

            views.Add(opened.Error is { } error
                ? new OverlayLayerView(code, code) { Trouble = Trouble(error) }
                : await Task.Run(() => Layer(opened.Value, asked.Value, ct), ct));
        }

        var parcel = asked.Value.Parcel;
        return new OverlayView(PlaneArea.Of(parcel), new EllipsoidalArea(published.Zone).Of(parcel, ct), views);
    }

    private async Task<Result<ISeenLayer>> OpenAsync(Caller caller, string code, RevisionTime time, CancellationToken ct)
    {
        if (time == RevisionTime.Now)
        {
            return await published.OpenAsync(caller, code, null, ct);
        }

        // Revision 0 is none: a layer that the caller may know of had nothing at that time.
        var then = await catalogue.RevisionAtAsync(code, time, ct);
        return then.Error is { } notProved
            ? (await published.OpenAsync(caller, code, null, ct)).Error ?? notProved
            : await published.OpenAsync(caller, code, then.Value?.Number ?? 0, ct);
    }

    private static OverlayTroubleView Trouble(Error error) => new(error.Code.Value, error.Text);

    private OverlayLayerView Layer(ISeenLayer layer, OverlayAsked asked, CancellationToken ct)
    {
        var view = new OverlayLayerView(layer.Definition.Code, layer.Definition.Name) 
        {
            Revision = layer.Revision.Number,
            AsOf = layer.Revision.AsOf,
            Stale = DataMustBeCurrent.Doubt(layer.Definition, layer.Revision, clock.Today) is not null,
        };
        var ready = layer.IsWhole
            ? prepared.Of(layer)
            : Read(layer, Grown(asked.Parcel.Envelope, asked.WithinMetres ?? 0), ct);
        var hits = ready.Error is { } unread ? unread : Hits(ready.Value, asked, ct);
        if (hits.Error is { } error)
        {
            return view with { Trouble = Trouble(error) };
        }

        var features = new List<(SnapshotFeature Feature, LayerPart Part)>();
        foreach (var part in hits.Value)
        {
            var found = layer.Find(part.FeatureId);
            if (found.Error is { } damaged)
            {
                return view with { Trouble = Trouble(damaged) };
            }

            features.Add((found.Value!, part));
        }

        var filled = Filled(view, layer, features);
        return features.Count == 0 && asked.WithinMetres is { } within ? WithNearest(filled, layer, ready.Value, (asked.Parcel, within), ct) : filled;
    }

    private static OverlayLayerView WithNearest(
        OverlayLayerView view, ISeenLayer layer, AreaLayer ready, (GridMultiPolygon Parcel, double Within) asked, CancellationToken ct)
    {
        var nearest = ready.Nearest(asked.Parcel, asked.Within, ct);
        if (nearest.Error is { } error)
        {
            return view with { PlaneArea = null, EllipsoidalArea = null, Classes = null, Trouble = Trouble(error) };
        }

        return nearest.Value is { } found && layer.Find(found.FeatureId) is { IsSuccess: true, Value: { } feature }
            ? view with { Nearest = new NearestView(found.FeatureId, Label(layer, feature), Math.Round(found.Metres, 3)) }
            : view;
    }

    /// <summary>Units of what is common, and the figure where it was asked for.</summary>
    private sealed record LayerPart(long FeatureId, CommonUnits Units, GridMultiPolygon? Figure);

    private static Result<IReadOnlyList<LayerPart>> Hits(AreaLayer layer, OverlayAsked asked, CancellationToken ct) => asked.WithFigures
        ? layer.Intersect(asked.Parcel, ct).Map<IReadOnlyList<LayerPart>>(h => [.. h.Select(f => new LayerPart(f.FeatureId, f.Common.Units, f.Common.Figure))])
        : layer.Overlay(asked.Parcel, ct).Map<IReadOnlyList<LayerPart>>(h => [.. h.Select(a => new LayerPart(a.FeatureId, a.Common, null))]);

    private static Result<AreaLayer> Read(ISeenLayer layer, GridEnvelope box, CancellationToken ct)
    {
        var features = new List<(long, GridMultiPolygon)>();
        foreach (var feature in layer.Walk(box, long.MinValue))
        {
            ct.ThrowIfCancellationRequested();
            if (feature.Error is { } damaged)
            {
                return damaged;
            }

            if (features.Count == MostInPart)
            {
                return new Error(OneMapErrors.TooMuchToOverlay, ("layer", layer.Definition.Name), ("most", MostInPart.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }

            features.Add((feature.Value.Id, feature.Value.Shape));
        }

        return AreaLayer.Of(features, layer.Zone);
    }

    private OverlayLayerView Filled(OverlayLayerView view, ISeenLayer layer, IReadOnlyList<(SnapshotFeature Feature, LayerPart Part)> features)
    {
        var total = features.Aggregate(default(CommonUnits), (sum, f) => sum + f.Part.Units);
        return view with
        {
            PlaneArea = total.PlaneArea,
            EllipsoidalArea = total.EllipsoidalArea,
            Classes = layer.Definition.ClassField is { } field ? ByClass(layer.PlaceOf(field), features) : null,
            Features = [.. features.Select(f => new OverlayFeatureView(
                f.Part.FeatureId, Label(layer, f.Feature), f.Part.Units.PlaneArea, f.Part.Units.EllipsoidalArea,
                f.Part.Figure is { } figure ? FigureGeoJson.ToElement(figure, layer.Zone) : null))],
        };
    }

    private List<OverlayClassView> ByClass(int place, IReadOnlyList<(SnapshotFeature Feature, LayerPart Part)> features) => features
        .GroupBy(f => place < 0 ? string.Empty : f.Feature.Attributes[place] ?? string.Empty, StringComparer.Ordinal)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g =>
        {
            var sum = g.Aggregate(default(CommonUnits), (s, f) => s + f.Part.Units);
            return new OverlayClassView(g.Key, landClasses.Find(g.Key)?.Name ?? g.Key, sum.PlaneArea, sum.EllipsoidalArea);
        })
        .ToList();

    private static string Label(ISeenLayer layer, SnapshotFeature feature) =>
        layer.PlaceOf(layer.Definition.LabelField) is var place and >= 0 ? feature.Attributes[place] ?? string.Empty : string.Empty;

    private static GridEnvelope Grown(GridEnvelope box, double metres)
    {
        var by = (long)Math.Ceiling(metres * GridPoint.UnitsPerMetre);
        return new GridEnvelope(box.MinEast - by, box.MinNorth - by, box.MaxEast + by, box.MaxNorth + by);
    }
}
