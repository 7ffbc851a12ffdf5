using System.Buffers;
using System.Buffers.Binary;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Shapefile;

/// <summary>Encodes one geometry as the content of a .shp record: outer rings clockwise, holes counter-clockwise.</summary>
internal sealed class ShapeContent(int type)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    /// <summary>Box of all that was encoded: X, Y, Z, M.</summary>
    public (double Min, double Max)[] Box { get; } = [.. Enumerable.Repeat((double.PositiveInfinity, double.NegativeInfinity), 4)];

    public ReadOnlySpan<byte> Encode(NtsGeometry? geometry)
    {
        _bytes.ResetWrittenCount();
        if (geometry is null || geometry.IsEmpty)
        {
            Put(ShapeType.Null);
        }
        else
        {
            Put(type);
            Figure(geometry);
        }

        return _bytes.WrittenSpan;
    }

    private void Figure(NtsGeometry geometry)
    {
        switch (ShapeType.Plane(type))
        {
            case ShapeType.Point:
                var at = ((Point)geometry).CoordinateSequence;
                Positions([at]);
                Ordinates([at], withRange: false);
                break;
            case ShapeType.MultiPoint:
                var points = FeatureGeometry.Sequences(geometry).ToArray();
                Range(points);
                Put(points.Length);
                Positions(points);
                Ordinates(points, withRange: true);
                break;
            default:
                Parts([.. geometry is Polygon or MultiPolygon ? FeatureGeometry.Parts(geometry).SelectMany(p => Turned((Polygon)p)) : FeatureGeometry.Sequences(geometry).Where(s => s.Count > 0)]);
                break;
        }
    }

    private static IEnumerable<CoordinateSequence> Turned(Polygon polygon)
    {
        var outer = true;
        foreach (var ring in FeatureGeometry.RingsOf(polygon))
        {
            var clockwise = Area.OfRingSigned(ring.CoordinateSequence) > 0;
            yield return clockwise == outer ? ring.CoordinateSequence : ring.CoordinateSequence.Reversed();
            outer = false;
        }
    }

    private void Parts(CoordinateSequence[] parts)
    {
        Range(parts);
        Put(parts.Length);
        Put(parts.Sum(p => p.Count));
        var start = 0;
        foreach (var part in parts)
        {
            Put(start);
            start += part.Count;
        }

        Positions(parts);
        Ordinates(parts, withRange: true);
    }

    private void Range(CoordinateSequence[] parts)
    {
        var box = new Envelope();
        foreach (var part in parts)
        {
            part.ExpandEnvelope(box);
        }

        Put(box.MinX);
        Put(box.MinY);
        Put(box.MaxX);
        Put(box.MaxY);
    }

    private void Positions(CoordinateSequence[] parts)
    {
        foreach (var part in parts)
        {
            for (var i = 0; i < part.Count; i++)
            {
                Put(Known(0, part.GetX(i)));
                Put(Known(1, part.GetY(i)));
            }
        }
    }

    private void Ordinates(CoordinateSequence[] parts, bool withRange)
    {
        if (ShapeType.HasZ(type))
        {
            Ordinate(parts, 2, withRange, (s, i) => s.HasZ && !double.IsNaN(s.GetZ(i)) ? s.GetZ(i) : 0);
        }

        if (ShapeType.HasM(type))
        {
            Ordinate(parts, 3, withRange, (s, i) => s.HasM && !double.IsNaN(s.GetM(i)) ? s.GetM(i) : double.NaN);
        }
    }

    private void Ordinate(CoordinateSequence[] parts, int axis, bool withRange, Func<CoordinateSequence, int, double> get)
    {
        var values = parts.SelectMany(p => Enumerable.Range(0, p.Count).Select(i => get(p, i))).ToArray();
        var known = values.Where(v => !double.IsNaN(v)).ToArray();
        if (withRange)
        {
            Put(known.Length == 0 ? -1e39 : known.Min());
            Put(known.Length == 0 ? -1e39 : known.Max());
        }

        foreach (var value in values)
        {
            Put(double.IsNaN(value) ? -1e39 : Known(axis, value));
        }
    }

    private double Known(int axis, double value)
    {
        Box[axis] = (Math.Min(Box[axis].Min, value), Math.Max(Box[axis].Max, value));
        return value;
    }

    private void Put(int value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(four, value);
        _bytes.Write(four);
    }

    private void Put(double value)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(eight, value);
        _bytes.Write(eight);
    }
}
