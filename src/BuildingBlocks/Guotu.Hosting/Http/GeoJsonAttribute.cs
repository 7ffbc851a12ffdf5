namespace Guotu.Hosting.Http;

/// <summary>
/// Says what GeoJSON a member of an answer holds, so that the description of the API can say it. Coordinates are EPSG:4490 degrees, longitude
/// first, for display only.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class GeoJsonAttribute(GeoJsonKind kind) : Attribute
{
    public GeoJsonKind Kind { get; } = kind;
}

/// <summary>What a GeoJSON member holds.</summary>
public enum GeoJsonKind
{
    /// <summary>One geometry.</summary>
    Geometry,

    /// <summary>A collection of features.</summary>
    Features,
}
