namespace Guotu.Geo.Crs;

/// <summary>Reference ellipsoid (参考椭球) by semi-major axis in metres and inverse flattening.</summary>
public sealed record Ellipsoid(string Name, double SemiMajorAxis, double InverseFlattening)
{
    /// <summary>China Geodetic Coordinate System 2000, GB 22021 / EPSG:1024.</summary>
    public static readonly Ellipsoid Cgcs2000 = new("CGCS2000", 6378137.0, 298.257222101);

    /// <summary>WGS 84 / EPSG:7030.</summary>
    public static readonly Ellipsoid Wgs84 = new("WGS84", 6378137.0, 298.257223563);

    /// <summary>IAG 1975, of the 1980 Xi'an system / EPSG:7049.</summary>
    public static readonly Ellipsoid Xian80 = new("IAG1975", 6378140.0, 298.257);

    /// <summary>Krassovsky 1940, of the 1954 Beijing system / EPSG:7024.</summary>
    public static readonly Ellipsoid Krassovsky = new("Krassovsky", 6378245.0, 298.3);

    public double Flattening => 1 / InverseFlattening;

    public double SemiMinorAxis => SemiMajorAxis * (1 - Flattening);

    /// <summary>First eccentricity squared.</summary>
    public double EccentricitySquared => Flattening * (2 - Flattening);

    /// <summary>Third flattening n = f / (2 − f), the variable of the Krüger series.</summary>
    public double ThirdFlattening => Flattening / (2 - Flattening);
}
