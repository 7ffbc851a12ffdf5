using Guotu.Geo.Crs;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Terrain;

/// <summary>A place of a profile.</summary>
/// <param name="Distance">Metres along the line in the plane of projection.</param>
/// <param name="Height">Metres above 1985 heights; null where the ground is not known.</param>
public sealed record ProfilePoint(double Distance, double East, double North, double? Height);

/// <summary>
/// A profile (剖面): heights of <see cref="GroundSurface"/> at every step along a line and at its vertices. Where a place has no height the profile says so
/// and gives no lowest, highest or climbed figures.
/// </summary>
public sealed record TerrainProfile(IReadOnlyList<ProfilePoint> Points, TerrainDoubt? Doubt)
{
    public const int MostPoints = 20_000;

    public double Length => Points[^1].Distance;

    /// <summary>Metres of rise and of fall between neighbouring places; null where undetermined.</summary>
    public (double Up, double Down)? Climbed => Doubt is not null ? null : Points.Zip(Points.Skip(1), (a, b) => b.Height!.Value - a.Height!.Value)
        .Aggregate((Up: 0.0, Down: 0.0), (sum, d) => d > 0 ? (sum.Up + d, sum.Down) : (sum.Up, sum.Down - d));

    /// <param name="line">At least two places, metres.</param>
    /// <param name="step">Metres, above 0.</param>
    public static Result<TerrainProfile> Along(HeightField field, IReadOnlyList<PlanePosition> line, double step)
    {
        ArgumentNullException.ThrowIfNull(line);
        var surface = new GroundSurface(field);
        var points = new List<ProfilePoint> { At(surface, 0, line[0]) };
        var (start, next) = (0.0, step);
        for (var i = 1; i < line.Count; i++)
        {
            var (a, b) = (line[i - 1], line[i]);
            var length = Math.Sqrt(((b.East - a.East) * (b.East - a.East)) + ((b.North - a.North) * (b.North - a.North)));
            if (points.Count + (length / step) > MostPoints)
            {
                return new Error(GeoErrors.TerrainTooLarge, ("what", $"剖面至多 {MostPoints} 个点"));
            }

            for (; next < start + length - 1e-6; next += step)
            {
                var share = (next - start) / length;
                points.Add(At(surface, next, new PlanePosition(a.East + ((b.East - a.East) * share), a.North + ((b.North - a.North) * share))));
            }

            start += length;
            points.Add(At(surface, start, b));
            next = next <= start + 1e-6 ? next + step : next;
        }

        var unknown = points.Where(p => p.Height is null).ToList();
        var doubt = unknown.Count == 0 ? null
            : new TerrainDoubt(unknown.Exists(p => !surface.Covers(p.East, p.North)) ? TerrainDoubtKind.OutsideDem : TerrainDoubtKind.NoData, 0);
        return new TerrainProfile(points, doubt);
    }

    private static ProfilePoint At(GroundSurface surface, double distance, PlanePosition place) => new(distance, place.East, place.North, surface.HeightAt(place.East, place.North));
}
