using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.MapPublishing.Filters;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Tests;

/// <summary>Invented patches near the county seat with a text, a number and a date.</summary>
internal static class Patches
{
    public const long West = 364_766_000_000;
    public const long South = 36_417_000_000;
    public const long Side = 1_000_000;
    public static readonly string[] Columns = ["DLBM", "TBMJ", "GXSJ"];

    public static readonly LayerField[] Fields =
    [
        new("DLBM", "地类编码", LayerFieldKind.Text, 5, 0, "M"),
        new("TBMJ", "图斑面积", LayerFieldKind.Decimal, 15, 2, "M"),
        new("GXSJ", "更新时间", LayerFieldKind.Date, 10, 0, "O"),
    ];

    public static readonly GaussKrugerProjection Projection = new(GaussKrugerZone.ThreeDegree(36));

    /// <summary>A square of 100 m, the first at the county seat and each further one east of the last.</summary>
    public static SnapshotFeature Square(int place, params string?[] values)
    {
        var west = West + (place * Side);
        var ring = new GridRing([new(west, South), new(west + Side, South), new(west + Side, South + Side), new(west, South + Side)]);
        return new SnapshotFeature(place + 1, GridMultiPolygon.Of(new GridPolygon(ring)), values);
    }

    public static FeatureValues Values(SnapshotFeature feature) => new(feature, Columns, Projection);

    /// <summary>x and y in degrees of a place in metres east and north of the first square's corner.</summary>
    public static (double Lon, double Lat) Degrees(double east, double north)
    {
        var place = Projection.Inverse(new PlanePosition((West / 10_000.0) + east, (South / 10_000.0) + north));
        return (place.Longitude, place.Latitude);
    }
}
