using System.Text;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.WellKnown;

/// <summary>Writes well-known text whose numbers read back as the same doubles.</summary>
internal static class WktText
{
    public static string Write(NtsGeometry geometry)
    {
        var text = new StringBuilder();
        Figure(text, geometry, FeatureGeometry.HasZ(geometry), FeatureGeometry.HasM(geometry));
        return text.ToString();
    }

    private static void Figure(StringBuilder text, NtsGeometry geometry, bool z, bool m)
    {
        text.Append(geometry is LinearRing ? "LINESTRING" : geometry.GeometryType.ToUpperInvariant());
        text.Append((z, m) switch { (true, true) => " ZM", (true, false) => " Z", (false, true) => " M", _ => string.Empty }).Append(' ');
        Body(text, geometry, z, m);
    }

    private static void Body(StringBuilder text, NtsGeometry geometry, bool z, bool m)
    {
        switch (geometry)
        {
            case { IsEmpty: true } and not GeometryCollection { NumGeometries: > 0 }:
                text.Append("EMPTY");
                break;
            case Point point:
                Positions(text, point.CoordinateSequence, z, m);
                break;
            case LineString line:
                Positions(text, line.CoordinateSequence, z, m);
                break;
            case Polygon polygon:
                List(text, FeatureGeometry.RingsOf(polygon), ring => Positions(text, ring.CoordinateSequence, z, m));
                break;
            case MultiPoint or MultiLineString or MultiPolygon:
                List(text, ((GeometryCollection)geometry).Geometries, part => Body(text, part, z, m));
                break;
            default:
                List(text, ((GeometryCollection)geometry).Geometries, part => Figure(text, part, z, m));
                break;
        }
    }

    private static void List<T>(StringBuilder text, IEnumerable<T> items, Action<T> write)
    {
        var before = '(';
        foreach (var item in items)
        {
            text.Append(before);
            write(item);
            before = ',';
        }

        text.Append(')');
    }

    private static void Positions(StringBuilder text, CoordinateSequence sequence, bool z, bool m)
    {
        for (var i = 0; i < sequence.Count; i++)
        {
            text.Append(i == 0 ? '(' : ',').Append(ValueText.Of(sequence.GetX(i))).Append(' ').Append(ValueText.Of(sequence.GetY(i)));
            if (z)
            {
                text.Append(' ').Append(ValueText.Of(Known(sequence.HasZ ? sequence.GetZ(i) : 0)));
            }

            if (m)
            {
                text.Append(' ').Append(ValueText.Of(Known(sequence.HasM ? sequence.GetM(i) : 0)));
            }
        }

        text.Append(')');
    }

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;
}
