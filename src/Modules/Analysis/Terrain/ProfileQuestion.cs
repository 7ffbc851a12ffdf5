using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Terrain;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.Terrain;

/// <summary>A profile along a line, on the finest cells.</summary>
internal static class ProfileQuestion
{
    public static Result<ProfileView> Ask(OpenGround ground, GridPath line, double step, GaussKrugerZone zone, CancellationToken ct)
    {
        var field = ground.Field(line.Envelope, 0, ct);
        if (field.Error is { } unread)
        {
            return unread;
        }

        var profile = TerrainProfile.Along(field.Value, [.. line.Points.Select(p => p.ToMetres())], step);
        return profile.Map(p => ViewOf(ground, p, new GaussKrugerProjection(zone)));
    }

    private static ProfileView ViewOf(OpenGround ground, TerrainProfile profile, GaussKrugerProjection projection)
    {
        var known = profile.Doubt is null;
        return new ProfileView(
            ground.Basis(0),
            FigureQuestions.DoubtView(profile.Doubt),
            Math.Round(profile.Length, 3),
            known ? Math.Round(profile.Points.Min(p => p.Height!.Value), 3) : null,
            known ? Math.Round(profile.Points.Max(p => p.Height!.Value), 3) : null,
            profile.Climbed is { } climbed ? Math.Round(climbed.Up, 3) : null,
            profile.Climbed is { } fallen ? Math.Round(fallen.Down, 3) : null,
            [.. profile.Points.Select(p => PlaceOf(p, projection))]);
    }

    private static ProfilePlace PlaceOf(ProfilePoint point, GaussKrugerProjection projection)
    {
        var place = projection.Inverse(new PlanePosition(point.East, point.North));
        return new ProfilePlace(
            Math.Round(point.Distance, 3), Math.Round(place.Longitude, 9), Math.Round(place.Latitude, 9), point.Height is { } height ? Math.Round(height, 3) : null);
    }
}
