using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Approval.Archive;

/// <summary>The features that a verdict was computed from, as exact text (结论所用要素).</summary>
public sealed class BundleLayers(ILayerPins pins)
{
    internal async Task<Result<string>> TextOfAsync(Verdict verdict, VerdictRevision revision, CancellationToken ct)
    {
        var box = verdict.Parcels.Aggregate(GridEnvelope.Empty, (all, p) => all.Union(p.Shape.Envelope));
        var pinned = await pins.PinAsync(new PinRequest(revision.Layer, box, verdict.EvaluatedOn) { Revision = revision.Revision }, ct);
        return pinned.Map(layer => BundleJson.Write(new
        {
            layer = revision.Layer,
            name = revision.LayerName,
            revision = revision.Revision,
            snapshot = revision.Digest,
            asOf = revision.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            epsg = verdict.Epsg,
            unit = "0.1 mm",
            features = layer.Features.Select(f => new
            {
                id = f.FeatureId.ToString(System.Globalization.CultureInfo.InvariantCulture),
                attributes = f.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal).ToDictionary(a => a.Key, a => a.Value),
                figure = FigureText.Write(f.Figure),
            }),
        }));
    }
}
