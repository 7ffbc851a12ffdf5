using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Guotu.Geo.Geometry;

/// <summary>
/// The stored form of a figure (图形的存储格式), in the database and in snapshots: counts and zigzag differences of 0.1 mm coordinates
/// as variable-length integers, east before north, from the normalized figure. One figure has one form, so that equal bytes mean
/// equal figures. Layout: docs/formats/snapshot.md.
/// </summary>
public static class FigureCodec
{
    private const int MostItems = 50_000_000;

    /// <summary>In units of 0.1 mm; an easting with its zone prefix is below 6.1 × 10¹¹. Beyond it areas would not be exact.</summary>
    private const long MostUnits = 1L << 40;

    public static byte[] Encode(GridMultiPolygon figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var writer = new VarintWriter();
        var polygons = figure.Normalized().Polygons;
        writer.Write(polygons.Length);
        GridPoint last = default;
        foreach (var polygon in polygons)
        {
            writer.Write(1 + polygon.Holes.Length);
            foreach (var ring in polygon.Rings)
            {
                writer.Write(ring.Points.Length);
                foreach (var point in ring.Points)
                {
                    writer.WriteSigned(point.East - last.East);
                    writer.WriteSigned(point.North - last.North);
                    last = point;
                }
            }
        }

        return writer.ToArray();
    }

    /// <summary>False where the bytes are not a figure: someone else wrote them.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out GridMultiPolygon? figure)
    {
        var reader = new VarintReader(bytes);
        var polygons = ImmutableArray.CreateBuilder<GridPolygon>();
        GridPoint last = default;
        figure = null;
        for (var left = reader.Count(MostItems); left > 0 && reader.Sound; left--)
        {
            var rings = ReadRings(ref reader, ref last);
            if (rings.Count == 0)
            {
                return false;
            }

            polygons.Add(new GridPolygon(rings[0], [.. rings.Skip(1)]));
        }

        if (reader.Sound && reader.AtEnd)
        {
            figure = new GridMultiPolygon(polygons.ToImmutable());
        }

        return figure is not null;
    }

    private static List<GridRing> ReadRings(ref VarintReader reader, ref GridPoint last)
    {
        var rings = new List<GridRing>();
        for (var left = reader.Count(MostItems); left > 0 && reader.Sound; left--)
        {
            var count = reader.Count(reader.Left);
            var points = ImmutableArray.CreateBuilder<GridPoint>(count);
            for (var i = 0; i < count && reader.Sound; i++)
            {
                last = new GridPoint(unchecked(last.East + reader.ReadSigned()), unchecked(last.North + reader.ReadSigned()));
                if (last.East is < -MostUnits or > MostUnits || last.North is < -MostUnits or > MostUnits)
                {
                    return [];
                }

                points.Add(last);
            }

            var ring = new GridRing(points.ToImmutable());
            if (ring.Points.Length != count || ring.Points.Length < 3 || ring.DoubledSignedArea == 0)
            {
                return [];
            }

            rings.Add(ring);
        }

        return rings;
    }
}
