using Guotu.Geo;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Validity;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap.ReadLayers;

namespace Guotu.OneMap.Contracts;

/// <summary>
/// Reads figures that come with a request (请求里的图形): GeoJSON coordinates, east first, in degrees of EPSG:4490 or metres of the county's zone with
/// its prefix. Refused with <c>SYS-0003</c> where they cannot be read, <c>GEO-0031</c> where an area is not valid.
/// </summary>
public sealed class GivenFigures(GaussKrugerZone zone)
{
    /// <summary>Points of one figure.</summary>
    public const int MostVertices = 200_000;

    private const int GeographicEpsg = 4490;
    private readonly MapPlaces _places = new(zone);

    /// <summary>An area of parts and rings, outer first.</summary>
    public Result<GridMultiPolygon> Area(int epsg, IReadOnlyList<IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>>? coordinates, CancellationToken ct)
    {
        if (Unknown(epsg) is { } unknown)
        {
            return unknown;
        }

        var positions = coordinates?.Sum(p => p?.Sum(r => (long)(r?.Count ?? 0)) ?? 0) ?? 0;
        if (positions is 0 or > MostVertices)
        {
            return Invalid("coordinates", positions == 0 ? "没有坐标" : $"超过 {MostVertices} 个点");
        }

        var polygons = new List<GridPolygon>();
        foreach (var part in coordinates!)
        {
            var rings = Rings(part ?? [], epsg, polygons.Count + 1);
            if (rings.Error is { } unreadable)
            {
                return unreadable;
            }

            polygons.Add(new GridPolygon(rings.Value[0], [.. rings.Value.Skip(1)]));
        }

        var figure = new GridMultiPolygon([.. polygons]);
        var defects = FigureValidity.Check(figure, ct);
        return defects.Count > 0 ? new Error(GeoErrors.FigureInvalid, ("what", "地块"), ("reason", DefectNames.Of(defects[0].Kind))) : figure;
    }

    /// <summary>A line, or a place where there is one position.</summary>
    public Result<GridPath> Path(int epsg, IReadOnlyList<IReadOnlyList<double>>? coordinates)
    {
        if (Unknown(epsg) is { } unknown)
        {
            return unknown;
        }

        if (coordinates is not { Count: > 0 and <= MostVertices })
        {
            return Invalid("coordinates", coordinates is { Count: > 0 } ? $"超过 {MostVertices} 个点" : "没有坐标");
        }

        var points = coordinates.Select(p => Place(p, epsg)).ToList();
        return points.Contains(null) ? Invalid("coordinates", "每点要是本县范围内的两个数") : new GridPath([.. points.Select(p => p!.Value)]);
    }

    private static Error Invalid(string field, string reason) => new Error(KernelErrors.FieldInvalid, ("field", field), ("reason", reason)) { Field = field };

    private Error? Unknown(int epsg) => epsg == GeographicEpsg || epsg == zone.Epsg ? null : Invalid("epsg", $"只接受 4490 和本县投影带 {zone.Epsg}");

    private Result<IReadOnlyList<GridRing>> Rings(IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> part, int epsg, int number)
    {
        var rings = new List<GridRing>();
        foreach (var ring in part)
        {
            var points = (ring ?? []).Select(p => Place(p, epsg)).ToList();
            if (points.Contains(null) || points.Count < 4 || points[0] != points[^1])
            {
                return Invalid("coordinates", $"第 {number} 部分第 {rings.Count + 1} 圈要有不少于四点、首尾相同,每点是本县范围内的两个数");
            }

            rings.Add(new GridRing(points.Select(p => p!.Value)));
        }

        return rings.Count == 0 ? Invalid("coordinates", $"第 {number} 部分没有圈") : rings;
    }

    private GridPoint? Place(IReadOnlyList<double>? position, int epsg)
    {
        if (position is not { Count: >= 2 })
        {
            return null;
        }

        var (east, north) = (position[0], position[1]);
        if (epsg == GeographicEpsg)
        {
            return DegreeBox.IsPlace(east, north) ? _places.ToGrid(east, north) : null;
        }

        return east is > 1e6 and < 1e8 && north is > 0 and < 1e7 ? GridPoint.FromMetres(new PlanePosition(east, north)) : null;
    }
}
