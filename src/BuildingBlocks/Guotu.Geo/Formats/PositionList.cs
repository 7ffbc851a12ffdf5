using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace Guotu.Geo.Formats;

/// <summary>Positions as they are read, X = east; becomes the packed sequence of a geometry.</summary>
internal sealed class PositionList(bool hasZ, bool hasM, int room = 0)
{
    private readonly int _stride = 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0);
    private readonly List<double> _values = new(room * (2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0)));

    /// <summary>Pairs of little-endian numbers as a file has them, taken over as they stand; null where one of them is not finite.</summary>
    public static PositionList? OfPairs(ReadOnlySpan<byte> pairs)
    {
        var numbers = MemoryMarshal.Cast<byte, double>(pairs);
        var list = new PositionList(hasZ: false, hasM: false, numbers.Length / 2);
        foreach (var number in numbers)
        {
            if (!double.IsFinite(number))
            {
                return null;
            }
        }

        list._values.AddRange(numbers);
        return list;
    }

    public int Count => _values.Count / _stride;

    public bool IsClosed => Count > 1 && _values[0].Equals(_values[^_stride]) && _values[1].Equals(_values[^(_stride - 1)]);

    public double X(int i) => _values[i * _stride];

    public double Y(int i) => _values[(i * _stride) + 1];

    public void Add(double x, double y, double z = double.NaN, double m = double.NaN)
    {
        _values.Add(x);
        _values.Add(y);
        if (hasZ)
        {
            _values.Add(z);
        }

        if (hasM)
        {
            _values.Add(m);
        }
    }

    public void Append(PositionList other, int from)
    {
        for (var i = from * _stride; i < other._values.Count; i++)
        {
            _values.Add(other._values[i]);
        }
    }

    /// <summary>Repeats the first position at the end.</summary>
    public void Close() => _values.AddRange(_values.GetRange(0, _stride));

    public void Reverse()
    {
        var count = Count;
        for (var i = 0; i < count / 2; i++)
        {
            for (var j = 0; j < _stride; j++)
            {
                var (a, b) = ((i * _stride) + j, ((count - 1 - i) * _stride) + j);
                (_values[a], _values[b]) = (_values[b], _values[a]);
            }
        }
    }

    public CoordinateSequence ToSequence() => new PackedDoubleCoordinateSequence([.. _values], _stride, hasM ? 1 : 0);

    public LinearRing ToRing() => FeatureGeometry.Factory.CreateLinearRing(ToSequence());

    public LineString ToLine() => FeatureGeometry.Factory.CreateLineString(ToSequence());

    public Point ToPoint() => FeatureGeometry.Factory.CreatePoint(ToSequence());
}
