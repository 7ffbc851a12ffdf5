using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Terrain;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.Terrain;

/// <summary>A viewshed on the finest level whose radius is at most <see cref="Viewshed.MostRadiusCells"/> cells; the answer says which cells.</summary>
internal static class ViewshedQuestion
{
    public static Result<ViewshedView> Ask(OpenGround ground, GridPoint place, ViewshedBody body, GaussKrugerZone zone, CancellationToken ct)
    {
        var level = ground.LevelOf(body.RadiusMetres / Viewshed.MostRadiusCells);
        var radius = (long)Math.Ceiling(body.RadiusMetres * GridPoint.UnitsPerMetre);
        var field = ground.Field(new GridEnvelope(place.East - radius, place.North - radius, place.East + radius, place.North + radius), level, ct);
        if (field.Error is { } unread)
        {
            return unread;
        }

        var (column, row) = field.Value.Grid.CellAt(place.EastMetres, place.NorthMetres);
        var refraction = body.Refraction ?? Viewshed.UsualRefraction;
        var seen = Viewshed.Of(field.Value, new ViewshedAsked(column, row, body.ObserverHeight, body.TargetHeight, body.RadiusMetres, refraction), ct);
        if (seen.Error is { } refused)
        {
            return refused;
        }

        if (seen.Value.Value is not { } viewshed)
        {
            return new ViewshedView(ground.Basis(level), FigureQuestions.DoubtView(seen.Value.Doubt), null, null, null, refraction, Viewshed.EarthRadius, null, null);
        }

        var picture = new ViewshedPicture(field.Value, viewshed, new GaussKrugerProjection(zone));
        double Area(Visibility visibility) => Math.Round(viewshed.Count(visibility) * field.Value.CellArea, 1);
        return picture.Draw().Map(png => new ViewshedView(
            ground.Basis(level), null, Area(Visibility.Visible), Area(Visibility.Hidden), Area(Visibility.Unknown), refraction, Viewshed.EarthRadius,
            Convert.ToBase64String(png), picture.Extent));
    }
}
