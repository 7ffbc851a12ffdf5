using Guotu.Geo.Crs;

namespace Guotu.MapPublishing.Maps;

/// <summary>Kinds of plane a map is drawn in.</summary>
internal enum MapSpace
{
    Degrees,
    Mercator,
    Zone,
}

/// <summary>A coordinate system of maps (制图坐标系), with the axis order in which requests and capabilities write it.</summary>
/// <param name="Name">As WMS 1.3.0 writes it.</param>
/// <param name="NorthFirst">Latitude or northing before longitude or easting.</param>
internal sealed record MapCrs(string Name, MapSpace Space, bool NorthFirst)
{
    public static readonly MapCrs Mercator = new("EPSG:3857", MapSpace.Mercator, NorthFirst: false);
    public static readonly MapCrs Cgcs2000 = new("EPSG:4490", MapSpace.Degrees, NorthFirst: true);

    /// <summary>Metres of one unit: of a degree at the equator, as OGC counts scale.</summary>
    public double MetresAUnit => Space == MapSpace.Degrees ? 6378137.0 * Math.PI / 180 : 1;

    public static IReadOnlyList<MapCrs> All(GaussKrugerZone zone) =>
        [Cgcs2000, new("EPSG:4326", MapSpace.Degrees, true), new("CRS:84", MapSpace.Degrees, false), new(zone.ToString(), MapSpace.Zone, true), Mercator];

    public static MapCrs? Find(string name, GaussKrugerZone zone) => All(zone).FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A box in the units of a coordinate system, x to the east.</summary>
internal readonly record struct MapBox(double West, double South, double East, double North)
{
    public double Width => East - West;

    public double Height => North - South;
}
