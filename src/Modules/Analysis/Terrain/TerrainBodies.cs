namespace Guotu.Analysis.Terrain;

/// <summary>A profile that is asked for.</summary>
/// <param name="Epsg">4490: longitude, latitude in degrees; or the county's zone: easting with zone prefix, northing in metres.</param>
/// <param name="Line">As in a GeoJSON LineString.</param>
/// <param name="StepMetres">Distance between two places, 0.5 to 10,000.</param>
internal sealed record ProfileBody(int Epsg, IReadOnlyList<IReadOnlyList<double>> Line, double StepMetres);

/// <summary>A figure whose slope or heights are asked for.</summary>
/// <param name="Coordinates">As in a GeoJSON MultiPolygon.</param>
internal sealed record TerrainFigureBody(int Epsg, IReadOnlyList<IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>> Coordinates);

/// <summary>Cut and fill of a figure.</summary>
/// <param name="DesignHeight">Metres above 1985 heights, at the middle of the figure's box.</param>
/// <param name="RiseEast">Metres a metre to the east; level where left out.</param>
/// <param name="RiseNorth">Metres a metre to the north.</param>
internal sealed record EarthworksBody(
    int Epsg, IReadOnlyList<IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>> Coordinates, double DesignHeight, double? RiseEast, double? RiseNorth);

/// <summary>What is seen from a place.</summary>
/// <param name="Place">East first.</param>
/// <param name="ObserverHeight">Metres above the ground, 0 to 1,000.</param>
/// <param name="TargetHeight">Metres above the ground, 0 to 1,000.</param>
/// <param name="RadiusMetres">Up to 30,000.</param>
/// <param name="Refraction">Share of the earth's curvature, 0 to 0.5; 0.13 where left out.</param>
internal sealed record ViewshedBody(int Epsg, IReadOnlyList<double> Place, double ObserverHeight, double TargetHeight, double RadiusMetres, double? Refraction);
