global using NtsGeometry = NetTopologySuite.Geometries.Geometry;
