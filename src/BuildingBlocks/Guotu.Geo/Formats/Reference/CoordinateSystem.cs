using Guotu.Geo.Crs;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Reference;

/// <summary>What kind of coordinate system a file is in.</summary>
public enum CoordinateSystemKind
{
    /// <summary>CGCS2000 degrees, EPSG:4490.</summary>
    Cgcs2000Degrees,

    /// <summary>A CGCS2000 Gauss-Kruger zone.</summary>
    Cgcs2000Zone,

    /// <summary>WGS84 degrees, EPSG:4326: display and foreign data, never measured on.</summary>
    Wgs84Degrees,

    /// <summary>EPSG:3857: display only.</summary>
    WebMercator,

    /// <summary>Any other, by its name; nothing here converts it.</summary>
    Other,
}

/// <summary>A coordinate system as files name it (坐标系).</summary>
/// <param name="Name">Chinese name for staff, or the file's own name where it is not one of ours.</param>
/// <param name="Epsg">EPSG code; null where there is none.</param>
/// <param name="Zone">The Gauss-Kruger zone; null for others.</param>
public sealed record CoordinateSystem(CoordinateSystemKind Kind, string Name, int? Epsg, GaussKrugerZone? Zone)
{
    public static readonly CoordinateSystem Cgcs2000 = new(CoordinateSystemKind.Cgcs2000Degrees, "2000 国家大地坐标系经纬度", 4490, null);
    public static readonly CoordinateSystem Wgs84 = new(CoordinateSystemKind.Wgs84Degrees, "WGS84 经纬度", 4326, null);
    public static readonly CoordinateSystem WebMercator = new(CoordinateSystemKind.WebMercator, "Web 墨卡托", 3857, null);

    /// <summary>For the older national systems, what they are; converted only by parameters that the client has entered (<see cref="DatumConversion"/>).</summary>
    public DatumReference? Legacy { get; private init; }

    /// <summary>For the screen only: nothing recorded is in it and nothing is measured in it.</summary>
    public bool IsDisplayOnly => Kind is CoordinateSystemKind.Wgs84Degrees or CoordinateSystemKind.WebMercator;

    /// <summary>Why nothing can be measured or stored in this system as it is; null for CGCS2000.</summary>
    /// <param name="source">Where the system was said, such as “.prj 文件”.</param>
    public Error? MeasuringRefusal(string source) => IsCgcs2000 ? null
        : MapOffsetHazard.Declared(Name, source)
            ?? (Legacy is not null ? new Error(GeoErrors.DatumShiftMissing, ("from", Name), ("to", GeodeticDatum.Cgcs2000.ChineseName()))
                : IsDisplayOnly ? new Error(GeoErrors.DisplayOnly, ("crs", Name))
                : new Error(GeoErrors.OtherDatum, ("datum", Name)));

    public bool IsDegrees => Kind is CoordinateSystemKind.Cgcs2000Degrees or CoordinateSystemKind.Wgs84Degrees;

    public bool IsCgcs2000 => Kind is CoordinateSystemKind.Cgcs2000Degrees or CoordinateSystemKind.Cgcs2000Zone;

    /// <summary>The order that the EPSG register gives: north first for all national systems and WGS84, east first for Web Mercator.</summary>
    public AxisOrder RegisterAxis => Kind == CoordinateSystemKind.WebMercator || (Kind == CoordinateSystemKind.Other && Legacy is null) ? AxisOrder.EastFirst : AxisOrder.NorthFirst;

    public static CoordinateSystem OfZone(GaussKrugerZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var prefix = zone.IsPrefixed ? string.Empty : "(无带号前缀)";
        return new CoordinateSystem(CoordinateSystemKind.Cgcs2000Zone, $"2000 国家大地坐标系 {zone.ChineseName}{prefix}", zone.Epsg, zone);
    }

    public static CoordinateSystem Foreign(string name, int? epsg = null) => new(CoordinateSystemKind.Other, name, epsg, null);

    /// <summary>An older national system.</summary>
    public static CoordinateSystem OfLegacy(DatumReference legacy)
    {
        ArgumentNullException.ThrowIfNull(legacy);
        return OfLegacy(legacy, legacy.Epsg);
    }

    /// <summary>The system of an EPSG code; one that nothing here converts is <see cref="CoordinateSystemKind.Other"/>.</summary>
    public static CoordinateSystem OfEpsg(int epsg) => epsg switch
    {
        4490 or 4480 => Cgcs2000,
        4326 or 4979 => Wgs84,
        3857 or 900913 or 102100 => WebMercator,
        _ when GaussKrugerZone.FromEpsg(epsg) is { } zone => OfZone(zone),
        _ when DatumReference.OfEpsg(epsg) is { } legacy => OfLegacy(legacy, epsg),
        _ => Foreign(FormattableString.Invariant($"EPSG:{epsg}"), epsg),
    };

    private static CoordinateSystem OfLegacy(DatumReference legacy, int epsg) => new(CoordinateSystemKind.Other, legacy.ChineseName, epsg, null) { Legacy = legacy };

    public override string ToString() => Epsg is { } epsg ? FormattableString.Invariant($"EPSG:{epsg}") : Name;
}
