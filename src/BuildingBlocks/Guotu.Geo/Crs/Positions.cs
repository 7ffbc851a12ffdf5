namespace Guotu.Geo.Crs;

/// <summary>Position on the ellipsoid in degrees, EPSG:4490 for business data: latitude first, as EPSG orders it.</summary>
public readonly record struct GeographicPosition(double Latitude, double Longitude);

/// <summary>Position in a Gauss-Kruger plane in metres; east carries the false easting of its zone (带号前缀 included where the zone has one).</summary>
public readonly record struct PlanePosition(double East, double North);
