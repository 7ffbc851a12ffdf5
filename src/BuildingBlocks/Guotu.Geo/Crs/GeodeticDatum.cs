namespace Guotu.Geo.Crs;

/// <summary>Geodetic datums that files of the office name (大地基准).</summary>
public enum GeodeticDatum
{
    /// <summary>2000 国家大地坐标系: everything recorded is in it.</summary>
    Cgcs2000,

    /// <summary>1980 西安坐标系.</summary>
    Xian80,

    /// <summary>1954 北京坐标系.</summary>
    Beijing54,
}

/// <summary>Names and ellipsoids of datums.</summary>
public static class GeodeticDatums
{
    public static string ChineseName(this GeodeticDatum datum) => datum switch
    {
        GeodeticDatum.Cgcs2000 => "2000 国家大地坐标系",
        GeodeticDatum.Xian80 => "1980 西安坐标系",
        _ => "1954 北京坐标系",
    };

    public static Ellipsoid Ellipsoid(this GeodeticDatum datum) => datum switch
    {
        GeodeticDatum.Cgcs2000 => Crs.Ellipsoid.Cgcs2000,
        GeodeticDatum.Xian80 => Crs.Ellipsoid.Xian80,
        _ => Crs.Ellipsoid.Krassovsky,
    };
}
