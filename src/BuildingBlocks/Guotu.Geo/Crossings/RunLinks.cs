namespace Guotu.Geo.Crossings;

/// <summary>
/// Links the runs of each boundary that lie inside the other into the rings of what is common: at a crossing the boundary that goes in is
/// followed. Crossings are rounded to the grid; vertices are those of the figures.
/// </summary>
internal sealed class RunLinks
{
    private readonly Side _project;
    private readonly Side _layer;
    private readonly CrossingOrder _crossings;
    private readonly (int X, int Y)[] _places;

    public RunLinks(PreparedFigure project, PreparedFigure layer, CrossingOrder crossings)
    {
        _crossings = crossings;
        _project = new Side(project, crossings.AlongProject(), [.. crossings.All.Select(c => c.ProjectEdge)]);
        _layer = new Side(layer, crossings.AlongLayer(), [.. crossings.All.Select(c => c.LayerEdge)]);
        _places = [.. crossings.All.Select(c => Rounded(c.Place(project)))];
    }

    /// <summary>Crossings on the grid, in the order of <see cref="CrossingOrder.All"/>.</summary>
    public IReadOnlyList<(int X, int Y)> Places => _places;

    /// <summary>
    /// The linked rings, or null where the boundaries do not alternate: then one of the figures was not valid, and there is no answer.
    /// </summary>
    public List<List<RingVertex>>? Rings()
    {
        var rings = new List<List<RingVertex>>();
        var used = new bool[_crossings.Count];
        for (var start = 0; start < used.Length; start++)
        {
            if (used[start] || !_crossings.All[start].Enters)
            {
                continue;
            }

            if (Ring(start, used) is not { } ring)
            {
                return null;
            }

            rings.Add(ring);
        }

        return rings;
    }

    private List<RingVertex>? Ring(int start, bool[] used)
    {
        var ring = new List<RingVertex>();
        var at = start;
        do
        {
            if (used[at] || !_crossings.All[at].Enters)
            {
                return null;
            }

            used[at] = true;
            var leaves = Follow(_project, at, ring);
            if (used[leaves] || _crossings.All[leaves].Enters)
            {
                return null;
            }

            used[leaves] = true;
            at = Follow(_layer, leaves, ring);
        }
        while (at != start);

        return ring;
    }

    /// <summary>From one crossing to the next along a boundary; answers the next.</summary>
    private int Follow(Side side, int from, List<RingVertex> ring)
    {
        var to = side.After(from);
        ring.Add(new RingVertex(_places[from], from, side.Figure, side.Edges[from]));
        var (edge, last) = (side.Edges[from], side.Edges[to]);
        if (edge == last && side.Precedes(from, to))
        {
            return to;
        }

        for (var vertex = side.Figure.Next(edge); ; vertex = side.Figure.Next(vertex))
        {
            ring.Add(new RingVertex(side.Figure.Vertex(vertex), -1, side.Figure, vertex));
            if (vertex == last)
            {
                return to;
            }
        }
    }

    private static (int X, int Y) Rounded((double X, double Y) place) =>
        ((int)Math.Round(place.X, MidpointRounding.AwayFromZero), (int)Math.Round(place.Y, MidpointRounding.AwayFromZero));

    /// <summary>One boundary with its crossings in order.</summary>
    private sealed class Side
    {
        private readonly int[] _order;
        private readonly int[] _place;

        public Side(PreparedFigure figure, int[] order, int[] edges)
        {
            (Figure, _order, Edges) = (figure, order, edges);
            _place = new int[order.Length];
            for (var i = 0; i < order.Length; i++)
            {
                _place[order[i]] = i;
            }
        }

        public PreparedFigure Figure { get; }

        /// <summary>The edge each crossing lies on.</summary>
        public int[] Edges { get; }

        public bool Precedes(int one, int other) => _place[one] < _place[other];

        /// <summary>The next crossing round the ring.</summary>
        public int After(int crossing)
        {
            var ring = Figure.RingOf(Edges[crossing]);
            var next = _place[crossing] + 1;
            return next < _order.Length && Edges[_order[next]] < Figure.RingEnd(ring) ? _order[next] : FirstOf(ring);
        }

        private int FirstOf(int ring)
        {
            var (low, high) = (0, _order.Length - 1);
            while (low < high)
            {
                var middle = (low + high) >> 1;
                (low, high) = Edges[_order[middle]] < Figure.RingStart(ring) ? (middle + 1, high) : (low, middle);
            }

            return _order[low];
        }
    }
}

/// <summary>A vertex of a linked ring.</summary>
/// <param name="At">Frame coordinates.</param>
/// <param name="Crossing">The crossing it is; −1 for a vertex of a figure.</param>
/// <param name="Figure">The figure whose boundary is followed from here.</param>
/// <param name="Edge">The edge that is followed from here; for a vertex, its own index.</param>
internal readonly record struct RingVertex((int X, int Y) At, int Crossing, PreparedFigure Figure, int Edge);
