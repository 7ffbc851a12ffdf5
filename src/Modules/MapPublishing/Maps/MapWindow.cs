using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.MapPublishing.Maps;

/// <summary>What part of the world lies on the canvas (制图窗口), and the way between its units and the county's grid. For display only.</summary>
internal sealed class MapWindow(MapCrs crs, MapBox box, double width, double height, GaussKrugerProjection projection)
{
    /// <summary>Degrees around the zone's meridian, and latitudes, beyond which no layer of a zone lies.</summary>
    private const double FarLongitude = 4;
    private const double LeastLatitude = 2;
    private const double GreatestLatitude = 58;

    /// <summary>Along a side: between two of them a side bends by less than a thousandth of its length.</summary>
    private const int Steps = 4;

    public MapBox Box => box;

    public MapCrs Crs => crs;

    /// <summary>By the width of a pixel of 0.28 mm; a page states its own.</summary>
    public double Denominator { get; init; } = box.Width * crs.MetresAUnit / width / 0.00028;

    /// <summary>The same part of the world at the same scale in other units.</summary>
    public MapWindow Of(double otherWidth, double otherHeight) => new(crs, box, otherWidth, otherHeight, projection) { Denominator = Denominator };

    /// <summary>x and y on the canvas, exact.</summary>
    public (double X, double Y) ToCanvas(GridPoint point)
    {
        var (x, y) = ToCrs(point);
        return ((x - box.West) * width / box.Width, (box.North - y) * height / box.Height);
    }

    public GridPoint ToGrid(double canvasX, double canvasY) =>
        OfCrs(box.West + (canvasX * box.Width / width), box.North - (canvasY * box.Height / height));

    /// <summary>The box of the grid that holds all that shows, with a border in canvas units; null where nothing of the zone can.</summary>
    public GridEnvelope? Reach(double border)
    {
        var (dx, dy) = (border * box.Width / width, border * box.Height / height);
        var (west, south, east, north) = Near(new MapBox(box.West - dx, box.South - dy, box.East + dx, box.North + dy));
        if (west > east || south > north)
        {
            return null;
        }

        var reach = GridEnvelope.Empty;
        for (var i = 0; i <= Steps; i++)
        {
            for (var j = 0; j <= Steps; j++)
            {
                reach = reach.Including(OfCrs(west + ((east - west) * i / Steps), south + ((north - south) * j / Steps)));
            }
        }

        var (bendEast, bendNorth) = (reach.Width / 100, reach.Height / 100);
        return new GridEnvelope(reach.MinEast - bendEast, reach.MinNorth - bendNorth, reach.MaxEast + bendEast, reach.MaxNorth + bendNorth);
    }

    public (double X, double Y) ToCrs(GridPoint point)
    {
        if (crs.Space == MapSpace.Zone)
        {
            return (point.EastMetres, point.NorthMetres);
        }

        var place = projection.Inverse(point.ToMetres());
        if (crs.Space == MapSpace.Degrees)
        {
            return (place.Longitude, place.Latitude);
        }

        var mercator = WebMercator.Forward(place);
        return (mercator.East, mercator.North);
    }

    private GridPoint OfCrs(double x, double y)
    {
        if (crs.Space == MapSpace.Zone)
        {
            return GridPoint.FromMetres(new PlanePosition(Math.Clamp(x, -1e9, 1e9), Math.Clamp(y, -1e9, 1e9)));
        }

        var place = crs.Space == MapSpace.Degrees ? new GeographicPosition(y, x) : WebMercator.Inverse(new PlanePosition(x, y));
        var near = new GeographicPosition(
            Math.Clamp(place.Latitude, LeastLatitude, GreatestLatitude),
            Math.Clamp(place.Longitude, projection.Zone.CentralMeridian - FarLongitude, projection.Zone.CentralMeridian + FarLongitude));
        return GridPoint.FromMetres(projection.Forward(near));
    }

    private (double West, double South, double East, double North) Near(MapBox wide)
    {
        var centre = projection.Zone.CentralMeridian;
        switch (crs.Space)
        {
            case MapSpace.Degrees:
                return (Math.Max(wide.West, centre - FarLongitude), Math.Max(wide.South, LeastLatitude),
                    Math.Min(wide.East, centre + FarLongitude), Math.Min(wide.North, GreatestLatitude));
            case MapSpace.Mercator:
                var low = WebMercator.Forward(new GeographicPosition(LeastLatitude, centre - FarLongitude));
                var high = WebMercator.Forward(new GeographicPosition(GreatestLatitude, centre + FarLongitude));
                return (Math.Max(wide.West, low.East), Math.Max(wide.South, low.North), Math.Min(wide.East, high.East), Math.Min(wide.North, high.North));
            default:
                return (wide.West, wide.South, wide.East, wide.North);
        }
    }
}
