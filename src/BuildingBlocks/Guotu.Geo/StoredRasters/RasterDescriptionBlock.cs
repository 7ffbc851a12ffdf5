using System.Buffers.Binary;

namespace Guotu.Geo.StoredRasters;

/// <summary>The first block of the file: kind and place, so that the name stands for these too.</summary>
internal static class RasterDescriptionBlock
{
    private const int Size = (5 * sizeof(int)) + (4 * sizeof(long));

    public static byte[] Write(RasterKind kind, RasterPlace place)
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)kind);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), place.Epsg);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), place.Columns);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), place.Rows);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), RasterPlace.BlockCells);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(20), place.OriginEast);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(28), place.OriginNorth);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(36), place.CellEast);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(44), place.CellNorth);
        return bytes;
    }

    /// <summary>Null where the bytes describe no raster that is written here.</summary>
    public static (RasterKind Kind, RasterPlace Place)? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size || BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]) != RasterPlace.BlockCells)
        {
            return null;
        }

        var kind = (RasterKind)BinaryPrimitives.ReadInt32LittleEndian(bytes);
        var place = new RasterPlace(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[20..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[28..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[36..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[44..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]));
        return kind is RasterKind.Elevation or RasterKind.Imagery && RasterMustFit.IsWithin(place) ? (kind, place) : null;
    }
}
