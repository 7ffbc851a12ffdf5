using Guotu.Cli.Output;
using Guotu.Geo.Areas;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Crs;
using Guotu.Kernel.Figures;

namespace Guotu.Cli.Parsing;

/// <summary>The JSON of <c>parse</c>; its field names are a contract.</summary>
/// <param name="Crs">The zone of the result, as EPSG code.</param>
/// <param name="Conclusions">What the detection concluded, each with its evidence.</param>
internal sealed record ParsedFile(
    string Format, string Encoding, string Crs, IReadOnlyList<ErrorPlace> Warnings, IReadOnlyList<ParsedParcel> Parcels, IReadOnlyList<Conclusion> Conclusions)
{
    public static ParsedFile Of(CoordinateFile file, CancellationToken ct) => new(
        file.Format,
        file.Encoding,
        file.Crs.Zone.ToString(),
        [.. file.Warnings.Select(ErrorPlace.Of)],
        [.. file.Parcels.Select(p => ParsedParcel.Of(p, file.Crs.Zone, ct))],
        [.. file.Conclusions]);
}

/// <summary>A parcel of <c>parse</c> and <c>review</c>.</summary>
/// <param name="Parts">Count of outer rings.</param>
/// <param name="Holes">Count of inner rings.</param>
/// <param name="PlaneArea">m² in the Gauss-Krüger plane.</param>
/// <param name="EllipsoidalArea">m² on the ellipsoid.</param>
internal sealed record ParsedParcel(string Number, string Name, int Parts, int Holes, LegalArea PlaneArea, LegalArea EllipsoidalArea)
{
    public static ParsedParcel Of(CoordinateParcel parcel, GaussKrugerZone zone, CancellationToken ct) => new(
        parcel.Number,
        parcel.Name,
        parcel.Parts.Length,
        parcel.Parts.Sum(p => p.Holes.Length),
        Geo.Areas.PlaneArea.Of(parcel.Shape),
        new EllipsoidalArea(zone).Of(parcel.Shape, ct));
}
