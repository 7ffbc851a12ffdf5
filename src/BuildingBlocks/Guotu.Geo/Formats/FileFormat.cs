namespace Guotu.Geo.Formats;

/// <summary>A file format (文件格式).</summary>
public enum FileFormat
{
    /// <summary>勘测定界坐标 TXT; read through <see cref="Parcels.ParcelFile"/>, written by its own writer.</summary>
    CoordinateText,
    Shapefile,
    GeoJson,
    WellKnownText,
    WellKnownBinary,
    Csv,
    Vct,
    Gml,
    GeoPackage,
    FileGeodatabase,
    Dxf,
    Kml,
    FlatGeobuf,
}

/// <summary>Names of the formats.</summary>
public static class FileFormats
{
    private static readonly (FileFormat Format, string Code, string Name, string Extension)[] Table =
    [
        (FileFormat.CoordinateText, "txt", "勘测定界坐标TXT", ".txt"),
        (FileFormat.Shapefile, "shapefile", "Shapefile", ".zip"),
        (FileFormat.GeoJson, "geojson", "GeoJSON", ".geojson"),
        (FileFormat.WellKnownText, "wkt", "WKT 列表", ".wkt"),
        (FileFormat.WellKnownBinary, "wkb", "WKB 列表", ".wkb"),
        (FileFormat.Csv, "csv", "CSV", ".csv"),
        (FileFormat.Vct, "vct", "VCT", ".vct"),
        (FileFormat.Gml, "gml", "GML", ".gml"),
        (FileFormat.GeoPackage, "gpkg", "GeoPackage", ".gpkg"),
        (FileFormat.FileGeodatabase, "gdb", "File GDB", ".zip"),
        (FileFormat.Dxf, "dxf", "DXF", ".dxf"),
        (FileFormat.Kml, "kml", "KML", ".kml"),
        (FileFormat.FlatGeobuf, "fgb", "FlatGeobuf", ".fgb"),
    ];

    /// <summary>Codes as the command line and the API take them.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Table.Select(t => t.Code)];

    /// <summary>Code such as <c>geojson</c>.</summary>
    public static string Code(this FileFormat format) => Row(format).Code;

    /// <summary>Name as staff know it.</summary>
    public static string ChineseName(this FileFormat format) => Row(format).Name;

    /// <summary>Extension of the single file that holds a layer; <c>.zip</c> where the format is a set of files.</summary>
    public static string Extension(this FileFormat format) => Row(format).Extension;

    /// <summary>Whether the format has a place of its own for <see cref="WritePlan.Companion"/>; every other one is packed with it into a zip.</summary>
    public static bool CarriesCompanion(this FileFormat format) => format is FileFormat.GeoJson or FileFormat.Shapefile or FileFormat.FileGeodatabase;

    /// <summary>Extension of what <see cref="FeatureFiles.Create"/> writes by a plan.</summary>
    public static string ExtensionOf(this FileFormat format, WritePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Companion is null || format.CarriesCompanion() ? format.Extension() : ".zip";
    }

    /// <summary>True where libgdal does the work.</summary>
    public static bool NeedsGdal(this FileFormat format) => format is
        FileFormat.GeoPackage or FileFormat.FileGeodatabase or FileFormat.Dxf or FileFormat.Kml or FileFormat.FlatGeobuf;

    /// <summary>The format of a code, null where there is none.</summary>
    public static FileFormat? OfCode(string code) => Table.Where(t => t.Code == code).Select(t => (FileFormat?)t.Format).FirstOrDefault();

    private static (FileFormat Format, string Code, string Name, string Extension) Row(FileFormat format) => Table.First(t => t.Format == format);
}
