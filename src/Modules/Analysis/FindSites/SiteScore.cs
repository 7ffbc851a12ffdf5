using Guotu.Geo.Geometry;

namespace Guotu.Analysis.FindSites;

/// <summary>One part of a score: 0 to 100 points, and what it weighs.</summary>
internal sealed record ScorePart(double Points, double Weight);

/// <summary>
/// Scores a candidate from 0 to 100: the weighted mean of its parts. Area: with an upper bound 100 in the middle of the range and 0 at its ends, without one 50 at the least area
/// and 100 at twice of it. Compactness: 4π area / border². Distance: 100 at 0 m, 0 at the limit. Slope: 100 when level, 0 at the limit.
/// </summary>
internal sealed class SiteScore(ParameterValues parameters, (double Least, double? Most, double? Slope) bounds, IReadOnlyList<double> limits)
{
    private const double UnitsPerMetre = GridPoint.UnitsPerMetre;

    public static string Explanation => "得分为各项得分按权重的平均:面积(有上限时居中为 100,无上限时达到下限两倍为 100)、紧凑(4π×面积÷周长²)、距离(0 米为 100)、坡度(平地为 100)。";

    public IReadOnlyList<ScorePart> PartsOf(Site site)
    {
        var weight = parameters.Number(FindSitesOperator.WeightNear);
        List<ScorePart> parts =
        [
            new(Rounded(Area(site.SquareMetres)), parameters.Number(FindSitesOperator.WeightArea)),
            new(Rounded(100 * Compactness(site.Figure)), parameters.Number(FindSitesOperator.WeightShape)),
            .. site.Metres.Select((m, i) => new ScorePart(Rounded(100 * (1 - (m!.Value / limits[i]))), weight)),
        ];
        if (bounds.Slope is { } steep)
        {
            parts.Add(new ScorePart(Rounded(100 * (1 - (site.Slope!.MeanDegrees / steep))), parameters.Number(FindSitesOperator.WeightSlope)));
        }

        return parts;
    }

    /// <summary>Of the parts as they are shown; 0 where nothing weighs anything.</summary>
    public static double Total(IReadOnlyList<ScorePart> parts)
    {
        var weight = parts.Sum(p => p.Weight);
        return weight == 0 ? 0 : Rounded(parts.Sum(p => p.Points * p.Weight) / weight);
    }

    private static double Rounded(double points) => Math.Round(Math.Clamp(points, 0, 100), 1, MidpointRounding.AwayFromZero);

    private double Area(double area) => bounds.Most is { } most
        ? most == bounds.Least ? 100 : 100 * (1 - (Math.Abs(area - ((most + bounds.Least) / 2)) / ((most - bounds.Least) / 2)))
        : 50 * area / bounds.Least;

    private static double Compactness(GridMultiPolygon figure)
    {
        var border = 0.0;
        foreach (var ring in figure.Rings)
        {
            for (var i = 0; i < ring.Points.Length; i++)
            {
                var (a, b) = (ring.Points[i], ring.Points[i + 1 == ring.Points.Length ? 0 : i + 1]);
                double east = b.East - a.East, north = b.North - a.North;
                border += Math.Sqrt((east * east) + (north * north)) / UnitsPerMetre;
            }
        }

        return 4 * Math.PI * ((double)figure.DoubledArea / 2e8) / (border * border);
    }
}
