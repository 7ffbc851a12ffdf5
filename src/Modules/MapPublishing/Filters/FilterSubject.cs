using Guotu.Geo.Crs;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Filters;

/// <summary>What a filter is read for: the fields that exist for the caller, and the coordinates its figures are in.</summary>
internal sealed record FilterSubject(IReadOnlyList<LayerField> Fields, FilterCrs Crs)
{
    /// <summary>Name of the geometry in filters and descriptions.</summary>
    public const string GeometryName = "geometry";

    /// <summary>A field by its code; hidden ones do not exist.</summary>
    public LayerField Field(string code) => Fields.FirstOrDefault(f => f.Code == code)
        ?? throw new FilterFault($"没有字段 {LiteralOperand.Shortened(code)}");
}

/// <summary>Coordinates of figures in a filter or a box: which space, and which axis comes first.</summary>
internal sealed record FilterCrs(FilterSpace Space, bool NorthFirst)
{
    /// <summary>Longitude, latitude.</summary>
    public static readonly FilterCrs Crs84 = new(FilterSpace.Degrees, NorthFirst: false);

    /// <summary>Latitude, longitude, as EPSG orders 4490 and 4326.</summary>
    public static readonly FilterCrs LatitudeFirst = new(FilterSpace.Degrees, NorthFirst: true);

    /// <summary>North, east, as EPSG orders the zones.</summary>
    public static readonly FilterCrs ZoneNorthFirst = new(FilterSpace.Plane, NorthFirst: true);

    /// <summary>East, north: what bare EPSG codes mean in old clients.</summary>
    public static readonly FilterCrs ZoneEastFirst = new(FilterSpace.Plane, NorthFirst: false);

    /// <summary>Whether a zone is the one meant.</summary>
    public static bool IsZone(int epsg, GaussKrugerZone zone) => epsg == zone.Epsg;

    /// <summary>x (east, longitude) and y of two numbers as written.</summary>
    public (double X, double Y) Place(double first, double second) => NorthFirst ? (second, first) : (first, second);
}
