using System.ComponentModel.DataAnnotations;
using Guotu.Hosting.Callers;

namespace Guotu.OneMap.Contracts;

/// <summary>Finds places by what a module knows: cases, receipt numbers, projects. Every module may register one.</summary>
public interface ILocateSource
{
    /// <summary>Places that match, only such as the caller may see; empty when the text is not this source's.</summary>
    Task<IReadOnlyList<LocatedPlace>> FindAsync(string text, Caller caller, CancellationToken ct);
}

/// <summary>A place on the map.</summary>
/// <param name="Title">Shown in the list.</param>
/// <param name="Kind"><c>coordinates</c>, <c>town</c>, <c>case</c>.</param>
/// <param name="Lon">Degrees, EPSG:4490.</param>
/// <param name="Lat">Degrees, EPSG:4490.</param>
/// <param name="Extent4490">minLon, minLat, maxLon, maxLat; null for a point.</param>
/// <param name="Route">Page to open; null where there is none.</param>
public sealed record LocatedPlace(string Title, string Kind, double Lon, double Lat, [property: Length(4, 4)] IReadOnlyList<double>? Extent4490, string? Route);
