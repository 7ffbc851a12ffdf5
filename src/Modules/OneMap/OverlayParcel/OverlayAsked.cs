using System.ComponentModel.DataAnnotations;
using Guotu.Geo;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Validity;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.ReadLayers;

namespace Guotu.OneMap.OverlayParcel;

/// <summary>Body of an overlay (压占分析).</summary>
/// <param name="Epsg">4490: longitude, latitude in degrees; or the county's zone: easting with zone prefix, northing in metres.</param>
/// <param name="Coordinates">As in a GeoJSON MultiPolygon: parts, rings (outer first), positions east first.</param>
/// <param name="Layers">Layer codes; all that the caller sees where left out.</param>
/// <param name="Answer"><c>areas</c> or <c>figures</c>.</param>
/// <param name="WithinMetres">How far to look for the nearest feature of a layer that is not met, up to 20,000; not at all where left out.</param>
public sealed record OverlayBody(
    int Epsg,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>> Coordinates,
    IReadOnlyList<string>? Layers,
    [property: AllowedValues(OverlayBody.Areas, OverlayBody.Figures)] string? Answer,
    double? WithinMetres)
{
    /// <summary>Layers as they had been recorded by this instant; as they are now where left out.</summary>
    public Instant? RecordedAt { get; init; }

    /// <summary>Layers that speak of this date or an earlier one.</summary>
    public DateOnly? ValidOn { get; init; }

    internal const string Areas = "areas";
    internal const string Figures = "figures";
}

/// <summary>What is asked, read and found sound.</summary>
internal sealed record OverlayAsked(GridMultiPolygon Parcel, IReadOnlyList<string>? Layers, bool WithFigures, double? WithinMetres)
{
    /// <summary>The state of the layers that is meant.</summary>
    public RevisionTime Time { get; init; } = RevisionTime.Now;

    private const int MostVertices = 200_000;
    private const double MostMetres = 20_000;

    public static Result<OverlayAsked> Read(OverlayBody body, GaussKrugerZone zone, CancellationToken ct)
    {
        if (body.Epsg != GeographicEpsg && body.Epsg != zone.Epsg)
        {
            return Invalid("epsg", $"只接受 4490 和本县投影带 {zone.Epsg}");
        }

        if (body.Answer is not (null or OverlayBody.Areas or OverlayBody.Figures))
        {
            return Invalid("answer", "只能是 areas 或 figures");
        }

        if (body.WithinMetres is { } within && within is not (> 0 and <= MostMetres))
        {
            return Invalid("withinMetres", "要大于 0,不超过 20000");
        }

        var parcel = Figure(body, zone);
        if (parcel.Error is { } unreadable)
        {
            return unreadable;
        }

        var defects = FigureValidity.Check(parcel.Value, ct);
        return defects.Count > 0
            ? new Error(GeoErrors.FigureInvalid, ("what", "地块"), ("reason", DefectNames.Of(defects[0].Kind)))
            : new OverlayAsked(parcel.Value, body.Layers, body.Answer == OverlayBody.Figures, body.WithinMetres)
            {
                Time = new RevisionTime(body.RecordedAt, body.ValidOn),
            };
    }

    private const int GeographicEpsg = 4490;

    private static Result<GridMultiPolygon> Figure(OverlayBody body, GaussKrugerZone zone)
    {
        var positions = body.Coordinates?.Sum(p => p?.Sum(r => (long)(r?.Count ?? 0)) ?? 0) ?? 0;
        if (positions is 0 or > MostVertices)
        {
            return Invalid("coordinates", positions == 0 ? "没有坐标" : "超过 200000 个点");
        }

        var places = new MapPlaces(zone);
        var polygons = new List<GridPolygon>();
        foreach (var part in body.Coordinates!)
        {
            var rings = new List<GridRing>();
            foreach (var ring in part ?? [])
            {
                var points = (ring ?? []).Select(p => Place(p, body.Epsg, places)).ToList();
                if (points.Contains(null) || points.Count < 4 || points[0] != points[^1])
                {
                    return Invalid("coordinates", $"第 {polygons.Count + 1} 部分第 {rings.Count + 1} 圈要有不少于四点、首尾相同,每点是本县范围内的两个数");
                }

                rings.Add(new GridRing(points.Select(p => p!.Value)));
            }

            if (rings.Count == 0)
            {
                return Invalid("coordinates", $"第 {polygons.Count + 1} 部分没有圈");
            }

            polygons.Add(new GridPolygon(rings[0], [.. rings.Skip(1)]));
        }

        return new GridMultiPolygon([.. polygons]);
    }

    private static GridPoint? Place(IReadOnlyList<double>? position, int epsg, MapPlaces places)
    {
        if (position is not { Count: >= 2 })
        {
            return null;
        }

        var (east, north) = (position[0], position[1]);
        if (epsg == GeographicEpsg)
        {
            return DegreeBox.IsPlace(east, north) ? places.ToGrid(east, north) : null;
        }

        return east is > 1e6 and < 1e8 && north is > 0 and < 1e7 ? GridPoint.FromMetres(new PlanePosition(east, north)) : null;
    }

    private static Error Invalid(string field, string reason) => new Error(KernelErrors.FieldInvalid, ("field", field), ("reason", reason)) { Field = field };
}
