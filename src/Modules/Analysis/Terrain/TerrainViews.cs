using System.ComponentModel.DataAnnotations;

namespace Guotu.Analysis.Terrain;

/// <summary>On which ground an answer rests (依据).</summary>
/// <param name="CellMetres">Cells that were reckoned with.</param>
/// <param name="VerticalDatum">Of every height.</param>
internal sealed record TerrainBasis(string Raster, int Revision, DateOnly AsOf, double CellMetres, string VerticalDatum, bool Demonstration);

/// <summary>Why there is no answer (无法判定).</summary>
/// <param name="Kind"><c>outside</c>: beyond the DEM; <c>no-data</c>: cells without data, or ground that the caller may not see.</param>
/// <param name="SquareMetres">Plane area in doubt; 0 where the question has none.</param>
/// <param name="Text">For staff.</param>
internal sealed record TerrainDoubtView([property: AllowedValues("outside", "no-data")] string Kind, double SquareMetres, string Text);

/// <summary>A profile; heights in metres. Where <paramref name="Doubt"/> is set there are no sums.</summary>
internal sealed record ProfileView(
    TerrainBasis Basis, TerrainDoubtView? Doubt, double LengthMetres, double? Lowest, double? Highest, double? UpMetres, double? DownMetres, IReadOnlyList<ProfilePlace> Places);

/// <summary>A place of a profile.</summary>
/// <param name="Distance">Metres along the line.</param>
/// <param name="Height">Null where the ground is not known.</param>
internal sealed record ProfilePlace(double Distance, double Lon, double Lat, double? Height);

/// <summary>Slope and aspect of a figure; areas in plane square metres.</summary>
internal sealed record SlopeView(
    TerrainBasis Basis, TerrainDoubtView? Doubt, double? MeanDegrees, double? SteepestDegrees, IReadOnlyList<TerrainShare> Classes, IReadOnlyList<TerrainShare> Aspects);

/// <summary>A class with its area.</summary>
/// <param name="Share">Of the figure, 0 to 1.</param>
internal sealed record TerrainShare(string Code, string Name, double SquareMetres, double Share);

/// <summary>Heights of the cells that a figure covers, weighted with the covered share; metres.</summary>
internal sealed record ZonalView(TerrainBasis Basis, TerrainDoubtView? Doubt, double? SquareMetres, double? Lowest, double? Highest, double? Mean, double? Deviation);

/// <summary>Volumes in cubic metres, heights in metres.</summary>
/// <param name="Net">Cut less fill.</param>
/// <param name="BalanceHeight">Design height at which cut and fill are equal.</param>
internal sealed record EarthworksView(
    TerrainBasis Basis, TerrainDoubtView? Doubt, double DesignHeight, double? SquareMetres, double? Cut, double? Fill, double? Net, double? BalanceHeight, double? MeanGround);

/// <summary>What is seen; areas in square metres.</summary>
/// <param name="Picture">PNG in Web Mercator over <paramref name="Extent4490"/>, as base64; null where undetermined.</param>
/// <param name="EarthRadius">Metres that the curvature was reckoned with.</param>
internal sealed record ViewshedView(
    TerrainBasis Basis, TerrainDoubtView? Doubt, double? Visible, double? Hidden, double? Unknown, double Refraction, double EarthRadius, string? Picture,
    [property: Length(4, 4)] IReadOnlyList<double>? Extent4490);
