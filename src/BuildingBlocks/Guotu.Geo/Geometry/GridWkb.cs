using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Geometry;

/// <summary>
/// Well-known binary (WKB, OGC 06-103r4) of figures: little-endian, metres, east then north, rings closed. Metres as doubles
/// carry the 0.1 mm grid without loss to 10⁸ m, so that what is read back is what was written.
/// </summary>
public static class GridWkb
{
    private const uint PolygonType = 3;
    private const uint MultiPolygonType = 6;
    private const int PointSize = 16;

    /// <summary>A polygon for one part, else a multi-polygon.</summary>
    public static byte[] Write(GridMultiPolygon figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        using var stream = new MemoryStream(64 + (figure.VertexCount * PointSize));
        using var output = new BinaryWriter(stream);
        if (figure.Polygons.Length == 1)
        {
            Write(output, figure.Polygons[0]);
        }
        else
        {
            output.Write((byte)1);
            output.Write(MultiPolygonType);
            output.Write(figure.Polygons.Length);
            foreach (var polygon in figure.Polygons)
            {
                Write(output, polygon);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Reads a polygon or multi-polygon of either byte order; a coordinate off the grid is refused, never moved.</summary>
    public static Result<GridMultiPolygon> Read(ReadOnlySpan<byte> wkb)
    {
        var reader = new Reader(wkb);
        try
        {
            var figure = reader.Figure();
            return reader.OffGrid is { } value ? new Error(GeoErrors.OffGrid, ("value", value.ToString("R", CultureInfo.InvariantCulture))) : figure;
        }
        catch (InvalidDataException fault)
        {
            return new Error(GeoErrors.WkbMalformed, ("reason", fault.Message));
        }
    }

    private static void Write(BinaryWriter output, GridPolygon polygon)
    {
        output.Write((byte)1);
        output.Write(PolygonType);
        output.Write(1 + polygon.Holes.Length);
        foreach (var ring in polygon.Rings)
        {
            output.Write(ring.Points.Length + 1);
            foreach (var point in ring.Points.Append(ring.Points[0]))
            {
                output.Write(point.EastMetres);
                output.Write(point.NorthMetres);
            }
        }
    }

    private ref struct Reader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;
        private bool _little;

        public double? OffGrid { get; private set; }

        public GridMultiPolygon Figure()
        {
            var type = Head();
            var polygons = ImmutableArray.CreateBuilder<GridPolygon>();
            if (type == PolygonType)
            {
                polygons.Add(Polygon());
            }
            else if (type == MultiPolygonType)
            {
                for (var count = Count(9); count > 0; count--)
                {
                    polygons.Add(Head() == PolygonType ? Polygon() : throw new InvalidDataException("部分不是面"));
                }
            }
            else
            {
                throw new InvalidDataException("不是面");
            }

            return _rest.IsEmpty ? new GridMultiPolygon(polygons.ToImmutable()) : throw new InvalidDataException("后面有多余内容");
        }

        private GridPolygon Polygon()
        {
            var rings = new GridRing[Count(4)];
            for (var i = 0; i < rings.Length; i++)
            {
                rings[i] = Ring();
            }

            return rings.Length > 0 ? new GridPolygon(rings[0], [.. rings.AsSpan()[1..]]) : throw new InvalidDataException("面没有环");
        }

        private GridRing Ring()
        {
            var points = new GridPoint[Count(PointSize)];
            for (var i = 0; i < points.Length; i++)
            {
                points[i] = new GridPoint(Units(), Units());
            }

            return points.Length >= 4 && points[0] == points[^1] ? new GridRing(points) : throw new InvalidDataException("环没有闭合或少于三点");
        }

        private uint Head()
        {
            _little = Bytes(1)[0] switch
            {
                0 => false,
                1 => true,
                _ => throw new InvalidDataException("字节序标记"),
            };
            return Word();
        }

        private int Count(int itemSize) => Word() is var count && count <= (uint)(_rest.Length / itemSize) ? (int)count : throw new InvalidDataException("个数超出内容");

        private uint Word() => _little ? BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)) : BinaryPrimitives.ReadUInt32BigEndian(Bytes(4));

        private long Units()
        {
            var metres = _little ? BinaryPrimitives.ReadDoubleLittleEndian(Bytes(8)) : BinaryPrimitives.ReadDoubleBigEndian(Bytes(8));
            if (!(Math.Abs(metres) < 1e8))
            {
                throw new InvalidDataException("坐标超出范围");
            }

            var units = GridPoint.ToUnits(metres);
            OffGrid = units / (double)GridPoint.UnitsPerMetre == metres ? OffGrid : OffGrid ?? metres;
            return units;
        }

        private ReadOnlySpan<byte> Bytes(int count)
        {
            if (count > _rest.Length)
            {
                throw new InvalidDataException("内容不完整");
            }

            var bytes = _rest[..count];
            _rest = _rest[count..];
            return bytes;
        }
    }
}
