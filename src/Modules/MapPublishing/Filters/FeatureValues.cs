using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.OneMap.Contracts;
using NetTopologySuite.Geometries;

namespace Guotu.MapPublishing.Filters;

/// <summary>In which coordinates a spatial condition is decided: those its literal was given in, so that straight edges mean what the caller drew.</summary>
internal enum FilterSpace
{
    /// <summary>Degrees, longitude as x.</summary>
    Degrees,

    /// <summary>Metres of the county's zone, east as x.</summary>
    Plane,
}

/// <summary>One feature as conditions see it. Values of hidden fields are absent like empty ones.</summary>
internal sealed class FeatureValues(SnapshotFeature feature, IReadOnlyList<string> columns, GaussKrugerProjection projection)
{
    /// <summary>A hundred times what quick degrees are off; nothing in metres.</summary>
    private const double Doubt = 1e-9;

    private NtsGeometry? _degrees;
    private NtsGeometry? _plane;

    public SnapshotFeature Feature => feature;

    /// <summary>Null where the field is empty, hidden, or holds something else than its type.</summary>
    public object? this[LayerField field]
    {
        get
        {
            var text = TextOf(field.Code);
            return string.IsNullOrEmpty(text) ? null : Read(field.Kind, text);
        }
    }

    public NtsGeometry Geometry(FilterSpace space) => space == FilterSpace.Plane
        ? _plane ??= ToNts(p => new Coordinate(p.EastMetres, p.NorthMetres))
        : _degrees ??= ToNts(p => projection.Inverse(p.ToMetres()) is var d ? new Coordinate(d.Longitude, d.Latitude) : null!);

    /// <summary>Whether the figure meets a box, where its vertices tell at once; null where the figure itself has to be looked at.</summary>
    public bool? MeetsBox(Envelope box, FilterSpace space)
    {
        var degrees = space == FilterSpace.Degrees ? ZoneDegrees.Of(projection.Zone) : null;
        var (west, east, south, north) = (true, true, true, true);
        foreach (var polygon in feature.Shape.Polygons)
        {
            foreach (var point in polygon.Outer.Points)
            {
                var (x, y) = degrees?.At(point) ?? (point.EastMetres, point.NorthMetres);
                if (x > box.MinX + Doubt && x < box.MaxX - Doubt && y > box.MinY + Doubt && y < box.MaxY - Doubt)
                {
                    return true;
                }

                west &= x < box.MinX - Doubt;
                east &= x > box.MaxX + Doubt;
                south &= y < box.MinY - Doubt;
                north &= y > box.MaxY + Doubt;
            }
        }

        return west || east || south || north ? false : null;
    }

    public static object? Read(LayerFieldKind kind, string text) => kind switch
    {
        LayerFieldKind.Text => text,
        LayerFieldKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
        _ => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    private string? TextOf(string code)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] == code)
            {
                return feature.Attributes[i];
            }
        }

        return null;
    }

    private NtsGeometry ToNts(Func<GridPoint, Coordinate> at)
    {
        var polygons = feature.Shape.Polygons.Select(p =>
            FeatureGeometry.Factory.CreatePolygon(Ring(p.Outer, at), [.. p.Holes.Select(h => Ring(h, at))])).ToArray();
        return polygons.Length == 1 ? polygons[0] : FeatureGeometry.Factory.CreateMultiPolygon(polygons);
    }

    private static LinearRing Ring(GridRing ring, Func<GridPoint, Coordinate> at)
    {
        var coordinates = new Coordinate[ring.Points.Length + 1];
        for (var i = 0; i < ring.Points.Length; i++)
        {
            coordinates[i] = at(ring.Points[i]);
        }

        coordinates[^1] = coordinates[0].Copy();
        return FeatureGeometry.Factory.CreateLinearRing(coordinates);
    }
}
