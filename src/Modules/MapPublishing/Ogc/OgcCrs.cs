using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.MapPublishing.Filters;

namespace Guotu.MapPublishing.Ogc;

/// <summary>A coordinate system of the services: 4490, 4326, the county's zone, CRS84. CGCS2000 and WGS84 degrees are given as the same numbers.</summary>
/// <param name="Uri">Its name in OGC APIs.</param>
/// <param name="Epsg">Null for CRS84.</param>
/// <param name="Axis">Space and axis order of positions.</param>
internal sealed record OgcCrs(string Uri, int? Epsg, FilterCrs Axis)
{
    private const string UriStart = "http://www.opengis.net/def/crs/EPSG/0/";
    public const string Crs84Uri = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    public static readonly OgcCrs Crs84 = new(Crs84Uri, null, FilterCrs.Crs84);

    /// <summary>As GML and WFS name it.</summary>
    public string Urn => Epsg is { } code ? "urn:ogc:def:crs:EPSG::" + code.ToString(CultureInfo.InvariantCulture) : "urn:ogc:def:crs:OGC:1.3:CRS84";

    public static OgcCrs OfZone(GaussKrugerZone zone) => OfEpsg(zone.Epsg, FilterCrs.ZoneNorthFirst);

    /// <summary>Every system that data is given in: CRS84 first, the storage's own second.</summary>
    public static IReadOnlyList<OgcCrs> All(GaussKrugerZone zone) =>
        [Crs84, OfZone(zone), OfEpsg(4490, FilterCrs.LatitudeFirst), OfEpsg(4326, FilterCrs.LatitudeFirst)];

    /// <summary>
    /// By URI or URN, in the register's axis order; by the bare <c>EPSG:n</c> of older clients, east first. Null for others.
    /// </summary>
    public static OgcCrs? Find(string name, GaussKrugerZone zone)
    {
        if (name is Crs84Uri or "urn:ogc:def:crs:OGC:1.3:CRS84" or "urn:ogc:def:crs:OGC::CRS84" or "CRS:84" or "OGC:CRS84")
        {
            return Crs84;
        }

        var bare = name.StartsWith("EPSG:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("http://www.opengis.net/gml/srs/epsg.xml#", StringComparison.Ordinal);
        var known = bare || name.StartsWith(UriStart, StringComparison.Ordinal) || name.StartsWith("urn:ogc:def:crs:EPSG:", StringComparison.Ordinal)
            || name.StartsWith("urn:x-ogc:def:crs:EPSG:", StringComparison.Ordinal);
        var digits = name[(name.LastIndexOfAny([':', '/', '#']) + 1)..];
        if (!known || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return null;
        }

        var found = All(zone).FirstOrDefault(c => c.Epsg == code);
        return bare ? found?.EastFirst() : found;
    }

    private static OgcCrs OfEpsg(int code, FilterCrs axis) => new(UriStart + code.ToString(CultureInfo.InvariantCulture), code, axis);

    private OgcCrs EastFirst() => this with { Axis = Axis with { NorthFirst = false } };
}
