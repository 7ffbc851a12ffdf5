using System.Text.RegularExpressions;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Crs;

/// <summary>
/// Coordinates with the offset of Internet maps (GCJ-02, BD-09: 互联网地图偏移坐标). They are a hazard, not a system: nothing here converts them
/// and nothing is measured on them. A source is refused where it names them, and suspected where its positions lie beside known ones by
/// the size and the sameness of that offset.
/// </summary>
public static partial class MapOffsetHazard
{
    /// <summary>The offset lies in these bounds over China, metres; datum shifts between national systems are mostly less.</summary>
    private const double LeastMetres = 200;
    private const double MostMetres = 1_200;

    /// <summary>Over a county the offset hardly changes: how far one pair may be from the mean, as a share of it.</summary>
    private const double Sameness = 0.25;
    private const double FittingShare = 0.8;

    /// <summary>Pairs without which nothing is suspected.</summary>
    public const int FewestPairs = 10;

    /// <summary>GEO-0064 where the name is one of the offset systems; null for any other.</summary>
    public static Error? Declared(string? name, string source) => name is not null && Names().IsMatch(name)
        ? new Error(GeoErrors.Gcj02Declared, ("source", source), ("name", name.Length > 60 ? name[..60] : name))
        : null;

    /// <summary>
    /// GEO-0065 where at least eight pairs in ten differ by 200 to 1,200 m in one direction, each within a quarter of their mean; null otherwise,
    /// and for fewer than <see cref="FewestPairs"/>.
    /// </summary>
    /// <param name="pairs">The same places in the source and in the county's reference, metres of one CGCS2000 zone.</param>
    public static Error? Suspected(IReadOnlyList<(PlanePosition Source, PlanePosition Reference)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count < FewestPairs)
        {
            return null;
        }

        var offsets = pairs.Select(p => (East: p.Source.East - p.Reference.East, North: p.Source.North - p.Reference.North)).ToArray();
        var (east, north) = (Median(offsets.Select(o => o.East)), Median(offsets.Select(o => o.North)));
        var size = Math.Sqrt((east * east) + (north * north));
        var fitting = offsets.Count(o => Math.Sqrt(((o.East - east) * (o.East - east)) + ((o.North - north) * (o.North - north))) <= Sameness * size);
        return size is >= LeastMetres and <= MostMetres && fitting >= FittingShare * pairs.Count
            ? new Error(GeoErrors.Gcj02Suspected, ("metres", (long)Math.Round(size)), ("count", pairs.Count), ("fitting", fitting))
            : null;
    }

    // The median, not the mean: a few wrong pairs must neither hide an offset nor make one.
    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return ordered[ordered.Length / 2];
    }

    [GeneratedRegex(@"GCJ[-_ ]?0?2|BD[-_ ]?0?9(?![0-9])|火星坐标|偏移坐标|百度坐标|高德坐标|腾讯坐标|MARS[-_ ]?COORD|AUTONAVI|AMAP|BAIDU", RegexOptions.IgnoreCase)]
    private static partial Regex Names();
}
