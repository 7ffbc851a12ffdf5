using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Crossings;

/// <summary>
/// The corner from which a layer and the figures laid over it are measured: within 107 km of it every coordinate fits 30 bits,
/// so that orientation is exact in 64.
/// </summary>
public sealed class AreaFrame
{
    /// <summary>Coordinates are 0 … 2³⁰ − 1 units of 0.1 mm: 107 km.</summary>
    internal const long Limit = 1L << 30;

    private readonly GridPoint _origin;

    public AreaFrame(GridPoint origin, GaussKrugerZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        _origin = origin;
        Zone = zone;
        Correction = new EllipsoidalCorrection(this);
    }

    public GaussKrugerZone Zone { get; }

    internal EllipsoidalCorrection Correction { get; }

    /// <summary>Where the central meridian runs, in frame coordinates; may lie outside the frame.</summary>
    internal long CentralX => GridPoint.ToUnits(Zone.FalseEasting) - _origin.East;

    /// <summary>A frame with the box in its middle, so that a parcel may reach as far beyond the layer on every side.</summary>
    public static AreaFrame Around(GridEnvelope box, GaussKrugerZone zone)
    {
        var middle = box.IsEmpty ? default : new GridPoint(box.MinEast + (box.Width / 2), box.MinNorth + (box.Height / 2));
        return new AreaFrame(new GridPoint(middle.East - (Limit / 2), middle.North - (Limit / 2)), zone);
    }

    /// <summary>Makes a valid figure ready for many overlays; one that reaches beyond the frame is refused.</summary>
    public Result<PreparedFigure> Prepare(GridMultiPolygon figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return Holds(figure.Envelope) ? new PreparedFigure(this, figure) : new Error(GeoErrors.TooWide);
    }

    /// <summary>The whole area of a valid figure, plane and ellipsoidal, from its boundary alone; one that reaches beyond the frame is refused.</summary>
    public Result<BoundarySums> AreaOf(GridMultiPolygon figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return Holds(figure.Envelope) ? BoundarySums.Of(this, figure) : new Error(GeoErrors.TooWide);
    }

    private bool Holds(GridEnvelope box) =>
        box.IsEmpty || (Fits(box.MinEast - _origin.East) && Fits(box.MaxEast - _origin.East) && Fits(box.MinNorth - _origin.North) && Fits(box.MaxNorth - _origin.North));

    internal (int X, int Y) ToFrame(GridPoint p) => ((int)(p.East - _origin.East), (int)(p.North - _origin.North));

    internal GridPoint ToGrid(long x, long y) => new(x + _origin.East, y + _origin.North);

    private static bool Fits(long coordinate) => coordinate is >= 0 and < Limit;
}
