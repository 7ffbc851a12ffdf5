namespace Guotu.Geo.Crossings;

/// <summary>
/// The crossings in the order in which each boundary meets them. Places along one edge are compared as fractions in integers; where
/// two are the same place, by what the small step does to them, so that there are no ties that a valid figure could make.
/// </summary>
internal sealed class CrossingOrder : ICrossingSink
{
    private readonly PreparedFigure _project;
    private readonly PreparedFigure _layer;
    private readonly List<Crossing> _found = [];

    public CrossingOrder(PreparedFigure project, PreparedFigure layer) => (_project, _layer) = (project, layer);

    public IReadOnlyList<Crossing> All => _found;

    public int Count => _found.Count;

    public void Take(in Crossing crossing) => _found.Add(crossing);

    /// <summary>Crossings along the project's edges: indexes into <see cref="All"/>.</summary>
    public int[] AlongProject() => Sorted((i, j) =>
    {
        var (a, b) = (_found[i], _found[j]);
        return a.ProjectEdge != b.ProjectEdge ? a.ProjectEdge.CompareTo(b.ProjectEdge) : Compare(OnProject(a), OnProject(b));
    });

    /// <summary>Crossings along the layer's edges.</summary>
    public int[] AlongLayer() => Sorted((i, j) =>
    {
        var (a, b) = (_found[i], _found[j]);
        return a.LayerEdge != b.LayerEdge ? a.LayerEdge.CompareTo(b.LayerEdge) : Compare(OnLayer(a), OnLayer(b));
    });

    private int[] Sorted(Comparison<int> comparison)
    {
        var order = new int[_found.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        order.AsSpan().Sort(comparison);
        return order;
    }

    /// <summary>(Near + First ε + Second ε²) ÷ Whole, Whole positive: the share of the edge before the crossing.</summary>
    private readonly record struct Share(long Near, long First, long Second, long Whole);

    private Share OnProject(in Crossing c)
    {
        // The project's edge moves; its ends' cross products with the layer's edge grow alike.
        var (b1, b2) = (_layer.Vertex(c.LayerEdge), _layer.EdgeEnd(c.LayerEdge));
        return Positive(c.From, -((long)b2.Y - b1.Y), (long)b2.X - b1.X, c.From - c.To);
    }

    private Share OnLayer(in Crossing c)
    {
        var (a1, a2) = (_project.Vertex(c.ProjectEdge), _project.EdgeEnd(c.ProjectEdge));
        var (from, to) = (PerturbedSides.Cross(a1, a2, _layer.Vertex(c.LayerEdge)), PerturbedSides.Cross(a1, a2, _layer.EdgeEnd(c.LayerEdge)));
        return Positive(from, (long)a2.Y - a1.Y, -((long)a2.X - a1.X), from - to);
    }

    private static Share Positive(long near, long first, long second, long whole) =>
        whole > 0 ? new Share(near, first, second, whole) : new Share(-near, -first, -second, -whole);

    private static int Compare(in Share a, in Share b)
    {
        var order = Product(a.Near, b.Whole).CompareTo(Product(b.Near, a.Whole));
        order = order != 0 ? order : Product(a.First, b.Whole).CompareTo(Product(b.First, a.Whole));
        return order != 0 ? order : Product(a.Second, b.Whole).CompareTo(Product(b.Second, a.Whole));
    }

    private static Int128 Product(long a, long b) => (Int128)a * b;
}
