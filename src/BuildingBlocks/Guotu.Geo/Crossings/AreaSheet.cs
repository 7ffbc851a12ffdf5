using Guotu.Geo.Geometry;
using Guotu.Geo.Indexing;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Crossings;

/// <summary>
/// A layer, or what of it lies in one frame, for computing (计算图幅): boxes of the features along a Hilbert curve under an 8-ary tree, and
/// the features themselves made ready when a parcel first comes near them. Safe for many threads.
/// </summary>
internal sealed class AreaSheet
{
    public const int Bits = 3;

    private readonly ILayerFigures _figures;
    private readonly SheetCut? _cut;
    private readonly int[] _places;
    private readonly PreparedFigure?[] _ready;
    private readonly FeatureSums _sums;
    private long _vertices;

    /// <param name="cut">How figures that leave the frame are cut; null where all lie within.</param>
    public AreaSheet(AreaFrame frame, ILayerFigures figures, SheetCut? cut)
    {
        (Frame, _figures, _cut) = (frame, figures, cut);
        var places = Enumerable.Range(0, figures.Boxes.Count).Where(p => cut is null || cut.Reaches(figures.Boxes[p])).ToArray();
        var boxes = Array.ConvertAll(places, p => cut is null ? figures.Boxes[p] : cut.Inside(figures.Boxes[p]));
        var order = HilbertOrder.Of(boxes);
        _places = Array.ConvertAll(order, i => places[i]);
        _ready = new PreparedFigure?[places.Length];
        _sums = new FeatureSums(places.Length);
        Levels = Tree(Array.ConvertAll(order, i => FrameBoxOf(frame, boxes[i])));
    }

    public AreaFrame Frame { get; }

    public int Count => _places.Length;

    /// <summary>Vertices of the features made ready so far.</summary>
    public long Vertices => Interlocked.Read(ref _vertices);

    /// <summary>Boxes of the features, then of ever eight of them, up to one.</summary>
    public FrameBox[][] Levels { get; }

    public long IdOf(int item) => _figures.IdOf(_places[item]);

    /// <summary>The feature, made ready if it was not.</summary>
    public Result<PreparedFigure> Figure(int item)
    {
        if (_ready[item] is { } ready)
        {
            return ready;
        }

        var figure = Read(item);
        var prepared = figure.IsSuccess ? Frame.Prepare(figure.Value) : figure.Error!;
        if (prepared.IsSuccess && Interlocked.CompareExchange(ref _ready[item], prepared.Value, null) is null)
        {
            Interlocked.Add(ref _vertices, prepared.Value.EdgeCount);
        }

        return prepared;
    }

    /// <summary>The whole area of the feature: a look-up once it was asked for; before that the feature is read, but not made ready.</summary>
    public Result<BoundarySums> SumsOf(int item)
    {
        // Of a sheet that holds all features they stand in the order of the layer, to be gone through in that order.
        var at = _cut is null ? _places[item] : item;
        if (_sums.Of(at) is { } known)
        {
            return known;
        }

        return _ready[item] is { } ready ? _sums.Kept(at, ready.Sums) : Summed(at, Read(item));
    }

    /// <summary>The same by the feature's place in the layer, of a sheet that holds all of it whole.</summary>
    public Result<BoundarySums> SumsAt(int place) => _sums.Of(place) is { } known ? known : Summed(place, _figures.FigureOf(place));

    public long IdAt(int place) => _figures.IdOf(place);

    private Result<BoundarySums> Summed(int at, Result<GridMultiPolygon> figure)
    {
        var sums = figure.IsSuccess ? Frame.AreaOf(figure.Value) : figure.Error!;
        return sums.IsSuccess ? _sums.Kept(at, sums.Value) : sums;
    }

    private Result<GridMultiPolygon> Read(int item)
    {
        var figure = _figures.FigureOf(_places[item]);
        return figure.IsSuccess && _cut is { } cut ? cut.Of(IdOf(item), figure.Value) : figure;
    }

    /// <summary>Items under a node above the leaves.</summary>
    public (int First, int End) Children(int level, int node) => (node << Bits, Math.Min(Levels[level - 1].Length, (node + 1) << Bits));

    private static FrameBox FrameBoxOf(AreaFrame frame, GridEnvelope box)
    {
        var (low, high) = (frame.ToFrame(new GridPoint(box.MinEast, box.MinNorth)), frame.ToFrame(new GridPoint(box.MaxEast, box.MaxNorth)));
        return FrameBox.Of(low.X, low.Y, high.X, high.Y);
    }

    private static FrameBox[][] Tree(FrameBox[] boxes)
    {
        var levels = new List<FrameBox[]> { boxes };
        while (levels[^1].Length > 1)
        {
            var below = levels[^1];
            var level = new FrameBox[(below.Length + 7) >> Bits];
            for (var node = 0; node < level.Length; node++)
            {
                level[node] = below[(node << Bits)..Math.Min(below.Length, (node + 1) << Bits)].Aggregate(FrameBox.Empty, (a, b) => a.Union(b));
            }

            levels.Add(level);
        }

        return [.. levels];
    }
}
