using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.MapPublishing.Maps;

namespace Guotu.MapPublishing.Wmts;

/// <summary>A pyramid of tiles of 256 pixels (瓦片矩阵集), rows from the north.</summary>
/// <param name="Name">As WMTS calls it.</param>
/// <param name="Urn">The coordinate system.</param>
/// <param name="WellKnown">Its well-known scale set; null for none.</param>
/// <param name="Across">Columns of the first level; it has <paramref name="Down"/> rows.</param>
/// <param name="Side">Side of the first level's tiles in units of the coordinate system.</param>
internal sealed record TileMatrixSet(string Name, string Urn, string? WellKnown, MapCrs Crs, int Across, int Down, double Side)
{
    public const int TilePixels = 256;
    public const int Levels = 21;

    public static readonly TileMatrixSet GoogleMaps = new(
        "GoogleMapsCompatible", "urn:ogc:def:crs:EPSG::3857", "urn:ogc:def:wkss:OGC:1.0:GoogleMapsCompatible", MapCrs.Mercator, 1, 1, 2 * WebMercator.HalfWorld);

    /// <summary>Degrees of CGCS2000, from 180° W 90° N, as Tianditu's c sets are cut.</summary>
    public static readonly TileMatrixSet Cgcs2000Quad = new("CGCS2000Quad", "urn:ogc:def:crs:EPSG::4490", null, MapCrs.Cgcs2000, 2, 1, 180);

    public static readonly IReadOnlyList<TileMatrixSet> All = [GoogleMaps, Cgcs2000Quad];

    public double West => -Across * Side / 2;

    public double North => Down * Side / 2;

    public static TileMatrixSet? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    public double SideAt(int level) => Side / (1L << level);

    public double DenominatorAt(int level) => SideAt(level) / TilePixels * Crs.MetresAUnit / 0.00028;

    /// <summary>The tile's box; null where there is no such tile.</summary>
    public MapBox? BoxOf(int level, int row, int column)
    {
        if (level is < 0 or >= Levels || row < 0 || column < 0 || row >= (long)Down << level || column >= (long)Across << level)
        {
            return null;
        }

        var side = SideAt(level);
        var (west, north) = (West + (column * side), North - (row * side));
        return new MapBox(west, north - side, west + side, north);
    }

    /// <summary>Level, row and column as text; null where any is no number or there is no such tile.</summary>
    public MapBox? BoxOf(string level, string row, string column) =>
        Number(level) is { } z && Number(row) is { } y && Number(column) is { } x ? BoxOf(z, y, x) : null;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}
