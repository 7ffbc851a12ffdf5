using System.Runtime.InteropServices;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Snapshots;

/// <summary>
/// Takes figures as they are read (图形扫描), for drawing: nothing is made of a feature that nobody keeps. After <see cref="Begin"/> come its rings, those of one
/// part after the other, and <see cref="End"/>.
/// </summary>
public interface IFigureScan
{
    /// <summary>Units of the 0.1 mm grid by which a drawn vertex may be off: figures may come thinned by as much.</summary>
    long Tolerance { get; }

    /// <summary>The next feature; its row and what it answers are good until the next one. False passes over it: its figure is not read.</summary>
    bool Begin(FigureRow row);

    /// <summary>A ring without its closing point, from the south-west corner of the row's box; thinned ones may be down to one point. Good for this call.</summary>
    void Ring(ReadOnlySpan<VertexOffset> points, RingRole role);

    void End();
}

/// <summary>
/// A vertex from the south-west corner of its feature's box, units of the 0.1 mm grid, in single precision: for drawing only. Exact within 1.6 km, to
/// 3 mm within 50 km.
/// </summary>
public readonly record struct VertexOffset(float East, float North)
{
    public GridPoint From(GridPoint corner) => new(corner.East + (long)East, corner.North + (long)North);
}

/// <summary>What a ring of a part is.</summary>
public enum RingRole
{
    Outer,
    Hole,
}

/// <summary>What is known of a feature besides its figure.</summary>
public abstract class FigureRow
{
    public GridEnvelope Box { get; protected set; }

    /// <summary>Value of a column by its place; null for none.</summary>
    public abstract string? this[int column] { get; }
}

/// <summary>A feature that was read before as a row of a scan.</summary>
public sealed class ReadFeatureRow : FigureRow
{
    private readonly List<VertexOffset> _points = [];
    private SnapshotFeature? _feature;

    public override string? this[int column] => _feature!.Attributes[column];

    /// <summary>Gives the feature to the scan, as if it had been read by it.</summary>
    public void Show(SnapshotFeature feature, IFigureScan scan)
    {
        ArgumentNullException.ThrowIfNull(feature);
        ArgumentNullException.ThrowIfNull(scan);
        (_feature, Box) = (feature, feature.Shape.Envelope);
        if (!scan.Begin(this))
        {
            return;
        }

        foreach (var polygon in feature.Shape.Polygons)
        {
            Give(polygon.Outer, RingRole.Outer, scan);
            foreach (var hole in polygon.Holes)
            {
                Give(hole, RingRole.Hole, scan);
            }
        }

        scan.End();
    }

    private void Give(GridRing ring, RingRole role, IFigureScan scan)
    {
        _points.Clear();
        foreach (var point in ring.Points)
        {
            _points.Add(new VertexOffset(point.East - Box.MinEast, point.North - Box.MinNorth));
        }

        scan.Ring(CollectionsMarshal.AsSpan(_points), role);
    }
}
