using System.Globalization;

namespace Guotu.Geo.Crs;

/// <summary>Width of a projection zone (几度分带).</summary>
public enum ZoneWidth
{
    Three = 3,
    Six = 6,
}

/// <summary>
/// One CGCS2000 Gauss-Kruger zone (高斯-克吕格投影带): 3-degree zones 25-45 and 6-degree zones 13-23, each with or without
/// the zone number before the easting (带号前缀). EPSG codes as in the register: 4513-4554 and 4491-4512.
/// </summary>
public sealed record GaussKrugerZone
{
    private GaussKrugerZone(ZoneWidth width, int number, bool prefixed) => (Width, Number, IsPrefixed) = (width, number, prefixed);

    public ZoneWidth Width { get; }

    /// <summary>Zone number (带号): 25-45 for 3 degrees, 13-23 for 6 degrees.</summary>
    public int Number { get; }

    /// <summary>True where eastings begin with the zone number (false easting 36 500 000, not 500 000).</summary>
    public bool IsPrefixed { get; }

    /// <summary>Central meridian (中央子午线) in degrees east.</summary>
    public int CentralMeridian => Width == ZoneWidth.Three ? Number * 3 : (Number * 6) - 3;

    /// <summary>False easting in metres.</summary>
    public int FalseEasting => IsPrefixed ? (Number * 1_000_000) + 500_000 : 500_000;

    public int Epsg => (Width, IsPrefixed) switch
    {
        (ZoneWidth.Three, true) => 4488 + Number,
        (ZoneWidth.Three, false) => 4534 + ((CentralMeridian - 75) / 3),
        (_, true) => 4478 + Number,
        _ => 4502 + ((CentralMeridian - 75) / 6),
    };

    public GaussKrugerZone Prefixed => new(Width, Number, prefixed: true);

    public GaussKrugerZone Unprefixed => new(Width, Number, prefixed: false);

    /// <summary>Chinese name as staff say it: 3 度带第 36 带.</summary>
    public string ChineseName => string.Create(CultureInfo.InvariantCulture, $"{(int)Width} 度带第 {Number} 带");

    /// <summary>The prefixed zone of a width and number, or null outside China's zones.</summary>
    public static GaussKrugerZone? Find(ZoneWidth width, int number)
    {
        var exists = width == ZoneWidth.Three ? number is >= 25 and <= 45 : number is >= 13 and <= 23;
        return exists ? new GaussKrugerZone(width, number, prefixed: true) : null;
    }

    /// <summary>The prefixed 3-degree zone; an unknown number is a bug and throws.</summary>
    public static GaussKrugerZone ThreeDegree(int number) =>
        Find(ZoneWidth.Three, number) ?? throw new ArgumentOutOfRangeException(nameof(number), number, "3-degree zones are 25-45");

    /// <summary>The prefixed 6-degree zone; an unknown number is a bug and throws.</summary>
    public static GaussKrugerZone SixDegree(int number) =>
        Find(ZoneWidth.Six, number) ?? throw new ArgumentOutOfRangeException(nameof(number), number, "6-degree zones are 13-23");

    /// <summary>The zone that a prefix alone tells: the two numberings do not overlap in China.</summary>
    public static GaussKrugerZone? OfPrefix(int number) => Find(number >= 25 ? ZoneWidth.Three : ZoneWidth.Six, number);

    /// <summary>The prefixed zone with this central meridian in degrees, or null.</summary>
    public static GaussKrugerZone? OfCentralMeridian(ZoneWidth width, int degrees) => width == ZoneWidth.Three
        ? degrees % 3 == 0 ? Find(width, degrees / 3) : null
        : degrees % 6 == 3 ? Find(width, (degrees + 3) / 6) : null;

    /// <summary>The prefixed 3-degree zone that covers a longitude in degrees, or null outside China's zones.</summary>
    public static GaussKrugerZone? Covering(double longitude) => Find(ZoneWidth.Three, (int)Math.Floor((longitude + 1.5) / 3));

    public static GaussKrugerZone? FromEpsg(int epsg) => epsg switch
    {
        >= 4513 and <= 4533 => Find(ZoneWidth.Three, epsg - 4488),
        >= 4534 and <= 4554 => Find(ZoneWidth.Three, 25 + epsg - 4534)?.Unprefixed,
        >= 4491 and <= 4501 => Find(ZoneWidth.Six, epsg - 4478),
        >= 4502 and <= 4512 => Find(ZoneWidth.Six, 13 + epsg - 4502)?.Unprefixed,
        _ => null,
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"EPSG:{Epsg}");
}
