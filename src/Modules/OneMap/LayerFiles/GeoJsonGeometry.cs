using System.Collections.Immutable;
using System.Text.Json;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.LayerFiles;

/// <summary>Turns one GeoJSON feature into a feature of a layer.</summary>
internal sealed class GeoJsonGeometry(GaussKrugerZone zone, bool degrees)
{
    private readonly GaussKrugerProjection _projection = new(zone);

    public Result<NewFeature> Read(JsonElement feature)
    {
        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object
            || !geometry.TryGetProperty("coordinates", out var coordinates) || !geometry.TryGetProperty("type", out var type))
        {
            return Refused("没有 geometry");
        }

        var polygons = type.GetString() switch
        {
            "Polygon" => [coordinates],
            "MultiPolygon" when coordinates.ValueKind == JsonValueKind.Array => coordinates.EnumerateArray().ToArray(),
            _ => [],
        };
        var read = polygons.Select(Polygon).ToArray();
        if (read.Length == 0 || read.Contains(null))
        {
            return Refused("geometry 不是 Polygon 或 MultiPolygon,或坐标不是数");
        }

        return new NewFeature(new GridMultiPolygon([.. read.OfType<GridPolygon>()]), Attributes(feature));
    }

    private static Error Refused(string reason) => new(OneMapErrors.GeometryRefused, ("reason", reason)) { Line = 1 };

    private static Dictionary<string, string> Attributes(JsonElement feature)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null))
            {
                var value = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
                if (value.Length > 0)
                {
                    attributes[property.Name] = value;
                }
            }
        }

        return attributes;
    }

    private GridPolygon? Polygon(JsonElement rings)
    {
        var read = rings.ValueKind == JsonValueKind.Array ? rings.EnumerateArray().Select(Ring).ToArray() : [];
        return read.Length == 0 || read.Contains(null) ? null : new GridPolygon(read[0]!, [.. read.Skip(1).Select(r => r!)]);
    }

    private GridRing? Ring(JsonElement positions)
    {
        if (positions.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var points = ImmutableArray.CreateBuilder<GridPoint>(positions.GetArrayLength());
        foreach (var position in positions.EnumerateArray())
        {
            if (position.ValueKind != JsonValueKind.Array || position.GetArrayLength() < 2 || Point(position[0], position[1]) is not { } point)
            {
                return null;
            }

            points.Add(point);
        }

        return new GridRing(points.ToImmutable());
    }

    private GridPoint? Point(JsonElement first, JsonElement second)
    {
        if (first.ValueKind != JsonValueKind.Number || second.ValueKind != JsonValueKind.Number)
        {
            return null;
        }

        var (x, y) = (first.GetDouble(), second.GetDouble());
        var plausible = degrees ? ReadLayers.DegreeBox.IsPlace(x, y) : x is > 0 and < 1e8 && y is > 0 and < 1e7;
        return plausible ? GridPoint.FromMetres(degrees ? _projection.Forward(new GeographicPosition(y, x)) : new PlanePosition(x, y)) : null;
    }
}
