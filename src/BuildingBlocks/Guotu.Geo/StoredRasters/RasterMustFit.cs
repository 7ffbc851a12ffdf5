using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Geo.StoredRasters;

/// <summary>
/// A file is stored only where it is certain what it is (栅格入库条件): in the county's zone, with or without prefix, or in degrees near it, with cells and a
/// size that can be worked with, and with bands of its kind. Only degrees are resampled on the way in.
/// </summary>
public static class RasterMustFit
{
    public const int LongestSide = 200_000;
    public const long MostCells = 2_000_000_000;
    private const long LeastCell = 10_000_000;
    private const long GreatestCell = 1_000_000_000_000;
    private const double FarthestMetres = 1e8;

    /// <summary>Imagery that is stretched to 8 bits.</summary>
    internal const string WideSample = "UInt16";

    /// <summary>WGS84 and CGCS2000 lie up to a metre apart by now: heights of finer cells would be put beside their place.</summary>
    private const double LeastWgs84CellMetres = 5;

    /// <summary>The place of the raster; GEO-0090 says what is wrong, GEO-0063 and its like where nothing may be measured in its system.</summary>
    public static Result<RasterPlace> Place(RasterDescription file, RasterKind kind, GaussKrugerZone zone)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(zone);
        if (file.Crs is not { } crs)
        {
            return Refused("文件没有写明坐标系");
        }

        if (!crs.IsDegrees && crs.MeasuringRefusal("栅格文件") is { } refusal)
        {
            return refusal;
        }

        if (crs.IsDegrees)
        {
            return BandsRefusal(file, kind) is { } unfit ? Refused(unfit) : InDegrees(file, kind, zone);
        }

        if (crs.Zone is not { } own || own.Prefixed != zone.Prefixed)
        {
            return Refused($"坐标系是{crs.Name},只收本县的{zone.ChineseName}(EPSG:{zone.Epsg})和经纬度");
        }

        if (BandsRefusal(file, kind) is { } bands)
        {
            return Refused(bands);
        }

        var prefix = own.IsPrefixed ? 0 : zone.Number * 1_000_000.0;
        var (grid, east) = (file.Grid, file.Grid.OriginEast + prefix);
        if (!(Math.Abs(east) < FarthestMetres && Math.Abs(grid.OriginNorth) < FarthestMetres && grid.CellEast < 1_001 && grid.CellNorth < 1_001))
        {
            return Refused("位置或格网间距不合理");
        }

        var origin = GridPoint.FromMetres(new PlanePosition(east, grid.OriginNorth));
        var place = new RasterPlace(zone.Prefixed.Epsg, origin.East, origin.North, Nanometres(grid.CellEast), Nanometres(grid.CellNorth), file.Width, file.Height);
        return IsWithin(place) ? place : Refused(string.Create(
            CultureInfo.InvariantCulture, $"{file.Width} × {file.Height} 格、间距 {grid.CellEast:0.###} 米超出范围(间距 0.01~1000 米,边长至多 {LongestSide} 格,总数至多 {MostCells / 100_000_000} 亿格)"));
    }

    private static Result<RasterPlace> InDegrees(RasterDescription file, RasterKind kind, GaussKrugerZone zone)
    {
        var grid = file.Grid;
        var (east, south) = (grid.OriginEast + (file.Width * grid.CellEast), grid.OriginNorth - (file.Height * grid.CellNorth));
        if (!(grid.CellEast > 0 && grid.CellNorth > 0 && grid.OriginEast >= zone.CentralMeridian - ProjectedRaster.FarthestDegrees && east <= zone.CentralMeridian + ProjectedRaster.FarthestDegrees && south >= 3 && grid.OriginNorth <= 54))
        {
            return Refused($"经纬度范围不在中央经线 {zone.CentralMeridian}° 两侧 {ProjectedRaster.FarthestDegrees}° 之内,先裁到本县附近");
        }

        var (own, columns, rows) = ProjectedRaster.GridOf(file, zone);
        if (kind == RasterKind.Elevation && file.Crs!.IsDisplayOnly && own.CellEast < LeastWgs84CellMetres)
        {
            return Refused(string.Create(CultureInfo.InvariantCulture, $"WGS84 高程的格距 {own.CellEast:0.###} 米,小于 {LeastWgs84CellMetres} 米的要先换算到 2000 国家大地坐标系"));
        }

        var origin = GridPoint.FromMetres(new PlanePosition(own.OriginEast, own.OriginNorth));
        var place = new RasterPlace(zone.Prefixed.Epsg, origin.East, origin.North, Nanometres(own.CellEast), Nanometres(own.CellNorth), columns, rows);
        return IsWithin(place) ? place : Refused(string.Create(CultureInfo.InvariantCulture, $"重采样到本县投影带是 {columns} × {rows} 格、间距 {own.CellEast:0.###} 米,超出范围"));
    }

    internal static bool IsWithin(RasterPlace place) =>
        place.Columns is > 0 and <= LongestSide && place.Rows is > 0 and <= LongestSide && (long)place.Columns * place.Rows <= MostCells
        && place.CellEast is >= LeastCell and <= GreatestCell && place.CellNorth is >= LeastCell and <= GreatestCell
        && Math.Abs(place.OriginEast) < (long)(FarthestMetres * GridPoint.UnitsPerMetre) && Math.Abs(place.OriginNorth) < (long)(FarthestMetres * GridPoint.UnitsPerMetre);

    internal static Error Refused(string reason) => new(GeoErrors.RasterRefused, ("reason", reason));

    private static string? BandsRefusal(RasterDescription file, RasterKind kind)
    {
        var types = file.Bands.Select(b => b.SampleType).Distinct(StringComparer.Ordinal).ToList();
        if (kind == RasterKind.Elevation)
        {
            return file.Bands.Count != 1 ? $"高程只能有一个波段,文件有 {file.Bands.Count} 个"
                : types[0] is "Float32" or "Float64" or "Int16" or "UInt16" or "Int32" ? null : $"高程的数据类型不能是 {types[0]}";
        }

        return file.Bands.Count is not (1 or 3 or 4) ? $"影像要有 1、3 或 4 个波段,文件有 {file.Bands.Count} 个"
            : types is not (["Byte"] or [WideSample]) ? $"影像的数据类型要是 Byte 或 UInt16,文件是 {string.Join("、", types)}" : null;
    }

    private static long Nanometres(double metres) => (long)Math.Round(metres * 1e9, MidpointRounding.AwayFromZero);
}
