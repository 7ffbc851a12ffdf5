using System.Buffers.Binary;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Shapefile;

/// <summary>Decodes the content of one record of a .shp file. Every count is checked against the bytes that are there.</summary>
internal ref struct ShapeRecord(ReadOnlySpan<byte> content, string where, ReadWarnings warnings)
{
    private const int BoxSize = 32;
    private readonly ReadOnlySpan<byte> _content = content;
    private int _at = 4;
    private int _zAt;
    private int _mAt;

    /// <summary>The geometry; null for a null shape.</summary>
    public NtsGeometry? Read(int layerType)
    {
        var type = Int(0);
        if (type == ShapeType.Null)
        {
            return null;
        }

        if (type != layerType)
        {
            throw FormatFault.Record(where, FormattableString.Invariant($"图形类型是 {type},文件头写明 {layerType}"));
        }

        return ShapeType.Plane(type) switch
        {
            ShapeType.Point => ReadPoint(type),
            ShapeType.MultiPoint => ReadMultiPoint(type),
            ShapeType.Line => ReadLines(type),
            _ => ReadPolygon(type),
        };
    }

    private Point ReadPoint(int type)
    {
        var (hasZ, hasM) = (ShapeType.HasZ(type), type >= ShapeType.WithM || (ShapeType.HasZ(type) && _content.Length >= 36));
        Need(4 + 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0));
        var list = new PositionList(hasZ, hasM);
        list.Add(Number(4), Number(12), hasZ ? Number(20) : double.NaN, hasM ? Measure(hasZ ? 28 : 20) : double.NaN);
        return list.ToPoint();
    }

    private MultiPoint ReadMultiPoint(int type)
    {
        Need(4 + BoxSize + 4);
        var count = Count(4 + BoxSize, 16);
        _at = 4 + BoxSize + 4;
        var (hasZ, hasM) = Ordinates(type, count);
        var points = new Point[count];
        for (var i = 0; i < count; i++)
        {
            points[i] = Positions(i, i + 1, hasZ, hasM).ToPoint();
        }

        return FeatureGeometry.Factory.CreateMultiPoint(points);
    }

    private NtsGeometry ReadLines(int type)
    {
        var starts = Parts(out var points);
        var (hasZ, hasM) = Ordinates(type, points);
        var lines = new LineString[starts.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            var list = Positions(starts[i], i + 1 < starts.Length ? starts[i + 1] : points, hasZ, hasM);
            lines[i] = list.Count >= 2 ? list.ToLine() : throw FormatFault.Record(where, FormattableString.Invariant($"第 {i + 1} 段只有 {list.Count} 个点"));
        }

        return lines.Length switch
        {
            0 => FeatureGeometry.Factory.CreateLineString(),
            1 => lines[0],
            _ => FeatureGeometry.Factory.CreateMultiLineString(lines),
        };
    }

    private NtsGeometry ReadPolygon(int type)
    {
        var starts = Parts(out var points);
        var (hasZ, hasM) = Ordinates(type, points);
        var rings = new LinearRing[starts.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            var list = Positions(starts[i], i + 1 < starts.Length ? starts[i + 1] : points, hasZ, hasM);
            if (list.Count >= 3 && !list.IsClosed)
            {
                list.Close();
                warnings.Add(new Kernel.Results.Error(FormatErrors.WarnRingNotClosed, ("where", where)) { Ring = i + 1 });
            }

            rings[i] = list.Count >= 4 ? list.ToRing() : throw FormatFault.Ring(where, i + 1, FormattableString.Invariant($"只有 {list.Count} 个点,围不成面"));
        }

        return rings.Length == 0 ? FeatureGeometry.Factory.CreatePolygon() : Nested(rings);
    }

    /// <summary>Containment decides what is a hole; the direction that Esri prescribes (outer clockwise) must agree, or is warned of.</summary>
    private readonly NtsGeometry Nested(LinearRing[] rings)
    {
        var nested = RingNesting.Assemble(rings) ?? throw new FormatFault(new Kernel.Results.Error(FormatErrors.TooComplex, ("where", where), ("reason", "圈太多太密")));
        for (var i = 0; i < rings.Length; i++)
        {
            var isOuter = nested.Depths[i] % 2 == 0;
            if (isOuter != NetTopologySuite.Algorithm.Area.OfRingSigned(rings[i].CoordinateSequence) > 0)
            {
                warnings.Add(new Kernel.Results.Error(FormatErrors.WarnRingRole, ("where", where), ("role", isOuter ? "外圈" : "内洞")) { Ring = i + 1 });
            }
        }

        return nested.ToGeometry();
    }

    private int[] Parts(out int points)
    {
        Need(4 + BoxSize + 8);
        var parts = Count(4 + BoxSize, 4);
        points = Count(4 + BoxSize + 4, 16);
        _at = 4 + BoxSize + 8;
        Need(_at + (4L * parts) + (16L * points));
        var starts = new int[parts];
        for (var i = 0; i < parts; i++)
        {
            starts[i] = Int(_at + (4 * i));
            if (starts[i] < 0 || starts[i] >= points || (i == 0 ? starts[i] != 0 : starts[i] <= starts[i - 1]))
            {
                throw FormatFault.Record(where, FormattableString.Invariant($"第 {i + 1} 段的起点 {starts[i]} 不对"));
            }
        }

        _at += 4 * parts;
        return starts;
    }

    /// <summary>Where heights and measures lie behind the points; measures of a Z type may be left out.</summary>
    private (bool HasZ, bool HasM) Ordinates(int type, int count)
    {
        var size = 16 + (8L * count);
        var end = _at + (16L * count);
        var hasZ = ShapeType.HasZ(type);
        Need(end + (hasZ ? size : 0));
        _zAt = (int)end + 16;
        _mAt = (int)(end + (hasZ ? size : 0)) + 16;
        // Some writers leave the measures of M types out as well.
        return (hasZ, ShapeType.HasM(type) && _content.Length >= _mAt - 16 + size);
    }

    private readonly PositionList Positions(int from, int to, bool hasZ, bool hasM)
    {
        // Whole coverages are plane: their positions are not taken one by one.
        if (!hasZ && !hasM && BitConverter.IsLittleEndian)
        {
            return PositionList.OfPairs(_content.Slice(_at + (16 * from), 16 * (to - from))) ?? throw FormatFault.Record(where, "坐标不是有限的数");
        }

        var list = new PositionList(hasZ, hasM, to - from);
        for (var i = from; i < to; i++)
        {
            list.Add(Number(_at + (16 * i)), Number(_at + (16 * i) + 8), hasZ ? Number(_zAt + (8 * i)) : double.NaN, hasM ? Measure(_mAt + (8 * i)) : double.NaN);
        }

        return list;
    }

    private readonly int Count(int at, int size)
    {
        var count = Int(at);
        return count >= 0 && (long)count * size <= _content.Length
            ? count
            : throw FormatFault.Record(where, FormattableString.Invariant($"写明的个数 {count} 超出记录的长度"));
    }

    private readonly void Need(long length)
    {
        if (_content.Length < length)
        {
            throw FormatFault.Record(where, FormattableString.Invariant($"记录只有 {_content.Length} 字节,应有 {length} 字节"));
        }
    }

    private readonly int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(_content[at..]);

    private readonly double Number(int at)
    {
        var value = BinaryPrimitives.ReadDoubleLittleEndian(_content[at..]);
        return double.IsFinite(value) ? value : throw FormatFault.Record(where, "坐标不是有限的数");
    }

    private readonly double Measure(int at)
    {
        var value = BinaryPrimitives.ReadDoubleLittleEndian(_content[at..]);
        return value < ShapeType.NoMeasure || !double.IsFinite(value) ? double.NaN : value;
    }
}
