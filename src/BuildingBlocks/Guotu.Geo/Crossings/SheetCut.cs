using System.Globalization;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Crossings;

/// <summary>
/// Cuts the figures of a layer wider than 107 km to one frame (分幅裁切), for computing only: the record stays whole. In the middle of the frame,
/// where parcels lie, a cut figure is the figure itself: cutting moves an edge that leaves the frame, and such an edge may not
/// come near the middle.
/// </summary>
internal sealed class SheetCut
{
    /// <summary>Sheets lie 13.4 km apart, so that a parcel is never far from the middle of one.</summary>
    private const long Pitch = 1L << 27;

    /// <summary>Parcels lie at most 47 km from the middle; from there to the rim are 6.7 km.</summary>
    private const long Reach = (AreaFrame.Limit / 2) - (1L << 26);

    private readonly GridEnvelope _rim;
    private readonly GridEnvelope _middle;
    private readonly GridMultiPolygon _window;

    private SheetCut(GridPoint centre)
    {
        const long half = AreaFrame.Limit / 2;
        Origin = new GridPoint(centre.East - half, centre.North - half);
        _rim = new GridEnvelope(Origin.East, Origin.North, Origin.East + AreaFrame.Limit - 1, Origin.North + AreaFrame.Limit - 1);
        _middle = new GridEnvelope(centre.East - Reach, centre.North - Reach, centre.East + Reach, centre.North + Reach);
        _window = GridMultiPolygon.Of(new GridPolygon(new GridRing(
        [
            new GridPoint(_rim.MinEast, _rim.MinNorth), new GridPoint(_rim.MaxEast, _rim.MinNorth),
            new GridPoint(_rim.MaxEast, _rim.MaxNorth), new GridPoint(_rim.MinEast, _rim.MaxNorth),
        ])));
    }

    /// <summary>Low corner of the frame.</summary>
    public GridPoint Origin { get; }

    /// <summary>The cut of the sheet for a parcel's box; null where the box is too wide for any.</summary>
    public static SheetCut? For(GridEnvelope parcel)
    {
        var cut = new SheetCut(new GridPoint(Centre(parcel.MinEast + (parcel.Width / 2)), Centre(parcel.MinNorth + (parcel.Height / 2))));
        return cut._middle.Contains(parcel) ? cut : null;
    }

    public bool Reaches(GridEnvelope box) => _rim.Meets(box);

    public GridEnvelope Inside(GridEnvelope box) => new(
        Math.Max(box.MinEast, _rim.MinEast), Math.Max(box.MinNorth, _rim.MinNorth), Math.Min(box.MaxEast, _rim.MaxEast), Math.Min(box.MaxNorth, _rim.MaxNorth));

    /// <summary>The figure within the rim.</summary>
    public Result<GridMultiPolygon> Of(long id, GridMultiPolygon figure)
    {
        if (_rim.Contains(figure.Envelope))
        {
            return figure;
        }

        return figure.Rings.Any(LeavesFromTheMiddle)
            ? new Error(GeoErrors.EdgeTooLong, ("id", id.ToString(CultureInfo.InvariantCulture)))
            : GridOverlay.Intersect(figure, _window);
    }

    private static long Centre(long coordinate) => (coordinate >= 0 ? coordinate / Pitch * Pitch : (coordinate - Pitch + 1) / Pitch * Pitch) + (Pitch / 2);

    private bool LeavesFromTheMiddle(GridRing ring)
    {
        var from = ring.Points[^1];
        foreach (var to in ring.Points)
        {
            var box = GridEnvelope.Of([from, to]);
            if (box.Meets(_middle) && !_rim.Contains(box))
            {
                return true;
            }

            from = to;
        }

        return false;
    }
}
