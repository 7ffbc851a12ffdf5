using Guotu.Geo.Geometry;

namespace Guotu.Geo.Tiles;

/// <summary>A feature to be drawn; properties with a null value are left out.</summary>
public sealed record TileFeature(long Id, GridMultiPolygon Shape, IReadOnlyList<KeyValuePair<string, string?>> Properties);
