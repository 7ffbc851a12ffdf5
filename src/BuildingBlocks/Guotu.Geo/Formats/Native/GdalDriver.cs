using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Native;

/// <summary>The GDAL driver of a format, and what it carries.</summary>
/// <param name="CarriesFields">False where only geometry is written.</param>
internal sealed record GdalDriver(FileFormat Format, string Name, string File, bool CarriesFields, bool CarriesCrs)
{
    private static readonly GdalDriver[] All =
    [
        new(FileFormat.GeoPackage, "GPKG", "layer.gpkg", true, true),
        new(FileFormat.FileGeodatabase, "OpenFileGDB", "layer.gdb", true, true),
        new(FileFormat.FlatGeobuf, "FlatGeobuf", "layer.fgb", true, true),
        new(FileFormat.Dxf, "DXF", "layer.dxf", false, false),
        new(FileFormat.Kml, "LIBKML", "layer.kml", true, false),
    ];

    public static string Version => GdalApi.Text(GdalApi.VersionInfo("RELEASE_NAME")) ?? "?";

    /// <summary>The driver, or why this machine can not do it.</summary>
    public static Result<GdalDriver> Find(FileFormat format, bool toWrite)
    {
        if (!GdalApi.IsPresent)
        {
            return new Error(FormatErrors.GdalMissing, ("format", format.ChineseName()));
        }

        var driver = All.First(d => d.Format == format);
        if (GdalApi.DriverByName(driver.Name) == 0 && format == FileFormat.Kml)
        {
            driver = driver with { Name = "KML" };
        }

        var handle = GdalApi.DriverByName(driver.Name);
        var able = handle != 0 && (!toWrite || GdalApi.Text(GdalApi.MetadataItem(handle, "DCAP_CREATE", null)) == "YES");
        return able ? driver : new Error(FormatErrors.GdalDriverMissing, ("version", Version), ("act", toWrite ? "写" : "读"), ("format", format.ChineseName()));
    }

    public static FormatFault Fault(FileFormat format, string where)
    {
        var message = GdalApi.Text(GdalApi.LastErrorMessage());
        return new FormatFault(new Error(
            FormatErrors.GdalFailed, ("format", format.ChineseName()), ("where", where), ("reason", string.IsNullOrEmpty(message) ? "读不了" : message.Length > 200 ? message[..200] : message)));
    }

    /// <summary>What a layer says of its system: the code where it has one, else its text; an unknown one is a text that names nothing.</summary>
    public static (int? Epsg, string? Wkt) Reference(nint layer) => ReferenceOf(GdalApi.LayerReference(layer));

    /// <summary>The same of a system itself.</summary>
    public static (int? Epsg, string? Wkt) ReferenceOf(nint reference)
    {
        if (reference == 0)
        {
            return (null, null);
        }

        if (GdalApi.Text(GdalApi.AuthorityName(reference, 0)) == "EPSG" && int.TryParse(GdalApi.Text(GdalApi.AuthorityCode(reference, 0)), out var epsg))
        {
            return (epsg, null);
        }

        if (GdalApi.ExportReference(reference, out var text) != 0)
        {
            return (null, string.Empty);
        }

        var wkt = GdalApi.Text(text) ?? string.Empty;
        GdalApi.Free(text);
        return (null, wkt);
    }
}
