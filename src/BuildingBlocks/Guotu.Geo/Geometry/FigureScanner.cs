using Guotu.Geo.Snapshots;

namespace Guotu.Geo.Geometry;

/// <summary>Reads stored figures ring by ring into one buffer, refusing what <see cref="FigureCodec"/> would refuse but for flat rings, which draw nothing.</summary>
internal sealed class FigureScanner
{
    private GridPoint[] _ring = new GridPoint[1_024];

    /// <summary>The box of the figure; null where the bytes are none.</summary>
    public GridEnvelope? Read(ReadOnlySpan<byte> bytes, IRingSink sink)
    {
        var reader = new VarintReader(bytes);
        var box = GridEnvelope.Empty;
        GridPoint last = default;
        for (var polygons = reader.Count(reader.Left); polygons > 0 && reader.Sound; polygons--)
        {
            var rings = reader.Count(reader.Left);
            if (rings == 0)
            {
                return null;
            }

            for (var i = 0; i < rings && reader.Sound; i++)
            {
                var count = ReadRing(ref reader, ref last, ref box);
                if (count < 3)
                {
                    return null;
                }

                sink.Ring(_ring.AsSpan(0, count), i == 0 ? RingRole.Outer : RingRole.Hole);
            }
        }

        return reader.Sound && reader.AtEnd ? box : null;
    }

    /// <summary>Count of its points; 0 where it is none.</summary>
    private int ReadRing(ref VarintReader reader, ref GridPoint last, ref GridEnvelope box)
    {
        var count = reader.Count(reader.Left / 2);
        if (count > _ring.Length)
        {
            _ring = new GridPoint[Math.Max(count, _ring.Length * 2)];
        }

        var (east, north) = (last.East, last.North);
        var (west, south, right, top) = (box.MinEast, box.MinNorth, box.MaxEast, box.MaxNorth);
        for (var i = 0; i < count; i++)
        {
            (east, north) = (unchecked(east + reader.ReadSigned()), unchecked(north + reader.ReadSigned()));
            _ring[i] = new GridPoint(east, north);
            (west, south, right, top) = (Math.Min(west, east), Math.Min(south, north), Math.Max(right, east), Math.Max(top, north));
        }

        (last, box) = (new GridPoint(east, north), new GridEnvelope(west, south, right, top));
        return reader.Sound && FigureCodec.IsWithinUnits(box) ? count : 0;
    }
}

/// <summary>Takes the rings of a stored figure.</summary>
internal interface IRingSink
{
    /// <summary>Good for this call.</summary>
    void Ring(ReadOnlySpan<GridPoint> points, RingRole role);
}
