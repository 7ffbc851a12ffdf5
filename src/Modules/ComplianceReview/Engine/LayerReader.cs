using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Domain;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.ComplianceReview.Engine;

/// <summary>
/// Pins every layer the rules name, once, for all parcels together. A layer that cannot be pinned, or one whose overlay fails,
/// becomes trouble with its reason; nothing here answers "no hits" for want of an answer. Parcels suspected of the offset of Internet maps are
/// measured against no layer, unless an officer vouches for their positions.
/// </summary>
public sealed class LayerReader(ILayerPins pins, ILayerCatalogue catalogue, ILandClasses landClasses, IPositionDoubts positions)
{
    public async Task<LayersRead> ReadAsync(Evaluation evaluation, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var envelope = evaluation.Parcels.Parcels.Aggregate(GridEnvelope.Empty, (box, p) => box.Union(p.Shape.Envelope));
        var codes = evaluation.Rules.Rules.SelectMany(r => r.LayersToRead).Distinct(StringComparer.Ordinal).ToList();
        var pinned = new List<KeyValuePair<string, Result<PinnedLayer>>>(codes.Count);
        var troubles = new Dictionary<string, LayerFinding.Trouble>(StringComparer.Ordinal);
        foreach (var code in codes)
        {
            if (evaluation.Replay is { } replay && !replay.Revisions.ContainsKey(code))
            {
                troubles[code] = replay.Troubles.TryGetValue(code, out var then)
                    ? then
                    : new LayerFinding.Trouble(code, NameOf(code), "layer-not-pinned", $"结论没有记录{NameOf(code)}的版本");
                continue;
            }

            var request = new PinRequest(code, envelope, evaluation.EvaluatedOn) { Revision = evaluation.Replay?.Revisions[code] };
            pinned.Add(new(code, await pins.PinAsync(request, ct)));
        }

        Error? doubt = null;
        if (evaluation.Engine.Positions != PositionTrust.AsGiven)
        {
            (pinned, doubt) = await DoubtAsync(pinned, evaluation, ct);
        }

        var position = doubt is null ? null : PositionOf(evaluation, doubt);
        var isVouchedFor = position is { Status: CheckStatus.Compliant };

        var zone = GaussKrugerZone.FromEpsg(evaluation.Parcels.Epsg)
            ?? throw new InvalidOperationException($"EPSG:{evaluation.Parcels.Epsg} is no Gauss-Krüger zone");
        return new LayersRead(new PinsAndTroubles(pinned, troubles) { Position = isVouchedFor ? null : doubt }, NameOf, landClasses, (zone, evaluation.Engine.Form)) { PositionCheck = position };
    }

    /// <summary>The check of its own; null for engines that had none.</summary>
    private static VerdictCheck? PositionOf(Evaluation evaluation, Error doubt)
    {
        var papers = evaluation.Engine.Positions switch
        {
            PositionTrust.AgainstCoverageOrPaper => evaluation.Attestations,
            PositionTrust.AgainstCoverageOrPaperOnFile => PositionMustBeTrusted.Counting(evaluation.Input, evaluation.Attestations, evaluation.FiledAt),
            _ => null,
        };
        return papers is null ? null : PositionMustBeTrusted.Evaluate(evaluation.Input, evaluation.Parcels.Parcels[0], doubt, papers, evaluation.EvaluatedOn);
    }

    /// <summary>
    /// A layer whose revision can be pinned but not be compared with is not read at all: without the comparison nothing is measured on it. Where a paper may
    /// answer the doubt every layer is compared with; engines before ended at the first doubt.
    /// </summary>
    private async Task<(List<KeyValuePair<string, Result<PinnedLayer>>> Pins, Error? Doubt)> DoubtAsync(
        List<KeyValuePair<string, Result<PinnedLayer>>> pinned, Evaluation evaluation, CancellationToken ct)
    {
        Error? first = null;
        var shapes = evaluation.Parcels.Parcels.Select(p => p.Shape).ToList();
        for (var i = 0; i < pinned.Count; i++)
        {
            if (pinned[i].Value is not { IsSuccess: true, Value: { Definition.CoversCounty: true, DeclaredEmpty: false } pin })
            {
                continue;
            }

            var found = await positions.AgainstLayerAsync(shapes, new LayerRevisionName(pin.Definition.Code, pin.Revision.Number), ct);
            if (found.Error is { } unread)
            {
                pinned[i] = new(pinned[i].Key, unread);
            }
            else if (found.Value.Doubt is { } doubt)
            {
                first ??= doubt;
                if (evaluation.Engine.Positions == PositionTrust.AgainstCoverage)
                {
                    break;
                }
            }
        }

        return (pinned, first);
    }

    private string NameOf(string code) => catalogue.Find(code)?.Name ?? code;
}
