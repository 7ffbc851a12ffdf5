namespace Guotu.Geo.Formats.Shapefile;

/// <summary>Shape types of the Esri white paper of 1998 (图形类型).</summary>
internal static class ShapeType
{
    public const int Null = 0;
    public const int Point = 1;
    public const int Line = 3;
    public const int Polygon = 5;
    public const int MultiPoint = 8;
    public const int WithZ = 10;
    public const int WithM = 20;
    public const int MultiPatch = 31;

    /// <summary>Measures below this mean none.</summary>
    public const double NoMeasure = -1e38;

    public static bool IsKnown(int type) => type is Null or Point or Line or Polygon or MultiPoint or 11 or 13 or 15 or 18 or 21 or 23 or 25 or 28;

    /// <summary>Point, Line, Polygon or MultiPoint.</summary>
    public static int Plane(int type) => type % 10;

    public static bool HasZ(int type) => type is >= 11 and <= 18;

    /// <summary>Z types may carry measures too; their records tell by their length.</summary>
    public static bool HasM(int type) => type >= 11;

    public static GeometryKind Kind(int type) => Plane(type) switch
    {
        Point or MultiPoint => GeometryKind.Point,
        Line => GeometryKind.Line,
        Polygon => GeometryKind.Polygon,
        _ => GeometryKind.None,
    };
}
