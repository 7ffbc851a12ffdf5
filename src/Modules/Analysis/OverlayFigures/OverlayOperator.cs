using Guotu.Analysis.Overlays;
using Guotu.Geo.Crossings;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.OverlayFigures;

/// <summary>Overlay of two sets (叠加): clip, erase, intersection, identity, union, symmetric difference. Parts that only touch are no parts.</summary>
internal sealed class OverlayOperator : IAnalysisOperator
{
    public const string Layer = "layer";
    public const string Other = "other";
    private readonly OverlayKind _kind;

    public OverlayOperator(OverlayKind kind)
    {
        _kind = kind;
        Definition = new OperatorDefinition
        {
            Code = kind.Code,
            Name = kind.Name,
            Summary = kind.Summary,
            Place = kind.Place,
            Inputs =
            [
                new(Layer, kind.BothFields ? "第一个图层" : "图层", true) { NearInput = kind.FirstNearSecond ? Other : null },
                new(Other, kind.BothFields ? "第二个图层" : "范围", true) { NearInput = kind.SecondNearFirst ? Layer : null },
            ],
            Parameters = [],
            Output = OperatorOutput.Features,
        };
    }

    public OperatorDefinition Definition { get; }

    public Task<Result<OperatorResult>> RunAsync(OperatorCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var (first, second) = (call.Input(Layer), call.Input(Other));
        return Task.FromResult(new Parts(_kind, call, LayerMeeting.Of(second, call.Zone)).Run(first, ct));
    }

    /// <summary>One run: the parts row by row of the first set, then what is left of the second.</summary>
    private sealed class Parts(OverlayKind kind, OperatorCall call, LayerMeeting under)
    {
        private readonly FigureAlgebra _algebra = new(call.Zone);
        private readonly ResultRows _rows = new(call.Limits);
        private readonly List<GridMultiPolygon>[] _taken = kind.Second ? [.. under.Set.Features.Select(_ => new List<GridMultiPolygon>())] : [];

        public Result<OperatorResult> Run(FeatureSet first, CancellationToken ct)
        {
            var total = first.Features.Count + (kind.Second ? under.Set.Features.Count : 0);
            for (var i = 0; i < first.Features.Count && _rows.Full is null; i++)
            {
                ct.ThrowIfCancellationRequested();
                if (Row(first.Features[i], ct) is { } failure)
                {
                    return failure;
                }

                call.Progress.Reached(i + 1, total);
            }

            for (var i = 0; i < _taken.Length && _rows.Full is null; i++)
            {
                ct.ThrowIfCancellationRequested();
                var other = under.Set.Features[i];
                if (Rest(other.Figure!, _taken[i], [.. new string?[first.Fields.Count], .. other.Values], ct) is { } failure)
                {
                    return failure;
                }

                call.Progress.Reached(first.Features.Count + i + 1, total);
            }

            var fields = kind.BothFields ? JoinedFields.Of(first.Fields, under.Set.Fields) : first.Fields;
            return _rows.Full is { } full ? full : new OperatorResult(_rows.ToSet(first.Name + kind.Name, fields), []);
        }

        private Error? Row(AnalysisFeature feature, CancellationToken ct)
        {
            var hits = under.Figures(feature.Figure!, ct);
            if (hits.Error is { } failure)
            {
                return failure;
            }

            Note(hits.Value);
            var commons = hits.Value.Select(h => h.Common.Figure).ToList();
            if (kind.Common == CommonParts.ByPair)
            {
                foreach (var hit in hits.Value)
                {
                    _rows.Add(hit.Common.Figure, [.. feature.Values, .. under.Set.Features[(int)hit.FeatureId].Values]);
                }
            }
            else if (kind.Common == CommonParts.ByRow && commons.Count > 0)
            {
                var within = _algebra.UniteAll(commons, ct);
                if (within.Error is { } disagree)
                {
                    return disagree;
                }

                _rows.Add(within.Value.Normalized(), feature.Values);
            }

            return kind.First ? Rest(feature.Figure!, commons, kind.BothFields ? [.. feature.Values, .. new string?[under.Set.Fields.Count]] : feature.Values, ct) : null;
        }

        private void Note(IReadOnlyList<FigureHit> hits)
        {
            if (kind.Second)
            {
                foreach (var hit in hits)
                {
                    _taken[hit.FeatureId].Add(hit.Common.Figure);
                }
            }
        }

        private Error? Rest(GridMultiPolygon whole, List<GridMultiPolygon> taken, IReadOnlyList<string?> values, CancellationToken ct)
        {
            var away = _algebra.UniteAll(taken, ct);
            var rest = away.IsSuccess ? _algebra.Subtract(whole, away.Value, ct) : away;
            if (rest is { IsSuccess: true, Value.IsEmpty: false })
            {
                _rows.Add(rest.Value.Normalized(), values);
            }

            return rest.Error;
        }
    }
}
