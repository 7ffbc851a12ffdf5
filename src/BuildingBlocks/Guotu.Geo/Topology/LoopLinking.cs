using System.Collections.Immutable;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Topology;

/// <summary>A closed run of loose edges.</summary>
/// <param name="Features">Positions of the features whose edges it is made of.</param>
/// <param name="Owners">The feature of each edge, in the order of the ring's points.</param>
internal sealed record Loop(GridRing Ring, ImmutableArray<int> Features, ImmutableArray<int> Owners)
{
    public bool IsCounterClockwise => Ring.IsCounterClockwise;
}

/// <summary>Links directed edges to simple loops; where several leave a node, the one that turns most sharply to the chosen side goes on.</summary>
internal sealed class LoopLinking
{
    private readonly List<LooseEdge> _edges;
    private readonly bool _turnRight;
    private readonly Dictionary<GridPoint, List<int>> _leaving = [];
    private readonly bool[] _used;

    /// <param name="turnRight">True follows the ground on the right of the edges (gaps), false that on the left (overlaps).</param>
    private LoopLinking(List<LooseEdge> edges, bool turnRight)
    {
        (_edges, _turnRight, _used) = (edges, turnRight, new bool[edges.Count]);
        for (var i = 0; i < edges.Count; i++)
        {
            if (!_leaving.TryGetValue(edges[i].From, out var list))
            {
                _leaving[edges[i].From] = list = [];
            }

            list.Add(i);
        }
    }

    /// <summary>The loops that bound ground on the right, and the edges that close none.</summary>
    public static (List<Loop> Loops, List<LooseEdge> Open) OnTheRight(List<LooseEdge> edges) => new LoopLinking(edges, turnRight: true).Link();

    /// <summary>The loops that bound ground on the left, and the edges that close none.</summary>
    public static (List<Loop> Loops, List<LooseEdge> Open) OnTheLeft(List<LooseEdge> edges) => new LoopLinking(edges, turnRight: false).Link();

    private (List<Loop> Loops, List<LooseEdge> Open) Link()
    {
        var (loops, open) = (new List<Loop>(), new List<LooseEdge>());
        for (var start = 0; start < _edges.Count; start++)
        {
            if (!_used[start])
            {
                Walk(start, loops, open);
            }
        }

        return (loops, open);
    }

    /// <summary>Walks on until no edge leaves; each time a node is met again the run since then is a loop of its own.</summary>
    private void Walk(int start, List<Loop> loops, List<LooseEdge> open)
    {
        var path = new List<int>();
        var placeOf = new Dictionary<GridPoint, int>();
        for (var edge = start; edge >= 0; edge = Next(edge))
        {
            _used[edge] = true;
            placeOf[_edges[edge].From] = path.Count;
            path.Add(edge);
            if (placeOf.TryGetValue(_edges[edge].To, out var place))
            {
                CutLoop(path, placeOf, place, loops);
                if (path.Count == 0)
                {
                    return;
                }
            }
        }

        open.AddRange(path.Select(i => _edges[i]));
    }

    private void CutLoop(List<int> path, Dictionary<GridPoint, int> placeOf, int place, List<Loop> loops)
    {
        var run = path.GetRange(place, path.Count - place);
        foreach (var edge in run)
        {
            placeOf.Remove(_edges[edge].From);
        }

        path.RemoveRange(place, path.Count - place);
        loops.Add(new Loop(
            new GridRing(run.Select(i => _edges[i].From).ToImmutableArray()),
            [.. run.Select(i => _edges[i].Feature).Distinct().Order()],
            [.. run.Select(i => _edges[i].Feature)]));
    }

    private int Next(int edge)
    {
        var node = _edges[edge].To;
        var best = -1;
        foreach (var candidate in _leaving.GetValueOrDefault(node, []))
        {
            if (!_used[candidate] && (best < 0 || IsSharper(_edges[edge].From, node, _edges[candidate].To, _edges[best].To)))
            {
                best = candidate;
            }
        }

        return best;
    }

    /// <summary>True where going on to a turns more to the chosen side than going on to b.</summary>
    private bool IsSharper(GridPoint from, GridPoint node, GridPoint a, GridPoint b)
    {
        // Exact: compare the half turn first, then the order of the two directions around the node.
        var (sideA, sideB) = (Half(from, node, a), Half(from, node, b));
        var turn = Orientation.Of(node, a, b);
        var aIsRight = sideA != sideB ? sideA < sideB : turn > 0;
        return _turnRight ? aIsRight : !aIsRight;
    }

    /// <summary>−1 turns right, 0 straight on, 1 left; straight back counts as the sharpest turn to the chosen side.</summary>
    private int Half(GridPoint from, GridPoint node, GridPoint to)
    {
        var side = Orientation.Of(from, node, to);
        if (side != 0)
        {
            return side;
        }

        var along = ((Int128)(node.East - from.East) * (to.East - node.East)) + ((Int128)(node.North - from.North) * (to.North - node.North));
        return along > 0 ? 0 : _turnRight ? -2 : 2;
    }
}
