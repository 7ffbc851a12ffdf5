using Guotu.Geo.Crossings;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.Overlays;

/// <summary>A set made ready to be laid under many figures; hits name rows by their place in the set.</summary>
internal sealed class LayerMeeting
{
    private readonly AreaLayer _layer;
    private readonly GridEnvelope _box;

    private LayerMeeting(FeatureSet set, AreaLayer layer)
    {
        (Set, _layer) = (set, layer);
        _box = set.Envelope;
    }

    public FeatureSet Set { get; }

    public static LayerMeeting Of(FeatureSet set, GaussKrugerZone zone) => new(set, AreaLayer.Of([.. set.Features.Select((f, i) => ((long)i, f.Figure!))], zone));

    public Result<IReadOnlyList<AreaHit>> Areas(GridMultiPolygon figure, CancellationToken ct) =>
        _box.Meets(figure.Envelope) ? _layer.Overlay(figure, ct) : Result<IReadOnlyList<AreaHit>>.Of([]);

    public Result<IReadOnlyList<FigureHit>> Figures(GridMultiPolygon figure, CancellationToken ct) =>
        _box.Meets(figure.Envelope) ? _layer.Intersect(figure, ct) : Result<IReadOnlyList<FigureHit>>.Of([]);

    public Result<NearestFeature?> Nearest(GridMultiPolygon figure, double withinMetres, CancellationToken ct)
    {
        var margin = (long)Math.Ceiling(withinMetres * GridPoint.UnitsPerMetre) + 1;
        var grown = new GridEnvelope(_box.MinEast - margin, _box.MinNorth - margin, _box.MaxEast + margin, _box.MaxNorth + margin);
        return Set.Features.Count > 0 && grown.Meets(figure.Envelope) ? _layer.Nearest(figure, withinMetres, ct) : Result<NearestFeature?>.Of(null);
    }
}
