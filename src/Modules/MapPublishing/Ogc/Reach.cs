using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.MapPublishing.Filters;

namespace Guotu.MapPublishing.Ogc;

/// <summary>The box of the grid that holds whatever a condition's box can meet: the index is asked with it, the condition decides.</summary>
internal static class Reach
{
    /// <summary>Longest step along an edge, degrees.</summary>
    private const double Step = 0.25;

    /// <summary>What a straight edge in degrees may bulge between two steps (at most 8 m), and rounding: metres.</summary>
    private const double Margin = 20;

    /// <summary>Degrees around the county's meridian and latitude beyond which no layer of a zone lies.</summary>
    private const double FarLongitude = 4;
    private const double LeastLatitude = 2;
    private const double GreatestLatitude = 58;

    /// <summary>Null where the box cannot meet anything of the zone.</summary>
    public static GridEnvelope? Of(SpaceBox box, GaussKrugerProjection projection)
    {
        if (box.Space == FilterSpace.Plane)
        {
            var (low, high) = (Place(box.MinX, box.MinY), Place(box.MaxX, box.MaxY));
            return box.MinX > box.MaxX ? null : new GridEnvelope(low.East, low.North, high.East, high.North);
        }

        var (west, east) = (Math.Max(box.MinX, projection.Zone.CentralMeridian - FarLongitude), Math.Min(box.MaxX, projection.Zone.CentralMeridian + FarLongitude));
        var (south, north) = (Math.Max(box.MinY, LeastLatitude), Math.Min(box.MaxY, GreatestLatitude));
        if (west > east || south > north)
        {
            return null;
        }

        var reach = GridEnvelope.Empty;
        var steps = Math.Max(1, (int)Math.Ceiling(Math.Max(east - west, north - south) / Step));
        for (var i = 0; i <= steps; i++)
        {
            var (lon, lat) = (west + ((east - west) * i / steps), south + ((north - south) * i / steps));
            foreach (var (x, y) in (ReadOnlySpan<(double, double)>)[(lon, south), (lon, north), (west, lat), (east, lat)])
            {
                reach = reach.Including(GridPoint.FromMetres(projection.Forward(new GeographicPosition(y, x))));
            }
        }

        const long Units = (long)(Margin * GridPoint.UnitsPerMetre);
        return new GridEnvelope(reach.MinEast - Units, reach.MinNorth - Units, reach.MaxEast + Units, reach.MaxNorth + Units);
    }

    /// <summary>Numbers far outside of any plane are taken at its rim.</summary>
    private static GridPoint Place(double east, double north) =>
        GridPoint.FromMetres(new PlanePosition(Math.Clamp(east, -1e9, 1e9), Math.Clamp(north, -1e9, 1e9)));
}
