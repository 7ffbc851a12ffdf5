using System.Text.Json;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.GeoJson;

/// <summary>Reads GeoJSON geometry objects.</summary>
internal sealed class JsonGeometry(string where, ReadWarnings warnings)
{
    private const int DeepestCollection = 8;
    private static readonly GeometryFactory Make = FeatureGeometry.Factory;

    public NtsGeometry? Read(JsonElement geometry, int depth = 0)
    {
        if (geometry.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (geometry.ValueKind != JsonValueKind.Object || !geometry.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            throw Broken("geometry 不是图形");
        }

        if (type.ValueEquals("GeometryCollection"))
        {
            return geometry.TryGetProperty("geometries", out var parts) && parts.ValueKind == JsonValueKind.Array && depth < DeepestCollection
                ? Make.CreateGeometryCollection([.. parts.EnumerateArray().Select(p => Read(p, depth + 1) ?? throw Broken("图形集合里有空值"))])
                : throw Broken("图形集合不完整或套得太深");
        }

        if (!geometry.TryGetProperty("coordinates", out var coordinates) || coordinates.ValueKind != JsonValueKind.Array)
        {
            throw Broken("没有 coordinates");
        }

        return Simple(type, coordinates);
    }

    private NtsGeometry Simple(JsonElement type, JsonElement at)
    {
        var hasZ = Positions(at).Any(p => p.GetArrayLength() > 2);
        return Name(type) switch
        {
            "Point" => at.GetArrayLength() == 0 ? Make.CreatePoint() : List(new[] { at }, hasZ).ToPoint(),
            "MultiPoint" => Make.CreateMultiPoint([.. at.EnumerateArray().Select(p => List(new[] { p }, hasZ).ToPoint())]),
            "LineString" => Line(at, hasZ),
            "MultiLineString" => Make.CreateMultiLineString([.. at.EnumerateArray().Select(l => Line(l, hasZ))]),
            "Polygon" => Polygon(at, hasZ, 1),
            "MultiPolygon" => MultiPolygon(at, hasZ),
            var other => throw Broken($"不认识的图形类型“{(other.Length > 40 ? other[..40] : other)}”"),
        };
    }

    private string Name(JsonElement type)
    {
        try
        {
            return type.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Broken("图形类型不是文字");
        }
    }

    private MultiPolygon MultiPolygon(JsonElement parts, bool hasZ)
    {
        var (polygons, ring) = (new List<Polygon>(), 1);
        foreach (var part in parts.EnumerateArray())
        {
            polygons.Add(Polygon(part, hasZ, ring));
            ring += part.GetArrayLength();
        }

        return Make.CreateMultiPolygon([.. polygons]);
    }

    private Polygon Polygon(JsonElement rings, bool hasZ, int firstRing)
    {
        if (rings.ValueKind != JsonValueKind.Array)
        {
            throw Broken("面的坐标不是数组");
        }

        var read = rings.EnumerateArray().Select((r, i) => Ring(r, hasZ, firstRing + i)).ToArray();
        return read.Length == 0 ? Make.CreatePolygon() : Make.CreatePolygon(read[0], read[1..]);
    }

    private LinearRing Ring(JsonElement positions, bool hasZ, int number)
    {
        var list = List(Elements(positions), hasZ);
        if (list.Count >= 3 && !list.IsClosed)
        {
            list.Close();
            warnings.Add(new Error(FormatErrors.WarnRingNotClosed, ("where", where)) { Ring = number });
        }

        return list.Count >= 4 ? list.ToRing() : throw FormatFault.Ring(where, number, FormattableString.Invariant($"只有 {list.Count} 个点,围不成面"));
    }

    private LineString Line(JsonElement positions, bool hasZ)
    {
        var list = List(Elements(positions), hasZ);
        return list.Count is 0 or >= 2 ? list.ToLine() : throw Broken("线只有 1 个点");
    }

    private PositionList List<T>(T positions, bool hasZ)
        where T : IEnumerable<JsonElement>
    {
        var list = new PositionList(hasZ, hasM: false);
        foreach (var position in positions)
        {
            var length = position.ValueKind == JsonValueKind.Array ? position.GetArrayLength() : 0;
            if (length < 2)
            {
                throw Broken("点的坐标不足两个数");
            }

            list.Add(Number(position[0]), Number(position[1]), length > 2 ? Number(position[2]) : double.NaN);
        }

        return list;
    }

    private JsonElement.ArrayEnumerator Elements(JsonElement array) => array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : throw Broken("坐标不是数组");

    private double Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Broken("坐标不是数字");

    /// <summary>The innermost arrays.</summary>
    private static IEnumerable<JsonElement> Positions(JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() == 0)
        {
            return [];
        }

        return array[0].ValueKind == JsonValueKind.Array ? array.EnumerateArray().SelectMany(Positions) : [array];
    }

    private FormatFault Broken(string reason) => FormatFault.Record(where, reason);
}
