using System.Buffers;
using System.Buffers.Binary;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.WellKnown;

/// <summary>Reads well-known binary of either byte order, in ISO's and PostGIS's spelling of Z, M and SRID; counts are held against the bytes.</summary>
internal ref struct WkbGeometry(ReadOnlySpan<byte> bytes, string where)
{
    private const int DeepestCollection = 8;
    private const uint EwkbZ = 0x80000000, EwkbM = 0x40000000, EwkbSrid = 0x20000000;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private bool _little;
    private bool _hasZ;
    private bool _hasM;
    private int _ring;

    public int Used { get; private set; }

    public int? Srid { get; private set; }

    public NtsGeometry Read(int depth = 0)
    {
        var make = FeatureGeometry.Factory;
        var type = Head();
        switch (type)
        {
            case 1:
                return Point();
            case 2:
                return Line();
            case 3:
                return Polygon();
            case 4 or 5 or 6 or 7 when depth < DeepestCollection:
                var parts = new NtsGeometry[Count(5)];
                for (var i = 0; i < parts.Length; i++)
                {
                    parts[i] = Read(depth + 1);
                }

                return type switch
                {
                    4 => make.CreateMultiPoint(Cast<Point>(parts)),
                    5 => make.CreateMultiLineString(Cast<LineString>(parts)),
                    6 => make.CreateMultiPolygon(Cast<Polygon>(parts)),
                    _ => make.CreateGeometryCollection(parts),
                };
            case 8 or 9 or 10 or 11 or 12 or 13 or 14 or 15 or 16 or 17:
                throw new FormatFault(new Kernel.Results.Error(FormatErrors.NotCarried, ("where", where), ("what", "弧线或曲面")));
            default:
                throw Broken(depth >= DeepestCollection ? "图形集合套得太深" : FormattableString.Invariant($"不认识的图形类型 {type}"));
        }
    }

    private readonly T[] Cast<T>(NtsGeometry[] parts)
        where T : NtsGeometry
    {
        var cast = new T[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            cast[i] = parts[i] as T ?? throw Broken("部分的类型不对");
        }

        return cast;
    }

    private uint Head()
    {
        _little = Take(1)[0] switch { 0 => false, 1 => true, _ => throw Broken("字节序标记不对") };
        var type = UInt();
        if ((type & EwkbSrid) != 0)
        {
            Srid = (int)UInt();
        }

        var plain = type & ~(EwkbZ | EwkbM | EwkbSrid);
        var iso = plain / 1000;
        if (iso > 3)
        {
            throw Broken(FormattableString.Invariant($"不认识的图形类型 {type}"));
        }

        _hasZ = (type & EwkbZ) != 0 || iso is 1 or 3;
        _hasM = (type & EwkbM) != 0 || iso is 2 or 3;
        return plain % 1000;
    }

    private Point Point()
    {
        var list = new PositionList(_hasZ, _hasM);
        Position(list, mayBeEmpty: true);
        return double.IsNaN(list.X(0)) ? FeatureGeometry.Factory.CreatePoint() : list.ToPoint();
    }

    private LineString Line()
    {
        var list = Positions();
        return list.Count is 0 or >= 2 ? list.ToLine() : throw Broken("线只有 1 个点");
    }

    private Polygon Polygon()
    {
        var rings = new LinearRing[Count(4)];
        for (var i = 0; i < rings.Length; i++)
        {
            _ring++;
            var list = Positions();
            rings[i] = list.Count >= 4 && list.IsClosed ? list.ToRing() : throw FormatFault.Ring(where, _ring, list.Count < 4 ? "点太少,围不成面" : "首尾没有闭合");
        }

        return rings.Length == 0 ? FeatureGeometry.Factory.CreatePolygon() : FeatureGeometry.Factory.CreatePolygon(rings[0], rings[1..]);
    }

    private PositionList Positions()
    {
        var list = new PositionList(_hasZ, _hasM);
        for (var left = Count(16 + (_hasZ ? 8 : 0) + (_hasM ? 8 : 0)); left > 0; left--)
        {
            Position(list, mayBeEmpty: false);
        }

        return list;
    }

    private void Position(PositionList list, bool mayBeEmpty)
    {
        var (x, y) = (Number(), Number());
        if (!(double.IsFinite(x) && double.IsFinite(y)) && !(mayBeEmpty && double.IsNaN(x) && double.IsNaN(y)))
        {
            throw Broken("坐标不是有限的数");
        }

        list.Add(x, y, _hasZ ? Number() : double.NaN, _hasM ? Number() : double.NaN);
    }

    private int Count(int size)
    {
        var count = UInt();
        return (long)count * size <= _bytes.Length - Used ? (int)count : throw Broken(FormattableString.Invariant($"写明的个数 {count} 超出内容"));
    }

    private uint UInt() => _little ? BinaryPrimitives.ReadUInt32LittleEndian(Take(4)) : BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    private double Number() => _little ? BinaryPrimitives.ReadDoubleLittleEndian(Take(8)) : BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_bytes.Length - Used < count)
        {
            throw Broken("内容不完整");
        }

        Used += count;
        return _bytes.Slice(Used - count, count);
    }

    private readonly FormatFault Broken(string reason) => FormatFault.Record(where, "WKB " + reason);
}

