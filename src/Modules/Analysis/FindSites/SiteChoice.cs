using System.Globalization;
using Guotu.Analysis.Overlays;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.FindSites;

/// <summary>Keeps the candidates that meet size, distances and slope, and ranks them by score, then size, then place.</summary>
internal sealed class SiteChoice(OperatorCall call, GroundFound ground)
{
    private readonly double _least = call.Parameters.Number(FindSitesOperator.LeastArea);
    private readonly double? _most = call.Parameters.Find(FindSitesOperator.MostArea) is null ? null : call.Parameters.Number(FindSitesOperator.MostArea);
    private readonly double? _slope = call.Parameters.Find(FindSitesOperator.MostSlope) is null ? null : call.Parameters.Number(FindSitesOperator.MostSlope);
    private readonly IReadOnlyList<int> _nears = [.. FindSitesOperator.Numbers(FindSitesOperator.Nears).Where(n => call.Inputs.ContainsKey(FindSitesOperator.Near(n)))];
    private readonly List<ResultTally> _tally = [.. ground.Tally];

    public Result<OperatorResult> Choose(CancellationToken ct)
    {
        var sites = ground.Parts.Select(p => new Site(p)).ToList();
        sites = Kept(sites, s => s.SquareMetres >= _least, $"面积小于 {Text(_least, "0.##")} 平方米");
        sites = _most is { } most ? Kept(sites, s => s.SquareMetres <= most, $"面积大于 {Text(most, "0.##")} 平方米") : sites;
        if (Measure(sites, ct) is { } failure)
        {
            return failure;
        }

        foreach (var (near, place) in _nears.Select((n, i) => (n, i)))
        {
            var limit = call.Parameters.Text(FindSitesOperator.NearLimit(near));
            sites = Kept(sites, s => s.Metres[place] is not null, $"离“{call.Input(FindSitesOperator.Near(near)).Name}”超过 {limit} 米");
        }

        if (_slope is { } steep)
        {
            if (Slopes(sites, ct) is { } unknown)
            {
                return unknown;
            }

            sites = Kept(sites, s => s.Slope!.MeanDegrees <= steep, $"平均坡度大于 {Text(steep, "0.##")} 度");
        }

        return Ranked(sites);
    }

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private List<Site> Kept(List<Site> sites, Predicate<Site> keeps, string criterion)
    {
        var kept = sites.FindAll(keeps);
        _tally.Add(new ResultTally(criterion, sites.Count - kept.Count));
        return kept;
    }

    private Error? Measure(List<Site> sites, CancellationToken ct)
    {
        foreach (var near in _nears)
        {
            var under = LayerMeeting.Of(call.Input(FindSitesOperator.Near(near)), call.Zone);
            foreach (var site in sites)
            {
                ct.ThrowIfCancellationRequested();
                var nearest = under.Nearest(site.Figure, call.Parameters.Number(FindSitesOperator.NearLimit(near)), ct);
                if (nearest.Error is { } failure)
                {
                    return failure;
                }

                site.Metres.Add(nearest.Value?.Metres);
            }
        }

        return null;
    }

    private Error? Slopes(List<Site> sites, CancellationToken ct)
    {
        foreach (var site in sites)
        {
            ct.ThrowIfCancellationRequested();
            var slope = call.Terrain!.Slope(site.Figure, ct);
            if (slope.Error is { } unknown)
            {
                return unknown;
            }

            site.Slope = slope.Value;
        }

        return null;
    }

    private OperatorResult Ranked(List<Site> sites)
    {
        var score = new SiteScore(call.Parameters, (_least, _most, _slope), [.. _nears.Select(n => call.Parameters.Number(FindSitesOperator.NearLimit(n)))]);
        var ranked = sites.Select(s => (Site: s, Parts: score.PartsOf(s))).Select(s => (s.Site, s.Parts, Total: SiteScore.Total(s.Parts)))
            .OrderByDescending(s => s.Total).ThenByDescending(s => s.Site.Figure.DoubledArea).ThenBy(s => s.Site.Figure.Polygons[0].Outer.Points[0]).ToList();
        var most = (int)call.Parameters.Number(FindSitesOperator.Most);
        if (ranked.Count > most)
        {
            _tally.Add(new ResultTally($"排在第 {most} 名以后", ranked.Count - most));
        }

        var rows = ranked.Take(most).Select((s, i) => new AnalysisFeature(i + 1, s.Site.Figure, Values(s.Site, s.Parts, (i + 1, s.Total)))).ToList();
        return new OperatorResult(new FeatureSet("找地候选", Fields(), rows), [SiteScore.Explanation]) { Tally = _tally };
    }

    private static IReadOnlyList<string?> Values(Site site, IReadOnlyList<ScorePart> parts, (int Rank, double Total) at) =>
    [
        at.Rank.ToString(CultureInfo.InvariantCulture),
        Text(at.Total, "0.0"),
        Text(site.SquareMetres, "0.0000"),
        .. parts.Select(p => Text(p.Points, "0.0")),
        .. site.Metres.Select(m => m is { } metres ? Text(metres, "0.000") : null),
        .. site.Slope is { } slope ? new[] { Text(slope.MeanDegrees, "0.0"), Text(slope.GreatestDegrees, "0.0") } : [],
    ];

    private IReadOnlyList<LayerField> Fields() =>
    [
        new("MC", "名次", LayerFieldKind.Whole, 5, 0, "O"),
        Points("DF", "得分"),
        JoinedFields.Area("MJ", "平面面积(平方米)"),
        Points("DF_MJ", "面积得分"),
        Points("DF_JC", "紧凑得分"),
        .. _nears.Select(n => Points($"DF_JL{n}", $"离“{call.Input(FindSitesOperator.Near(n)).Name}”得分")),
        .. _slope is null ? [] : new[] { Points("DF_PD", "坡度得分") },
        .. _nears.Select(n => JoinedFields.Metres($"JL{n}", $"离“{call.Input(FindSitesOperator.Near(n)).Name}”(米)")),
        .. _slope is null ? [] : new[] { Points("PD_PJ", "平均坡度(度)"), Points("PD_ZD", "最大坡度(度)") },
    ];

    private static LayerField Points(string code, string name) => new(code, name, LayerFieldKind.Decimal, 5, 1, "O");
}

/// <summary>A candidate and what was measured of it.</summary>
internal sealed class Site(GridMultiPolygon figure)
{
    public GridMultiPolygon Figure => figure;

    public double SquareMetres { get; } = (double)figure.DoubledArea / 2e8;

    /// <summary>To each layer that must be near; null beyond its limit.</summary>
    public List<double?> Metres { get; } = [];

    public SlopeOver? Slope { get; set; }
}
