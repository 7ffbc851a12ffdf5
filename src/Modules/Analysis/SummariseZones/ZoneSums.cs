using System.Globalization;
using Guotu.Analysis.Overlays;
using Guotu.Geo.Areas;
using Guotu.Geo.Crossings;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.SummariseZones;

/// <summary>The sums of one zone.</summary>
internal sealed class ZoneSums(GaussKrugerZone zone, LayerMeeting under, IReadOnlyList<int> by)
{
    private const string OfClass = "分类面积";
    private const string Uncovered = "未覆盖";
    private const string Twice = "重叠(已多计)";
    private readonly EllipsoidalArea _ellipsoidal = new(zone);
    private readonly FigureAlgebra _algebra = new(zone);
    private readonly Dictionary<int, IReadOnlySet<long>> _overlapping = [];

    public IEnumerable<LayerField> ClassFields => by.Select(p => under.Set.Fields[p]);

    /// <summary>Classes in ordinal order, then what no class covers, then what classes count twice; parts of no area are left out.</summary>
    public Result<IReadOnlyList<ZoneLine>> Of(GridMultiPolygon figure, CancellationToken ct)
    {
        var met = under.Areas(figure, ct);
        if (met.Error is { } failure)
        {
            return failure;
        }

        var hits = met.Value;
        var sum = hits.Aggregate(default(CommonUnits), (s, h) => s + h.Common);
        var overlaps = Overlaps(hits, ct);
        var covered = overlaps.IsSuccess && overlaps.Value ? Covered(figure, ct) : sum.DoubledPlane;
        if ((overlaps.Error ?? covered.Error) is { } disagree)
        {
            return disagree;
        }

        var (plane, ellipsoidal) = (PlaneArea.Of(figure), _ellipsoidal.Of(figure, ct));
        var groups = hits.GroupBy(h => Key((int)h.FeatureId), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (First: (int)g.First().FeatureId, Sum: g.Aggregate(default(CommonUnits), (s, h) => s + h.Common))).ToList();
        return overlaps.Value
            ? WithOverlap(groups, (plane, ellipsoidal), figure.DoubledArea - covered.Value, sum)
            : WithoutOverlap(groups, (plane, ellipsoidal), figure.DoubledArea - covered.Value, sum);
    }

    private string Key(int row) => string.Join('\u001f', by.Select(p => under.Set.Features[row].Values[p] is { } v ? "=" + v : string.Empty));

    /// <summary>Classes and uncovered are shares of the zone: they add up to it by construction.</summary>
    private Result<IReadOnlyList<ZoneLine>> WithoutOverlap(
        List<(int First, CommonUnits Sum)> groups, (LegalArea Plane, LegalArea Ellipsoidal) whole, Int128 open, CommonUnits sum)
    {
        // What the rounding of crossings leaves behind is no ground.
        var free = open <= (Int128)4 * sum.Crossings ? 0 : open;
        var freeEllipsoidal = free == 0 ? 0 : Int128.Max(((Int128)whole.Ellipsoidal.TenThousandths * 10_000) - sum.Ellipsoidal, 0);
        var plane = AreaShares.Of(whole.Plane, [.. groups.Select(g => g.Sum.DoubledPlane), free]);
        var ellipsoidal = AreaShares.Of(whole.Ellipsoidal, [.. groups.Select(g => g.Sum.Ellipsoidal), freeEllipsoidal]);
        var lines = groups.Select((g, i) => Line(g.First, OfClass, (plane[i], ellipsoidal[i]), whole.Plane)).ToList();
        if (free > 0)
        {
            lines.Add(Line(null, Uncovered, (plane[^1], ellipsoidal[^1]), whole.Plane));
        }

        return lines;
    }

    /// <summary>Classes as they are; what they count twice is what they have more than the covered ground.</summary>
    private Result<IReadOnlyList<ZoneLine>> WithOverlap(
        List<(int First, CommonUnits Sum)> groups, (LegalArea Plane, LegalArea Ellipsoidal) whole, Int128 open, CommonUnits sum)
    {
        var plane = AreaShares.Of(sum.PlaneArea, [.. groups.Select(g => g.Sum.DoubledPlane)]);
        var ellipsoidal = AreaShares.Of(sum.EllipsoidalArea, [.. groups.Select(g => g.Sum.Ellipsoidal)]);
        var lines = groups.Select((g, i) => Line(g.First, OfClass, (plane[i], ellipsoidal[i]), whole.Plane)).ToList();

        // Open ground has the zone's own ratio of ellipsoid to plane.
        var free = open <= (Int128)4 * sum.Crossings ? LegalArea.Zero : new LegalArea((long)(open / 20_000));
        var freeEllipsoidal = whole.Plane == LegalArea.Zero
            ? LegalArea.Zero
            : new LegalArea((long)((Int128)free.TenThousandths * whole.Ellipsoidal.TenThousandths / whole.Plane.TenThousandths));
        if (free > LegalArea.Zero)
        {
            lines.Add(Line(null, Uncovered, (free, freeEllipsoidal), whole.Plane));
        }

        lines.Add(Line(null, Twice, (sum.PlaneArea + free - whole.Plane, sum.EllipsoidalArea + freeEllipsoidal - whole.Ellipsoidal), whole.Plane));
        return lines;
    }

    private ZoneLine Line(int? row, string item, (LegalArea Plane, LegalArea Ellipsoidal) area, LegalArea of)
    {
        var classes = by.Select(p => row is { } r ? under.Set.Features[r].Values[p] : null);
        var share = of == LegalArea.Zero ? "0.00" : Math.Round(100m * area.Plane.TenThousandths / of.TenThousandths, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture);
        return new ZoneLine([.. classes, item, area.Plane.ToString(), area.Ellipsoidal.ToString(), share]);
    }

    /// <summary>Whether any two that the zone meets share ground; asked once of each row.</summary>
    private Result<bool> Overlaps(IReadOnlyList<AreaHit> hits, CancellationToken ct)
    {
        var here = hits.Select(h => h.FeatureId).ToHashSet();
        foreach (var hit in hits)
        {
            var row = (int)hit.FeatureId;
            if (!_overlapping.TryGetValue(row, out var others))
            {
                var met = under.Areas(under.Set.Features[row].Figure!, ct);
                if (met.Error is { } failure)
                {
                    return failure;
                }

                _overlapping[row] = others = met.Value.Where(m => m.FeatureId != row).Select(m => m.FeatureId).ToHashSet();
            }

            if (others.Overlaps(here))
            {
                return true;
            }
        }

        return false;
    }

    private Result<Int128> Covered(GridMultiPolygon figure, CancellationToken ct)
    {
        var parts = under.Figures(figure, ct);
        var ground = parts.IsSuccess ? _algebra.UniteAll([.. parts.Value.Select(p => p.Common.Figure)], ct) : parts.Error!;
        return ground.Map(g => g.DoubledArea);
    }
}

/// <summary>One line of a zone: class values, item, plane, ellipsoidal, share.</summary>
internal sealed record ZoneLine(IReadOnlyList<string?> Values);
