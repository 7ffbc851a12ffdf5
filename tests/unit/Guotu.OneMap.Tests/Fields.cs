using Guotu.Geo.Geometry;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Tests;

/// <summary>Square permanent-farmland patches of 100 m in a row, near the county seat.</summary>
internal static class Fields
{
    public const long Side = 1_000_000;
    private const long West = 364_766_000_000;
    private const long South = 36_417_000_000;

    public static NewFeature Farmland(int place, long widen = 0) => new(Square(place, widen), new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["BSM"] = $"6107242005{place:00000000}",
        ["YSDM"] = "2005010300",
        ["XZQDM"] = "610724101000",
        ["XZQMC"] = "杨河镇",
        ["YJJBNTTBBH"] = $"610724101{place:000000}",
        ["TBBH"] = $"{place:00000000}",
        ["DLBM"] = "0101",
        ["DLMC"] = "水田",
        ["QSXZ"] = "30",
        ["YJJBNTTBMJ"] = "10000.00",
        ["YJJBNTMJ"] = "10000.00",
        ["WDGD"] = "1",
        ["SJNF"] = "2025",
        ["BHKSSJ"] = "2022-10-14",
    });

    public static NewFeature[] Row(int count) => [.. Enumerable.Range(0, count).Select(i => Farmland(i))];

    public static GridMultiPolygon Square(int place, long widen = 0)
    {
        var (west, east) = (West + (place * Side), West + ((place + 1) * Side) + widen);
        return GridMultiPolygon.Of(new GridPolygon(new GridRing([new(west, South), new(east, South), new(east, South + Side), new(west, South + Side)])));
    }

    /// <summary>A lot in the middle of one patch.</summary>
    public static GridEnvelope LotIn(int place)
    {
        var box = Square(place).Envelope;
        return new GridEnvelope(box.MinEast + (Side / 4), box.MinNorth + (Side / 4), box.MaxEast - (Side / 4), box.MaxNorth - (Side / 4));
    }
}
