using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace Guotu.Geo.Formats;

/// <summary>How all readers make geometries: packed doubles, no precision model.</summary>
public static class FeatureGeometry
{
    /// <summary>Floating precision, packed coordinate sequences.</summary>
    public static readonly GeometryFactory Factory = new(new PrecisionModel(), 0, PackedCoordinateSequenceFactory.DoubleFactory);

    /// <summary>What kind of layer a geometry belongs in; collections of several kinds are mixed.</summary>
    public static GeometryKind KindOf(NtsGeometry? geometry) => geometry switch
    {
        null => GeometryKind.None,
        Point or MultiPoint => GeometryKind.Point,
        LineString or MultiLineString => GeometryKind.Line,
        Polygon or MultiPolygon => GeometryKind.Polygon,
        _ => GeometryKind.Mixed,
    };

    /// <summary>Chinese name of a geometry's kind.</summary>
    public static string ChineseName(NtsGeometry? geometry) => KindOf(geometry) switch
    {
        GeometryKind.None => "空图形",
        GeometryKind.Point => "点",
        GeometryKind.Line => "线",
        GeometryKind.Polygon => "面",
        _ => "几种图形的集合",
    };

    /// <summary>Whether any position of it carries a height.</summary>
    public static bool HasZ(NtsGeometry? geometry) => Sequences(geometry).Any(s => s.HasZ && Any(s, Ordinate.Z));

    /// <summary>Whether any position of it carries a measure.</summary>
    public static bool HasM(NtsGeometry? geometry) => Sequences(geometry).Any(s => s.HasM && Any(s, Ordinate.M));

    /// <summary>The parts of a geometry that are no collections, in order.</summary>
    public static IEnumerable<NtsGeometry> Parts(NtsGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return geometry is GeometryCollection collection ? collection.Geometries.SelectMany(Parts) : [geometry];
    }

    internal static IEnumerable<CoordinateSequence> Sequences(NtsGeometry? geometry) => geometry is null
        ? []
        : Parts(geometry).SelectMany(p => p switch
        {
            Point point => [point.CoordinateSequence],
            LineString line => [line.CoordinateSequence],
            Polygon polygon => RingsOf(polygon).Select(r => r.CoordinateSequence),
            _ => Enumerable.Empty<CoordinateSequence>(),
        });

    /// <summary>Outer ring first; none for an empty polygon.</summary>
    internal static IEnumerable<LinearRing> RingsOf(Polygon polygon) => polygon.IsEmpty ? [] : polygon.InteriorRings.Cast<LinearRing>().Prepend(polygon.Shell);

    private static bool Any(CoordinateSequence sequence, Ordinate ordinate)
    {
        for (var i = 0; i < sequence.Count; i++)
        {
            if (!double.IsNaN(sequence.GetOrdinate(i, ordinate)))
            {
                return true;
            }
        }

        return false;
    }
}
