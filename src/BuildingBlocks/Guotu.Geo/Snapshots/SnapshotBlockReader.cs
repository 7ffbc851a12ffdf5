using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Snapshots;

/// <summary>What the first block holds.</summary>
internal sealed record SnapshotHead(SnapshotDescription Description, GridPoint Origin, int FeatureCount, int BlockFeatures);

/// <summary>
/// Reads a block whose digest has been checked. Any figure in it that can not be throws <see cref="InvalidDataException"/>,
/// which the file answers as a damaged snapshot.
/// </summary>
internal ref struct SnapshotBlockReader(ReadOnlySpan<byte> block)
{
    private ReadOnlySpan<byte> _rest = block;

    public SnapshotHead Description()
    {
        var (layer, revision, epsg) = (Text(), Long(), Int());
        var origin = new GridPoint(Long(), Long());
        var (features, blockFeatures) = (Int(), Int());
        var columns = new string[Count()];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Text();
        }

        var zone = GaussKrugerZone.FromEpsg(epsg) ?? throw new InvalidDataException($"EPSG {epsg}");
        return new SnapshotHead(new SnapshotDescription(layer, revision, zone, columns), origin, features, blockFeatures);
    }

    public SnapshotFeature[] Features(GridPoint origin, int columns)
    {
        var count = Count();
        var (ids, shapes, values) = (new long[count], new GridMultiPolygon[count], new string?[count][]);
        for (var i = 0; i < count; i++)
        {
            (ids[i], shapes[i], values[i]) = (Long(), Shape(origin), new string?[columns]);
        }

        for (var column = 0; column < columns; column++)
        {
            var dictionary = new string[Count()];
            for (var i = 0; i < dictionary.Length; i++)
            {
                dictionary[i] = Text();
            }

            for (var i = 0; i < count; i++)
            {
                var code = Int();
                values[i][column] = code < 0 ? null : dictionary[code];
            }
        }

        return [.. Enumerable.Range(0, count).Select(i => new SnapshotFeature(ids[i], shapes[i], values[i]))];
    }

    public (long[] Ids, GridEnvelope[] Boxes) Directory(GridPoint origin)
    {
        var count = Count();
        var (ids, boxes) = (new long[count], new GridEnvelope[count]);
        for (var i = 0; i < count; i++)
        {
            ids[i] = Long();
            var (low, high) = (Point(origin), Point(origin));
            boxes[i] = new GridEnvelope(low.East, low.North, high.East, high.North);
        }

        return (ids, boxes);
    }

    private GridMultiPolygon Shape(GridPoint origin)
    {
        var polygons = new GridPolygon[Count()];
        for (var p = 0; p < polygons.Length; p++)
        {
            var rings = new GridRing[Count()];
            for (var r = 0; r < rings.Length; r++)
            {
                rings[r] = Ring(origin);
            }

            polygons[p] = new GridPolygon(rings[0], [.. rings.AsSpan()[1..]]);
        }

        return new GridMultiPolygon([.. polygons]);
    }

    private GridRing Ring(GridPoint origin)
    {
        var points = ImmutableArray.CreateBuilder<GridPoint>(Count());
        for (var i = 0; i < points.Capacity; i++)
        {
            points.Add(Point(origin));
        }

        return new GridRing(points.MoveToImmutable());
    }

    private GridPoint Point(GridPoint origin) => new(Int() + origin.East, Int() + origin.North);

    private string Text() => Encoding.UTF8.GetString(Bytes(Count()));

    /// <summary>A count can not exceed the bytes that are left: a wrong one must not reserve memory.</summary>
    private int Count() => Int() is var count && count >= 0 && count <= _rest.Length ? count : throw new InvalidDataException("count");

    private int Int() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(sizeof(int)));

    private long Long() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(sizeof(long)));

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _rest.Length)
        {
            throw new InvalidDataException("block too short");
        }

        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }
}
