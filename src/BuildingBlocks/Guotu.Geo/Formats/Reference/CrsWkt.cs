using System.Globalization;
using Guotu.Geo.Crs;

namespace Guotu.Geo.Formats.Reference;

/// <summary>
/// Reads and writes the text of .prj files (WKT 1, in Esri's and OGC's spelling). What a text means is taken from its parameters,
/// not from its names: names of CGCS2000 zones differ from program to program.
/// </summary>
public static class CrsWkt
{
    private const double Tolerance = 1e-6;
    private const double Cgcs2000InverseFlattening = 298.257222101;
    private const double Wgs84InverseFlattening = 298.257223563;

    /// <summary>The system, or null where the text is no coordinate system at all.</summary>
    public static CoordinateSystem? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var root = WktNode.Parse(text);
        return root?.Keyword switch
        {
            "PROJCS" => Projected(root),
            "GEOGCS" => Geographic(root),
            "COMPD_CS" when root.Nodes.FirstOrDefault(n => n.Keyword is "PROJCS" or "GEOGCS") is { } plane =>
                plane.Keyword == "PROJCS" ? Projected(plane) : Geographic(plane),
            null => null,
            _ => CoordinateSystem.Foreign(root.FirstText ?? root.Keyword),
        };
    }

    /// <summary>What heights of the text are above: the vertical part of a compound system.</summary>
    public static VerticalDatum ReadVertical(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var vertical = WktNode.Parse(text)?.Nodes.FirstOrDefault(n => n.Keyword is "VERT_CS" or "VERTCS");
        return vertical is null ? VerticalDatum.Unknown : VerticalDatums.OfName(vertical.FirstText + " " + vertical.Child("VERT_DATUM")?.FirstText);
    }

    /// <summary>Esri's text of one of our systems; null for others.</summary>
    public static string? Write(CoordinateSystem crs)
    {
        ArgumentNullException.ThrowIfNull(crs);
        const string Degrees = "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],"
            + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
        return crs switch
        {
            { Kind: CoordinateSystemKind.Cgcs2000Degrees } => Degrees,
            { Kind: CoordinateSystemKind.Wgs84Degrees } =>
                "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]",
            { Kind: CoordinateSystemKind.WebMercator } =>
                "PROJCS[\"WGS_1984_Web_Mercator_Auxiliary_Sphere\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],"
                + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Mercator_Auxiliary_Sphere\"],PARAMETER[\"False_Easting\",0.0],"
                + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",0.0],PARAMETER[\"Standard_Parallel_1\",0.0],PARAMETER[\"Auxiliary_Sphere_Type\",0.0],UNIT[\"Meter\",1.0]]",
            { Zone: { } zone } => string.Create(
                CultureInfo.InvariantCulture,
                $"PROJCS[\"{EsriName(zone)}\",{Degrees},PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",{zone.FalseEasting}.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",{zone.CentralMeridian}.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]"),
            _ => null,
        };
    }

    private static string EsriName(GaussKrugerZone zone)
    {
        var width = zone.Width == ZoneWidth.Three ? "CGCS2000_3_Degree_GK" : "CGCS2000_GK";
        return zone.IsPrefixed
            ? string.Create(CultureInfo.InvariantCulture, $"{width}_Zone_{zone.Number}")
            : string.Create(CultureInfo.InvariantCulture, $"{width}_CM_{zone.CentralMeridian}E");
    }

    private static CoordinateSystem Geographic(WktNode node)
    {
        var name = node.FirstText ?? "GEOGCS";
        if (node.Child("SPHEROID") is not { } spheroid || spheroid.Numbers.Count < 2 || !Near(node.Child("PRIMEM")?.FirstNumber ?? 0, 0))
        {
            return CoordinateSystem.Foreign(name);
        }

        if (LegacyDegrees(node, spheroid) is { } legacy)
        {
            return legacy;
        }

        if (!Near(spheroid.Numbers[0], 6378137) || !Near(node.Child("UNIT")?.FirstNumber ?? 0, Math.PI / 180))
        {
            return CoordinateSystem.Foreign(name);
        }

        var datum = (node.Child("DATUM")?.FirstText ?? string.Empty).ToUpperInvariant();
        if (Math.Abs(spheroid.Numbers[1] - Cgcs2000InverseFlattening) < 1e-8)
        {
            // GRS 1980 has the same figure: the datum tells China's system from Europe's and America's.
            return datum.Contains("CHINA", StringComparison.Ordinal) || datum.Contains("CGCS", StringComparison.Ordinal)
                ? CoordinateSystem.Cgcs2000
                : CoordinateSystem.Foreign(name);
        }

        return Math.Abs(spheroid.Numbers[1] - Wgs84InverseFlattening) < 1e-8 && datum.Contains("WGS", StringComparison.Ordinal)
            ? CoordinateSystem.Wgs84
            : CoordinateSystem.Foreign(name);
    }

    /// <summary>The 1980 and 1954 systems: ellipsoid and datum name must both say so.</summary>
    private static CoordinateSystem? LegacyDegrees(WktNode node, WktNode spheroid)
    {
        var datum = (node.Child("DATUM")?.FirstText ?? string.Empty).ToUpperInvariant();
        foreach (var (known, word) in new[] { (GeodeticDatum.Xian80, "XIAN"), (GeodeticDatum.Beijing54, "BEIJING") })
        {
            var ellipsoid = known.Ellipsoid();
            if (Near(spheroid.Numbers[0], ellipsoid.SemiMajorAxis) && Math.Abs(spheroid.Numbers[1] - ellipsoid.InverseFlattening) < 1e-4
                && datum.Contains(word, StringComparison.Ordinal) && Near(node.Child("UNIT")?.FirstNumber ?? 0, Math.PI / 180))
            {
                return CoordinateSystem.OfLegacy(new DatumReference(known, null));
            }
        }

        return null;
    }

    private static CoordinateSystem Projected(WktNode node)
    {
        var name = node.FirstText ?? "PROJCS";
        var projection = node.Child("PROJECTION")?.FirstText?.ToUpperInvariant() ?? string.Empty;
        var degrees = node.Nodes.FirstOrDefault(n => n.Keyword == "GEOGCS") is { } geographic ? Geographic(geographic) : null;
        if (projection is "MERCATOR_AUXILIARY_SPHERE" || (projection == "MERCATOR_1SP" && node.Child("AUTHORITY", "3857") is not null))
        {
            return CoordinateSystem.WebMercator;
        }

        var isGauss = projection is "GAUSS_KRUGER" or "TRANSVERSE_MERCATOR";
        var plain = Near(Parameter(node, "SCALE_FACTOR") ?? 1, 1) && Near(Parameter(node, "FALSE_NORTHING") ?? 0, 0)
            && Near(Parameter(node, "LATITUDE_OF_ORIGIN") ?? 0, 0) && Near(node.Nodes.LastOrDefault(n => n.Keyword == "UNIT")?.FirstNumber ?? 0, 1);
        if (!isGauss || !plain || ZoneOf(node, name) is not { } zone)
        {
            return CoordinateSystem.Foreign(name);
        }

        return degrees switch
        {
            { Kind: CoordinateSystemKind.Cgcs2000Degrees } => CoordinateSystem.OfZone(zone),
            { Legacy: { } legacy } => CoordinateSystem.OfLegacy(legacy with { Zone = zone }),
            _ => CoordinateSystem.Foreign(name),
        };
    }

    /// <summary>A prefixed false easting tells number and width; without prefix the meridian does, where two zones share it the 3-degree one:
    /// the two give the same coordinates.</summary>
    private static GaussKrugerZone? ZoneOf(WktNode node, string name)
    {
        if (Parameter(node, "CENTRAL_MERIDIAN") is not { } meridian || Parameter(node, "FALSE_EASTING") is not { } easting || !Near(meridian, Math.Round(meridian)))
        {
            return null;
        }

        var degrees = (int)Math.Round(meridian);
        if (Near(easting, 500_000))
        {
            var six = GaussKrugerZone.OfCentralMeridian(ZoneWidth.Six, degrees);
            var three = GaussKrugerZone.OfCentralMeridian(ZoneWidth.Three, degrees);
            return (name.Contains("3_Degree", StringComparison.OrdinalIgnoreCase) ? three ?? six : three is null ? six : SixByName(name) ? six ?? three : three)?.Unprefixed;
        }

        var number = (int)Math.Round((easting - 500_000) / 1_000_000);
        return Near(easting, (number * 1_000_000.0) + 500_000) && GaussKrugerZone.OfPrefix(number) is { } zone && zone.CentralMeridian == degrees ? zone : null;
    }

    private static bool SixByName(string name) => name.StartsWith("CGCS2000_GK_CM", StringComparison.OrdinalIgnoreCase) || name.Contains("Gauss-Kruger CM", StringComparison.OrdinalIgnoreCase);

    private static double? Parameter(WktNode node, string name) =>
        node.Nodes.FirstOrDefault(n => n.Keyword == "PARAMETER" && string.Equals(n.FirstText, name, StringComparison.OrdinalIgnoreCase)) is { } found ? found.FirstNumber : null;

    private static bool Near(double a, double b) => Math.Abs(a - b) < Tolerance;
}
