using System.ComponentModel.DataAnnotations;

namespace Guotu.MapPublishing.Print;

/// <summary>A print that is ordered (出图).</summary>
/// <param name="Layout">Code of the layout.</param>
/// <param name="Paper">Paper of the A series.</param>
/// <param name="Orientation"><c>landscape</c> or <c>portrait</c>.</param>
/// <param name="Format"><c>pdf</c> or <c>png</c>.</param>
/// <param name="Dpi">Dots an inch of a picture, 72 to 600; 150 where left out.</param>
/// <param name="Scale">N of 1:N, 100 to 1,000,000; holds on the paper in the county's zone.</param>
/// <param name="Lon">Middle of the map, degrees EPSG:4490.</param>
/// <param name="Lat">Middle of the map, degrees EPSG:4490.</param>
/// <param name="Title">1 to 60 characters.</param>
/// <param name="Layers">From the lowest to the topmost, 1 to 20.</param>
/// <param name="Grid"><c>zone</c>: metres of the county's zone; <c>degrees</c>: CGCS2000 degrees; <c>none</c>.</param>
public sealed record PrintBody(
    string Layout,
    [property: AllowedValues("A4", "A3", "A2", "A1", "A0")] string Paper,
    [property: AllowedValues("landscape", "portrait")] string Orientation,
    [property: AllowedValues("pdf", "png")] string Format,
    int? Dpi,
    int Scale,
    double Lon,
    double Lat,
    string Title,
    IReadOnlyList<PrintLayerBody> Layers,
    [property: AllowedValues("zone", "degrees", "none")] string Grid);

/// <summary>A layer on a print.</summary>
/// <param name="Code">Code of the layer.</param>
/// <param name="Opacity">Percent, 1 to 100; 100 where left out.</param>
/// <param name="Style">Name of a style of the layer, such as <c>aid</c>; its default where left out.</param>
/// <param name="Revision">The current one where left out; fixed when the print is ordered.</param>
public sealed record PrintLayerBody(string Code, int? Opacity, string? Style, int? Revision);
