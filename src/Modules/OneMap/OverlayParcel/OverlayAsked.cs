using System.ComponentModel.DataAnnotations;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

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

    private const double MostMetres = 20_000;

    public static Result<OverlayAsked> Read(OverlayBody body, GaussKrugerZone zone, CancellationToken ct)
    {
        if (body.Answer is not (null or OverlayBody.Areas or OverlayBody.Figures))
        {
            return Invalid("answer", "只能是 areas 或 figures");
        }

        if (body.WithinMetres is { } within && within is not (> 0 and <= MostMetres))
        {
            return Invalid("withinMetres", "要大于 0,不超过 20000");
        }

        return new GivenFigures(zone).Area(body.Epsg, body.Coordinates, ct).Map(parcel => new OverlayAsked(parcel, body.Layers, body.Answer == OverlayBody.Figures, body.WithinMetres)
        {
            Time = new RevisionTime(body.RecordedAt, body.ValidOn),
        });
    }

    private static Error Invalid(string field, string reason) => new Error(KernelErrors.FieldInvalid, ("field", field), ("reason", reason)) { Field = field };
}
