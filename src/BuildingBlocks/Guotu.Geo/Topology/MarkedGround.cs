using Guotu.Geo.Geometry;

namespace Guotu.Geo.Topology;

/// <summary>
/// Where loose edges lie, by squares of a coarse net (粗格网): which features may come near one of them is seen without an index over all features. It says yes too
/// often, never no where it should be yes.
/// </summary>
internal sealed class MarkedGround
{
    private const int Side = 1 << 10;

    /// <summary>Squares that a box may cover before it is taken without looking.</summary>
    private const int MostLookedAt = 1 << 10;

    /// <summary>Around an edge, in 0.1 mm: more than depth is ever asked beside it.</summary>
    private const int Margin = 8;

    private readonly bool[] _marked = new bool[Side * Side];
    private readonly GridEnvelope _box;
    private readonly int _bits;
    private readonly bool _all;

    public MarkedGround(IReadOnlyList<LooseEdge> edges)
    {
        _box = edges.Aggregate(GridEnvelope.Empty, (box, e) => box.Union(Around(e)));
        while (!_box.IsEmpty && Math.Max(_box.Width, _box.Height) >> _bits >= Side)
        {
            _bits++;
        }

        foreach (var edge in edges)
        {
            var (fromX, fromY, toX, toY) = Squares(Around(edge));
            if ((toX - fromX + 1) * (toY - fromY + 1) > MostLookedAt)
            {
                _all = true;
                return;
            }

            for (var y = fromY; y <= toY; y++)
            {
                _marked.AsSpan((y * Side) + fromX, toX - fromX + 1).Fill(true);
            }
        }
    }

    /// <summary>Whether a loose edge may come near the box.</summary>
    public bool MayMeet(GridEnvelope box)
    {
        if (!_box.Meets(box))
        {
            return false;
        }

        var (fromX, fromY, toX, toY) = Squares(box);
        if (_all || (toX - fromX + 1) * (toY - fromY + 1) > MostLookedAt)
        {
            return true;
        }

        for (var y = fromY; y <= toY; y++)
        {
            if (_marked.AsSpan((y * Side) + fromX, toX - fromX + 1).Contains(true))
            {
                return true;
            }
        }

        return false;
    }

    private static GridEnvelope Around(LooseEdge e) => new(
        Math.Min(e.From.East, e.To.East) - Margin, Math.Min(e.From.North, e.To.North) - Margin,
        Math.Max(e.From.East, e.To.East) + Margin, Math.Max(e.From.North, e.To.North) + Margin);

    /// <summary>The squares that a box which meets the ground covers of it.</summary>
    private (int FromX, int FromY, int ToX, int ToY) Squares(GridEnvelope box) => (
        Square(box.MinEast, _box.MinEast, _box.MaxEast), Square(box.MinNorth, _box.MinNorth, _box.MaxNorth),
        Square(box.MaxEast, _box.MinEast, _box.MaxEast), Square(box.MaxNorth, _box.MinNorth, _box.MaxNorth));

    private int Square(long at, long low, long high) => (int)((Math.Clamp(at, low, high) - low) >> _bits);
}
