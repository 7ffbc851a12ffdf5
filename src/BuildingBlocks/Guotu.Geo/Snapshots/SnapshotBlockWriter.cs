using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Snapshots;

/// <summary>Serialises blocks: little-endian integers and UTF-8, nothing else. The layout is docs/formats/snapshot.md.</summary>
internal sealed class SnapshotBlockWriter(GridPoint origin)
{
    private readonly ArrayBufferWriter<byte> _output = new();

    public ReadOnlyMemory<byte> Description(SnapshotDescription description, int features)
    {
        Text(description.Layer);
        Long(description.Revision);
        Int(description.Zone.Epsg);
        Long(origin.East);
        Long(origin.North);
        Int(features);
        Int(SnapshotBuilder.BlockFeatures);
        Int(description.Columns.Count);
        foreach (var column in description.Columns)
        {
            Text(column);
        }

        return Take();
    }

    public ReadOnlyMemory<byte> Features(SnapshotFeature[] features, int columns)
    {
        Int(features.Length);
        foreach (var feature in features)
        {
            Long(feature.Id);
            Shape(feature.Shape.Normalized());
        }

        for (var column = 0; column < columns; column++)
        {
            Column(features, column);
        }

        return Take();
    }

    public ReadOnlyMemory<byte> Directory(SnapshotFeature[] features)
    {
        Int(features.Length);
        foreach (var feature in features)
        {
            var box = feature.Shape.Envelope;
            Long(feature.Id);
            Point(new GridPoint(box.MinEast, box.MinNorth));
            Point(new GridPoint(box.MaxEast, box.MaxNorth));
        }

        return Take();
    }

    private void Shape(GridMultiPolygon shape)
    {
        Int(shape.Polygons.Length);
        foreach (var polygon in shape.Polygons)
        {
            Int(1 + polygon.Holes.Length);
            foreach (var ring in polygon.Rings)
            {
                Int(ring.Points.Length);
                foreach (var point in ring.Points)
                {
                    Point(point);
                }
            }
        }
    }

    /// <summary>The column's own dictionary for this block, in ordinal order, then a code a feature; −1 is null.</summary>
    private void Column(SnapshotFeature[] features, int column)
    {
        var values = features.Select(f => f.Attributes[column]).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
        Int(values.Length);
        foreach (var value in values)
        {
            Text(value);
        }

        foreach (var feature in features)
        {
            Int(feature.Attributes[column] is { } value ? Array.BinarySearch(values, value, StringComparer.Ordinal) : -1);
        }
    }

    private void Point(GridPoint point)
    {
        Int(checked((int)(point.East - origin.East)));
        Int(checked((int)(point.North - origin.North)));
    }

    private void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_output.GetSpan(sizeof(int)), value);
        _output.Advance(sizeof(int));
    }

    private void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_output.GetSpan(sizeof(long)), value);
        _output.Advance(sizeof(long));
    }

    private void Text(string value)
    {
        Int(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _output);
    }

    private ReadOnlyMemory<byte> Take()
    {
        var block = _output.WrittenSpan.ToArray();
        _output.Clear();
        return block;
    }
}
