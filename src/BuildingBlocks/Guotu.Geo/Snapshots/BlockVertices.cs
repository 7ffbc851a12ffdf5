using System.Runtime.CompilerServices;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Snapshots;

/// <summary>
/// The vertices of a block's figures as drawing reads them again and again (绘图用折点): eight bytes each from their feature's corner, thinned to one of a few
/// lengths. Derived, held in memory only, made of a block whose digest was checked.
/// </summary>
internal sealed class BlockVertices
{
    /// <summary>Thinning in steps of two from one metre on.</summary>
    public const int Levels = 10;

    private const long FirstLength = GridPoint.UnitsPerMetre;
    private readonly int[] _features;
    private readonly int[] _rings;
    private readonly VertexOffset[] _points;

    private BlockVertices(Draft draft) => (_features, _rings, _points) = ([.. draft.Features], [.. draft.Rings], [.. draft.Points]);

    public int Bytes => (sizeof(int) * (_features.Length + _rings.Length)) + (Unsafe.SizeOf<VertexOffset>() * _points.Length);

    /// <summary>The coarsest level whose vertices are no farther off than this; 0 has all.</summary>
    public static int LevelOf(long tolerance) => tolerance < FirstLength ? 0 : Math.Min(Levels - 1, 1 + (int)long.Log2(tolerance / FirstLength));

    /// <summary>Null where a figure is none, or not the one of the directory.</summary>
    public static BlockVertices? Of(SnapshotBlock block, SnapshotDirectory directory, int start, int level)
    {
        var (scanner, draft) = (new FigureScanner(), new Draft(level == 0 ? 0 : FirstLength << (level - 1)));
        for (var i = 0; i < block.Count; i++)
        {
            draft.Begin(directory.Boxes[start + i]);
            if (block.IdOf(i) != directory.Ids[start + i] || scanner.Read(block.FigureOf(i), draft) != directory.Boxes[start + i])
            {
                return null;
            }
        }

        draft.Begin(GridEnvelope.Empty);
        return new BlockVertices(draft);
    }

    public void Give(int feature, IFigureScan scan)
    {
        for (var ring = _features[feature]; ring < _features[feature + 1]; ring++)
        {
            var start = ring == 0 ? 0 : _rings[ring - 1] >> 1;
            scan.Ring(_points.AsSpan(start, (_rings[ring] >> 1) - start), (RingRole)(_rings[ring] & 1));
        }
    }

    /// <summary>Rings while they come: the end of each among the points, doubled, with its role.</summary>
    private sealed class Draft(long length) : IRingSink
    {
        private GridEnvelope _box;

        public List<int> Features { get; } = [];

        public List<int> Rings { get; } = [];

        public List<VertexOffset> Points { get; } = [];

        public void Begin(GridEnvelope box)
        {
            Features.Add(Rings.Count);
            _box = box;
        }

        public void Ring(ReadOnlySpan<GridPoint> points, RingRole role)
        {
            var last = points[0];
            Add(last);
            foreach (var point in points[1..])
            {
                if (Math.Abs(point.East - last.East) >= length || Math.Abs(point.North - last.North) >= length)
                {
                    Add(point);
                    last = point;
                }
            }

            Rings.Add((Points.Count << 1) | (int)role);
        }

        private void Add(GridPoint point) => Points.Add(new VertexOffset(point.East - _box.MinEast, point.North - _box.MinNorth));
    }
}
