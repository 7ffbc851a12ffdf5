using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Geometry;
using Guotu.Geo.StoredRasters;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Rasters;

/// <summary>An open raster behind one caller's sight: the only way from its cells to a caller.</summary>
internal sealed class SeenRaster(RasterDefinition definition, RasterRevision revision, StoredRaster raster, ILayerSight sight, RasterFolder folder) : ISeenRaster
{
    public RasterDefinition Definition => definition;

    public RasterRevision Revision => revision;

    public string Stamp => StampOf(sight, revision);

    public bool IsWhole => sight.IsWhole;

    public SecurityLabel Label => sight.Label;

    public static string StampOf(ILayerSight sight, RasterRevision revision) => sight.Stamp + "-" + revision.ContentDigest;

    /// <summary>Whether any of it may be seen.</summary>
    public static bool Shows(ILayerSight sight, RasterRevision revision) => sight.IsWhole || sight.SeeBox(revision.Place.Envelope) != BoxSight.Nothing;

    public Result<int[]> Read(int level, RasterWindow window, CancellationToken ct)
    {
        var read = raster.Read(level, window, ct);
        if (read.Error is { } error)
        {
            if (error.Code == Geo.GeoErrors.RasterDamaged)
            {
                folder.PutAway(raster);
            }

            return error;
        }

        if (!sight.IsWhole)
        {
            new CellMask(sight, revision.Place.GridAt(level), RasterCells.NoData(raster.Kind), ct).Hide(read.Value, window);
        }

        return read;
    }

    /// <summary>Takes away the cells that are not wholly within what is seen, by halving: cost grows with the border of the area.</summary>
    private sealed class CellMask(ILayerSight sight, RasterGrid grid, int none, CancellationToken ct)
    {
        public void Hide(int[] cells, RasterWindow window) => Hide(cells, window, window);

        private void Hide(int[] cells, RasterWindow whole, RasterWindow part)
        {
            ct.ThrowIfCancellationRequested();
            switch (sight.SeeBox(BoxOf(part)))
            {
                case BoxSight.Whole:
                    return;
                case BoxSight.Part when part.Width > 1 || part.Height > 1:
                    foreach (var half in Halves(part))
                    {
                        Hide(cells, whole, half);
                    }

                    return;
                default:
                    for (var row = 0; row < part.Height; row++)
                    {
                        cells.AsSpan(((part.Row + row - whole.Row) * whole.Width) + part.Column - whole.Column, part.Width).Fill(none);
                    }

                    return;
            }
        }

        private static RasterWindow[] Halves(RasterWindow part)
        {
            var half = part.Width >= part.Height ? part.Width / 2 : part.Height / 2;
            return part.Width >= part.Height
                ? [part with { Width = half }, part with { Column = part.Column + half, Width = part.Width - half }]
                : [part with { Height = half }, part with { Row = part.Row + half, Height = part.Height - half }];
        }

        private GridEnvelope BoxOf(RasterWindow part)
        {
            var west = Units(grid.OriginEast + (part.Column * grid.CellEast));
            var east = Units(grid.OriginEast + ((part.Column + (double)part.Width) * grid.CellEast));
            var north = Units(grid.OriginNorth - (part.Row * grid.CellNorth));
            var south = Units(grid.OriginNorth - ((part.Row + (double)part.Height) * grid.CellNorth));
            return new GridEnvelope(west, south, east, north);
        }

        private static long Units(double metres) => (long)Math.Round(metres * GridPoint.UnitsPerMetre);
    }
}
