using System.Globalization;
using Guotu.Analysis.Contracts;
using Guotu.Geo.Buffers;

namespace Guotu.Analysis.Bench;

/// <summary>One operator on one set of inputs, and the query that a good user of PostGIS writes for the same.</summary>
/// <param name="Operator">Code of the operator.</param>
/// <param name="Name">Of the line in the report.</param>
/// <param name="Inputs">By their codes.</param>
/// <param name="Parameters">Those that are not as they come.</param>
/// <param name="Sql">Gives one number.</param>
internal sealed record Scenario(string Operator, string Name, IReadOnlyDictionary<string, FeatureSet> Inputs, IReadOnlyDictionary<string, string> Parameters, string Sql)
{
    /// <summary>The same number out of the operator's result; plane m² of all figures where nothing else is said.</summary>
    public Func<OperatorResult, double> Number { get; init; } = AreaOf;

    /// <summary>By how much of itself the peer's number may differ: vertices of results lie on the 0.1 mm grid.</summary>
    public double Within { get; init; } = 1e-6;

    private static double AreaOf(OperatorResult result) => result.Rows.Features.Sum(f => f.Figure is { } figure ? (double)figure.DoubledArea / 2e8 : 0);
}

/// <summary>What is measured.</summary>
internal static class Scenarios
{
    private const double BufferMetres = 20;
    private const double ArcError = 0.01;
    private const int WantedClasses = 4;
    private const int LeastSite = 5_000;
    private const int NearSite = 400;
    private const int Within = 3_000;

    private const string ClipSql = "SELECT sum(ST_Area(ST_Intersection(p.geom, z.geom))) FROM patch p JOIN lot z ON ST_Intersects(p.geom, z.geom)";

    private const string UnionSql =
        """
        SELECT sum(a) FROM (
          SELECT ST_Area(ST_Intersection(p.geom, z.geom)) AS a FROM patch p JOIN zone z ON ST_Intersects(p.geom, z.geom)
          UNION ALL
          SELECT ST_Area(COALESCE(ST_Difference(p.geom, o.g), p.geom)) FROM patch p, LATERAL (SELECT ST_Union(z.geom) AS g FROM zone z WHERE ST_Intersects(z.geom, p.geom)) o
          UNION ALL
          SELECT ST_Area(COALESCE(ST_Difference(z.geom, o.g), z.geom)) FROM zone z, LATERAL (SELECT ST_Union(p.geom) AS g FROM patch p WHERE ST_Intersects(p.geom, z.geom)) o) t
        """;

    private const string DissolveSql = "SELECT sum(ST_Area(g)) + 1000000 * count(*) FROM (SELECT class, ST_Union(geom) AS g FROM patch GROUP BY class) t";

    private const string JoinSql =
        """
        SELECT sum((p_id % 97 + 1) * (z_id + 1))::float8 FROM (
          SELECT DISTINCT ON (p.id) p.id AS p_id, z.id AS z_id FROM patch p JOIN zone z ON ST_Intersects(p.geom, z.geom)
          ORDER BY p.id, ST_Area(ST_Intersection(p.geom, z.geom)) DESC, z.id) t
        """;

    private const string NearestSql =
        "SELECT sum(near.d) FROM patch p, LATERAL (SELECT ST_Distance(p.geom, l.geom) AS d FROM lot l ORDER BY p.geom <-> l.geom LIMIT 1) near";

    private const string ZonalSql =
        """
        SELECT sum(a * (id + 1) * (class + 1)) FROM (
          SELECT z.id, p.class, sum(CASE WHEN ST_CoveredBy(p.geom, z.geom) THEN ST_Area(p.geom) ELSE ST_Area(ST_Intersection(p.geom, z.geom)) END) AS a
          FROM zone z JOIN patch p ON ST_Intersects(p.geom, z.geom) GROUP BY z.id, p.class) t
        """;

    private static readonly string SitesSql = string.Create(CultureInfo.InvariantCulture, $"""
        WITH ground AS MATERIALIZED (SELECT (ST_Dump(ST_Union(geom))).geom AS g FROM patch WHERE class < {WantedClasses}),
        free AS MATERIALIZED (
          SELECT (ST_Dump(COALESCE(ST_Difference(w.g, a.g), w.g))).geom AS g
          FROM ground w, LATERAL (SELECT ST_Union(l.geom) AS g FROM lot l WHERE ST_Intersects(l.geom, w.g)) a),
        site AS (SELECT g, ST_Area(g) AS m FROM free WHERE ST_Area(g) >= {LeastSite} AND EXISTS (SELECT 1 FROM lot l WHERE ST_DWithin(l.geom, g, {NearSite})))
        SELECT sum(m) FROM (SELECT m FROM site ORDER BY m DESC LIMIT 500) best
        """);

