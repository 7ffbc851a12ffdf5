using System.Text.Json;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Formats.Parcels;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Http;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.ReadFigures;

/// <summary>
/// Figures out of a file of any format that parcels come in (文件里的图形), for an analysis: read, shown, and not kept. A file in another zone, in doubt or not
/// valid is refused as at the window; one that may have the offset of Internet maps is refused, for nothing is measured on it.
/// </summary>
internal sealed class FigureFile(IPublishedLayers published, IPositionDoubts positions)
{
    private const int MostFigures = 200;

    public async Task<Result<FigureFileView>> ReadAsync(Stream content, FigureReading reading, CancellationToken ct)
    {
        var zone = published.Zone;
        var options = new CoordinateTextOptions { RequiredZone = zone, ConfirmedZone = reading.Zone == zone.Number ? zone : null, Layer = reading.Layer };
        var read = await ParcelFile.ReadAsync(content, options, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var file = read.Value;
        if (file.Parcels.Length > MostFigures)
        {
            return new Error(AnalysisErrors.TooMuch, ("what", "文件里的图形"), ("most", MostFigures));
        }

        var position = await positions.AgainstCountyAsync([.. file.Parcels.Select(p => p.Shape)], ct);
        if ((position.Error ?? position.Value.Doubt) is { } doubt)
        {
            return doubt;
        }

        return new FigureFileView(
            file.Format,
            [.. file.Parcels.Select(p => new FileFigureView(p.Name.Length > 0 ? p.Name : p.Number, FigureGeoJson.ToElement(p.Shape, zone)))],
            [.. file.Warnings.Select(w => w.Text)]);
    }
}

/// <summary>How a file is to be read.</summary>
/// <param name="Layer">Layer, or file of an archive, where there are several.</param>
/// <param name="Zone">Number of the county's zone, where the person confirms that the file is in it.</param>
internal sealed record FigureReading(string? Layer, int? Zone);

/// <summary>The figures of a file.</summary>
/// <param name="Warnings">What was irregular but certain.</param>
public sealed record FigureFileView(string Format, IReadOnlyList<FileFigureView> Figures, IReadOnlyList<string> Warnings);

/// <summary>One figure, in degrees of EPSG:4490.</summary>
public sealed record FileFigureView(string Name, [property: GeoJson(GeoJsonKind.Geometry)] JsonElement Geometry);
