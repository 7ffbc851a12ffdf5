using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.OneMap.ReadLayers;

/// <summary>Between the map's degrees (EPSG:4490) and the county's grid.</summary>
internal sealed class MapPlaces(GaussKrugerZone zone)
{
    private readonly GaussKrugerProjection _projection = new(zone);

    public GridPoint ToGrid(double lon, double lat) => GridPoint.FromMetres(_projection.Forward(new GeographicPosition(lat, lon)));

    /// <summary>The box of the grid that covers a box of degrees.</summary>
    public GridEnvelope ToGrid(DegreeBox box)
    {
        const int Steps = 8;
        var envelope = GridEnvelope.Empty;
        for (var i = 0; i <= Steps; i++)
        {
            for (var j = 0; j <= Steps; j++)
            {
                var lon = box.MinLon + ((box.MaxLon - box.MinLon) * i / Steps);
                var lat = box.MinLat + ((box.MaxLat - box.MinLat) * j / Steps);
                envelope = envelope.Including(ToGrid(lon, lat));
            }
        }

        return envelope;
    }

    /// <summary>minLon, minLat, maxLon, maxLat of a box of the grid, rounded outward to six decimals.</summary>
    public IReadOnlyList<double> ToDegrees(GridEnvelope box)
    {
        GridPoint[] corners = [new(box.MinEast, box.MinNorth), new(box.MinEast, box.MaxNorth), new(box.MaxEast, box.MinNorth), new(box.MaxEast, box.MaxNorth)];
        var places = corners.Select(c => _projection.Inverse(c.ToMetres())).ToArray();
        return
        [
            Math.Floor(places.Min(p => p.Longitude) * 1e6) / 1e6, Math.Floor(places.Min(p => p.Latitude) * 1e6) / 1e6,
            Math.Ceiling(places.Max(p => p.Longitude) * 1e6) / 1e6, Math.Ceiling(places.Max(p => p.Latitude) * 1e6) / 1e6,
        ];
    }
}

/// <summary>A box in degrees.</summary>
internal readonly record struct DegreeBox(double MinLon, double MinLat, double MaxLon, double MaxLat)
{
    /// <summary>Reads <c>minLon,minLat,maxLon,maxLat</c>; null where the text is not such a box within 10° of side.</summary>
    public static DegreeBox? Parse(string? text)
    {
        var parts = (text ?? string.Empty).Split(',');
        var numbers = parts.Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToArray();
        if (numbers.Length != 4 || !IsPlace(numbers[0], numbers[1]) || !IsPlace(numbers[2], numbers[3]))
        {
            return null;
        }

        var box = new DegreeBox(numbers[0], numbers[1], numbers[2], numbers[3]);
        return box.MinLon <= box.MaxLon && box.MinLat <= box.MaxLat && box.MaxLon - box.MinLon <= 10 && box.MaxLat - box.MinLat <= 10 ? box : null;
    }

    /// <summary>Whether the numbers are a place in or near China.</summary>
    public static bool IsPlace(double lon, double lat) => lon is >= 60 and <= 150 && lat is >= 0 and <= 60;
}
