using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Tiles;

/// <summary>A Web Mercator tile (瓦片) by zoom, column from west and row from north.</summary>
public readonly record struct TileAddress(int Zoom, int Column, int Row)
{
    public const int MaxZoom = 22;

    public bool IsValid => Zoom is >= 0 and <= MaxZoom && Column >= 0 && Row >= 0 && Column < 1 << Zoom && Row < 1 << Zoom;

    /// <summary>Side of the tile in Web Mercator metres.</summary>
    public double Side => 2 * WebMercator.HalfWorld / (1L << Zoom);

    public double West => -WebMercator.HalfWorld + (Column * Side);

    public double North => WebMercator.HalfWorld - (Row * Side);

    /// <summary>A box of the plane zone that covers the tile and its border: what to ask a layer for.</summary>
    public GridEnvelope EnvelopeIn(GaussKrugerZone zone)
    {
        const int Steps = 8;
        var projection = new GaussKrugerProjection(zone);
        var margin = Side * VectorTileEncoder.Buffer / VectorTileEncoder.Extent;
        var step = (Side + (2 * margin)) / Steps;
        var box = GridEnvelope.Empty;
        for (var i = 0; i <= Steps; i++)
        {
            for (var j = 0; j <= Steps; j++)
            {
                var position = WebMercator.Inverse(new PlanePosition(West - margin + (i * step), North + margin - (j * step)));
                box = box.Including(GridPoint.FromMetres(projection.Forward(position)));
            }
        }

        // Between two samples a side bends by less than this share of the box.
        var (bendEast, bendNorth) = (box.Width / 50, box.Height / 50);
        return new GridEnvelope(box.MinEast - bendEast, box.MinNorth - bendNorth, box.MaxEast + bendEast, box.MaxNorth + bendNorth);
    }
}
