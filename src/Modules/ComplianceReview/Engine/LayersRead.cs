using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Domain;
using Guotu.ComplianceReview.Rules;
using Guotu.Geo.Areas;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.ComplianceReview.Engine;

/// <summary>The pinned layers of one evaluation.</summary>
public sealed class LayersRead
{
    private readonly PinsAndTroubles _layers;
    private readonly Func<string, string> _nameOf;
    private readonly ILandClasses _landClasses;
    private readonly GaussKrugerZone _zone;
    private readonly OverlayForm _form;
    private readonly EllipsoidalArea _ellipsoidal;

    internal LayersRead(
        PinsAndTroubles layers, Func<string, string> nameOf, ILandClasses landClasses, (GaussKrugerZone Zone, OverlayForm Form) overlay)
    {
        (_zone, _form) = overlay;
        _layers = layers;
        _nameOf = nameOf;
        _landClasses = landClasses;
        _ellipsoidal = new EllipsoidalArea(_zone);
    }

    /// <summary>What became of a doubt in the parcels' positions; null where there was none.</summary>
    public VerdictCheck? PositionCheck { get; init; }

    /// <summary>Revisions that were pinned, in the order of the rules.</summary>
    public IReadOnlyList<VerdictRevision> Revisions => _layers.Pins
        .Where(p => p.Value.IsSuccess)
        .Select(p => new VerdictRevision(
            p.Value.Value.Definition.Code,
            p.Value.Value.Definition.Name,
            p.Value.Value.Revision.Number,
            p.Value.Value.Revision.ContentDigest.ToString(),
            p.Value.Value.Revision.AsOf))
        .ToList();

    /// <summary>What the layer says about the parcel.</summary>
    public LayerFinding Of(string layer, ReviewRule rule, VerdictParcel parcel, CancellationToken ct)
    {
        if (_layers.Troubles.TryGetValue(layer, out var trouble))
        {
            return trouble;
        }

        if (_layers.Position is { } doubt)
        {
            return new LayerFinding.Trouble(layer, _nameOf(layer), "position-doubtful", doubt.Text + doubt.WayOut);
        }

        var pin = _layers.Pins.First(p => p.Key == layer).Value;
        if (pin.Error is { } error)
        {
            return new LayerFinding.Trouble(layer, _nameOf(layer), ReasonOf(error.Code), error.Text);
        }

        return pin.Value.Revision.DeclaredEmpty is { } empty
            ? new LayerFinding.DeclaredEmpty(layer, pin.Value.Definition.Name, empty.ValidUntil, empty.DocumentName)
            : Overlay(pin.Value, rule, parcel, ct);
    }

    private static string ReasonOf(ErrorCode code) => code switch
    {
        _ when code == LayerErrors.Missing => "layer-missing",
        _ when code == LayerErrors.Stale => "layer-stale",
        _ when code == LayerErrors.Damaged => "layer-damaged",
        _ when code == LayerErrors.Unavailable => "layer-unavailable",
        _ => "layer-refused",
    };

    private LayerFinding Overlay(PinnedLayer pin, ReviewRule rule, VerdictParcel parcel, CancellationToken ct)
    {
        var hits = new List<LayerHit>();
        var overlay = new CheckedOverlay(parcel.Shape, _zone, _form);
        foreach (var feature in pin.Features.Where(f => f.Figure.Envelope.Meets(parcel.Shape.Envelope)))
        {
            ct.ThrowIfCancellationRequested();
            var met = overlay.Intersect(feature.Figure, ct);
            if (met.Error is { } failure)
            {
                var name = pin.Definition.Name;
                return new LayerFinding.Trouble(pin.Definition.Code, name, "overlay-failed", $"{name}叠加计算失败:{failure.Text}");
            }

            if (met.Value.DoubledArea > 0)
            {
                hits.Add(HitOf(pin.Definition, rule, feature, met.Value, ct));
            }
        }

        return new LayerFinding.Read(pin.Definition.Code, pin.Definition.Name, hits);
    }

    /// <summary>A hit is left out only when each of its parts is both small and narrow: a long strip counts.</summary>
    private static bool IsSliver(RuleTolerance tolerance, GridMultiPolygon shape)
    {
        var width = tolerance.SliverWidthMillimetres * (GridPoint.UnitsPerMetre / 1000);
        return width > 0 && shape.Polygons.Select(SliverMeasure.Of).All(m => m.Area < tolerance.SliverArea && m.MeanWidthUnits < width);
    }

    private LayerHit HitOf(LayerDefinition layer, ReviewRule rule, LayerFeature feature, GridMultiPolygon shape, CancellationToken ct)
    {
        var plane = PlaneArea.Of(shape);
        var hit = new VerdictHit(
            feature.FeatureId,
            feature[layer.LabelField] ?? string.Empty,
            plane,
            _ellipsoidal.Of(shape, ct),
            IsSliver(rule.Tolerance, shape),
            shape);
        if (layer.ClassField is null)
        {
            return new LayerHit(hit, null, null);
        }

        // A code that the table does not have is no class: the check says so and is undetermined.
        var stored = feature[layer.ClassField];
        var known = stored is null ? null : _landClasses.Find(stored);
        return new LayerHit(hit, known?.Code, known?.Name) { StoredCode = stored };
    }
}

/// <summary>Pins in the order of the rules, and layers that could not even be asked.</summary>
internal sealed record PinsAndTroubles(
    IReadOnlyList<KeyValuePair<string, Result<PinnedLayer>>> Pins, IReadOnlyDictionary<string, LayerFinding.Trouble> Troubles)
{
    /// <summary>Why the parcels' positions are not believed; null where nothing speaks against them.</summary>
    public Error? Position { get; init; }
}
