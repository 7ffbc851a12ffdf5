using Guotu.Analysis.Overlays;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.FindSites;

/// <summary>Ground that may be considered, and how many candidates went on the way.</summary>
internal sealed record GroundFound(IReadOnlyList<GridMultiPolygon> Parts, IReadOnlyList<ResultTally> Tally);

/// <summary>Joins the wanted ground where it touches and takes off what must be avoided.</summary>
internal sealed class OpenGround(OperatorCall call)
{
    private readonly FigureAlgebra _algebra = new(call.Zone);
    private readonly List<ResultTally> _tally = [];
    private int _survivors;

    public Result<GroundFound> Find(CancellationToken ct)
    {
        var ground = call.Input(FindSitesOperator.Ground);
        var whole = _algebra.UniteAll([.. ground.Features.Select(f => f.Figure!)], ct);
        if (whole.Error is { } failure)
        {
            return failure;
        }

        var parts = Single(whole.Value).ToList();
        if (call.Inputs.TryGetValue(FindSitesOperator.Within, out var area))
        {
            var inside = Each(parts, area, (part, cover) => _algebra.Intersect(part, cover, ct), ct);
            if (inside.Error is { } disagree)
            {
                return disagree;
            }

            parts = inside.Value;
        }

        _tally.Add(new ResultTally("符合用途、相连成片的地块", parts.Count));
        foreach (var number in FindSitesOperator.Numbers(FindSitesOperator.Avoids))
        {
            if (call.Inputs.TryGetValue(FindSitesOperator.Avoid(number), out var avoided))
            {
                var (before, left) = (parts, Each(parts, avoided, (part, cover) => _algebra.Subtract(part, cover, ct), ct));
                if (left.Error is { } disagree)
                {
                    return disagree;
                }

                parts = left.Value;
                _tally.Add(new ResultTally($"避让“{avoided.Name}”:整块去掉", before.Count - _survivors));
            }
        }

        return new GroundFound(parts, _tally);
    }

    /// <summary>What the operation leaves of each part and what covers it, as single parts; a part that nothing covers meets an empty cover.</summary>
    private Result<List<GridMultiPolygon>> Each(
        List<GridMultiPolygon> parts, FeatureSet covering, Func<GridMultiPolygon, GridMultiPolygon, Result<GridMultiPolygon>> operation, CancellationToken ct)
    {
        _survivors = 0;
        var under = LayerMeeting.Of(covering, call.Zone);
        var left = new List<GridMultiPolygon>();
        for (var i = 0; i < parts.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var hits = under.Figures(parts[i], ct);
            var cover = hits.IsSuccess ? _algebra.UniteAll([.. hits.Value.Select(h => h.Common.Figure)], ct) : hits.Error!;
            var rest = cover.IsSuccess ? operation(parts[i], cover.Value) : cover;
            if (rest.Error is { } failure)
            {
                return failure;
            }

            _survivors += rest.Value.IsEmpty ? 0 : 1;
            left.AddRange(Single(rest.Value));
            call.Progress.Reached(i + 1, parts.Count);
        }

        return left;
    }

    /// <summary>In order of their least vertex, so that numbers do not depend on how the ground was joined.</summary>
    private static IEnumerable<GridMultiPolygon> Single(GridMultiPolygon figure) => figure.Normalized().Polygons.Select(p => GridMultiPolygon.Of(p));
}