/// <summary>Writes ISO well-known binary, little-endian.</summary>
internal static class WkbBytes
{
    public static byte[] Write(NtsGeometry geometry, int? srid = null)
    {
        var bytes = new ArrayBufferWriter<byte>(64 + (geometry.NumPoints * 16));
        Figure(bytes, geometry, FeatureGeometry.HasZ(geometry), FeatureGeometry.HasM(geometry), srid);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Writes exactly these ordinates: heights and measures that a position has not are NaN.</summary>
    public static byte[] Write(NtsGeometry geometry, Ordinates ordinates)
    {
        var bytes = new ArrayBufferWriter<byte>(64 + (geometry.NumPoints * 16));
        Figure(bytes, geometry, ordinates.HasFlag(Ordinates.Z), ordinates.HasFlag(Ordinates.M));
        return bytes.WrittenSpan.ToArray();
    }

    private static void Figure(ArrayBufferWriter<byte> bytes, NtsGeometry geometry, bool z, bool m, int? srid = null)
    {
        bytes.GetSpan(1)[0] = 1;
        bytes.Advance(1);
        var type = geometry switch { Point => 1u, LineString => 2u, Polygon => 3u, MultiPoint => 4u, MultiLineString => 5u, MultiPolygon => 6u, _ => 7u };
        Put(bytes, srid is null ? type + (z ? 1000u : 0) + (m ? 2000u : 0) : type | (z ? 0x80000000 : 0) | (m ? 0x40000000u : 0) | 0x20000000);
        if (srid is { } code)
        {
            Put(bytes, (uint)code);
        }

        switch (geometry)
        {
            case Point point:
                Positions(bytes, point.CoordinateSequence, z, m, isPoint: true);
                break;
            case LineString line:
                Put(bytes, (uint)line.NumPoints);
                Positions(bytes, line.CoordinateSequence, z, m, isPoint: false);
                break;
            case Polygon polygon:
                var rings = FeatureGeometry.RingsOf(polygon).ToArray();
                Put(bytes, (uint)rings.Length);
                foreach (var ring in rings)
                {
                    Put(bytes, (uint)ring.NumPoints);
                    Positions(bytes, ring.CoordinateSequence, z, m, isPoint: false);
                }

                break;
            default:
                var parts = ((GeometryCollection)geometry).Geometries;
                Put(bytes, (uint)parts.Length);
                foreach (var part in parts)
                {
                    // PostGIS's spelling repeats its flags in the parts, ISO's its thousands.
                    FigurePart(bytes, part, z, m, srid is not null);
                }

                break;
        }
    }

    private static void FigurePart(ArrayBufferWriter<byte> bytes, NtsGeometry part, bool z, bool m, bool isExtended)
    {
        var start = bytes.WrittenCount;
        Figure(bytes, part, z, m);
        if (isExtended && (z || m))
        {
            var head = System.Runtime.InteropServices.MemoryMarshal.AsMemory(bytes.WrittenMemory).Span.Slice(start + 1, 4);
            var type = BinaryPrimitives.ReadUInt32LittleEndian(head) % 1000;
            BinaryPrimitives.WriteUInt32LittleEndian(head, type | (z ? 0x80000000 : 0) | (m ? 0x40000000u : 0));
        }
    }

    private static void Positions(ArrayBufferWriter<byte> bytes, CoordinateSequence sequence, bool z, bool m, bool isPoint)
    {
        for (var i = 0; i < (isPoint ? 1 : sequence.Count); i++)
        {
            var isEmpty = sequence.Count == 0;
            Put(bytes, isEmpty ? double.NaN : sequence.GetX(i));
            Put(bytes, isEmpty ? double.NaN : sequence.GetY(i));
            if (z)
            {
                Put(bytes, !isEmpty && sequence.HasZ && !double.IsNaN(sequence.GetZ(i)) ? sequence.GetZ(i) : 0);
            }

            if (m)
            {
                Put(bytes, !isEmpty && sequence.HasM && !double.IsNaN(sequence.GetM(i)) ? sequence.GetM(i) : 0);
            }
        }
    }

    private static void Put(ArrayBufferWriter<byte> bytes, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.GetSpan(4), value);
        bytes.Advance(4);
    }

    private static void Put(ArrayBufferWriter<byte> bytes, double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.GetSpan(8), value);
        bytes.Advance(8);
    }
}
