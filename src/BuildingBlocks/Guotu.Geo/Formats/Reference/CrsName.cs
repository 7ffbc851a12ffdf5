using System.Globalization;
using System.Text.RegularExpressions;

namespace Guotu.Geo.Formats.Reference;

/// <summary>Coordinate systems by name, as GML's srsName and older GeoJSON's crs member give them.</summary>
public static partial class CrsName
{
    /// <summary>
    /// The system and the order of its positions: the register's order for urn and http forms, east first for the short form and
    /// for the old epsg.xml form, as all programs here write them. Null where the name is none.
    /// </summary>
    public static (CoordinateSystem Crs, AxisOrder Axis)? Read(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Crs84().IsMatch(name))
        {
            return (CoordinateSystem.Wgs84, AxisOrder.EastFirst);
        }

        foreach (var (form, byRegister) in new[] { (Urn(), true), (Http(), true), (Short(), false), (Old(), false) })
        {
            var match = form.Match(name);
            if (match.Success && int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var epsg))
            {
                var crs = CoordinateSystem.OfEpsg(epsg);
                return (crs, byRegister ? crs.RegisterAxis : AxisOrder.EastFirst);
            }
        }

        return null;
    }

    /// <summary>The urn form; null for systems without a code.</summary>
    public static string? Urn(CoordinateSystem crs)
    {
        ArgumentNullException.ThrowIfNull(crs);
        return crs.Epsg is { } epsg ? string.Create(CultureInfo.InvariantCulture, $"urn:ogc:def:crs:EPSG::{epsg}") : null;
    }

    [GeneratedRegex(@"^(urn:ogc:def:crs:OGC:(1\.3)?:CRS84h?|https?://www\.opengis\.net/def/crs/OGC/1\.3/CRS84|OGC:CRS84|CRS84)$", RegexOptions.IgnoreCase)]
    private static partial Regex Crs84();

    [GeneratedRegex(@"^urn:(?:x-)?ogc:def:crs:EPSG:[0-9.]*:([0-9]{1,9})$", RegexOptions.IgnoreCase)]
    private static partial Regex Urn();

    [GeneratedRegex(@"^https?://www\.opengis\.net/def/crs/EPSG/[0-9.]+/([0-9]{1,9})$", RegexOptions.IgnoreCase)]
    private static partial Regex Http();

    [GeneratedRegex(@"^EPSG:([0-9]{1,9})$", RegexOptions.IgnoreCase)]
    private static partial Regex Short();

    [GeneratedRegex(@"^https?://www\.opengis\.net/gml/srs/epsg\.xml#([0-9]{1,9})$", RegexOptions.IgnoreCase)]
    private static partial Regex Old();
}