    public static IReadOnlyList<Scenario> Of(BenchGround ground) =>
    [
        new("buffer", "buffer of every patch, 20 m, arcs to 1 cm", Inputs(("source", ground.Patches)), Values(("distance", BufferMetres), ("arcError", ArcError)), BufferSql())
        {
            Within = 1e-4,
        },
        new("clip", "clip by every lot", Inputs(("layer", ground.Patches), ("other", ground.Lots)), Values(), ClipSql),
        new("union", "union of patches and zones", Inputs(("layer", ground.Patches), ("other", ground.Zones)), Values(), UnionSql),
        new("dissolve", "dissolve by class", Inputs(("layer", ground.Patches)), Values(("by", "DLBM")), DissolveSql)
        {
            Number = r => r.Rows.Features.Sum(f => (double)f.Figure!.DoubledArea / 2e8) + (1_000_000.0 * r.Rows.Features.Count),
        },
        new("spatial-join", "spatial join, the zone of largest overlap", Inputs(("target", ground.Patches), ("join", ground.Zones)), Values(("take", "largest"), ("fields", "HM")), JoinSql)
        {
            Number = JoinNumber,
            Within = 0,
        },
        new("nearest", "nearest lot of every patch", Inputs(("source", ground.Patches), ("candidates", ground.Lots)), Values(("within", Within)), NearestSql)
        {
            Number = r => r.Rows.Features.Sum(f => double.Parse(f.Values[^1]!, CultureInfo.InvariantCulture)),
        },
        new("zonal-statistics", "classes in every zone (ours on the ellipsoid too)", Inputs(("zones", ground.Zones), ("classes", ground.Patches)), Values(("class", "DLBM")), ZonalSql)
        {
            Number = ZonalNumber,
        },
        new(
            "find-sites", "site finding: use, size, avoided lots, distance",
            Inputs(("ground", ground.OfClasses(WantedClasses)), ("avoid1", ground.Lots), ("near1", ground.Lots)),
            Values(("leastArea", LeastSite), ("near1Within", NearSite), ("most", 500), ("weightShape", 0), ("weightNear", 0), ("weightSlope", 0)),
            SitesSql),
    ];

    /// <summary>Which zone each patch got: another zone for a single one is another number.</summary>
    private static double JoinNumber(OperatorResult result) => result.Rows.Features.Sum(f =>
        ((double.Parse(f.Values[0]!, CultureInfo.InvariantCulture) % 97) + 1) * (double.Parse(f.Values[2] ?? "-1", CultureInfo.InvariantCulture) + 1));

    /// <summary>Zone fields, then class, kind of line, plane area: the lines that are no class are uncovered and doubly covered ground.</summary>
    private static double ZonalNumber(OperatorResult result)
    {
        var (kind, area, cls) = (result.Rows.PlaceOf("TJXM"), result.Rows.PlaceOf("PMMJ"), result.Rows.PlaceOf("TJXM") - 1);
        return result.Rows.Features.Where(f => f.Values[kind] == "分类面积").Sum(f =>
            double.Parse(f.Values[area]!, CultureInfo.InvariantCulture) * (double.Parse(f.Values[0]!, CultureInfo.InvariantCulture) + 1) * (double.Parse(f.Values[cls]!, CultureInfo.InvariantCulture) + 1));
    }

    private static string BufferSql()
    {
        var pieces = new BufferRule(BufferMetres, BufferEnds.Round, ArcError).PiecesPerQuarter;
        return string.Create(CultureInfo.InvariantCulture, $"SELECT sum(ST_Area(ST_Buffer(geom, {BufferMetres}, {pieces}))) FROM patch");
    }

    private static Dictionary<string, FeatureSet> Inputs(params (string Code, FeatureSet Set)[] inputs) => inputs.ToDictionary(i => i.Code, i => i.Set, StringComparer.Ordinal);

    private static Dictionary<string, string> Values(params (string Code, object Value)[] values) =>
        values.ToDictionary(v => v.Code, v => Convert.ToString(v.Value, CultureInfo.InvariantCulture)!, StringComparer.Ordinal);
}
