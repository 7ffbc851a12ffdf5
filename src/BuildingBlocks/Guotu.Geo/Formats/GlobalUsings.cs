// Guotu.Geo.Geometry is a namespace of ours; the library's type goes by this name.
global using NtsGeometry = NetTopologySuite.Geometries.Geometry;
