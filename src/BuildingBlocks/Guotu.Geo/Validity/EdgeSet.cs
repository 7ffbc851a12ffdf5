using Guotu.Geo.Geometry;

namespace Guotu.Geo.Validity;

/// <summary>The edges of several rings in one row, with the ring and the vertex that each starts from.</summary>
internal sealed class EdgeSet
{
    public EdgeSet(IReadOnlyList<GridRing> rings)
    {
        var count = rings.Sum(r => r.Points.Length);
        (From, To, Ring, Start) = (new GridPoint[count], new GridPoint[count], new int[count], new int[rings.Count + 1]);
        var at = 0;
        for (var ring = 0; ring < rings.Count; ring++)
        {
            Start[ring] = at;
            var points = rings[ring].Points.AsSpan();
            for (var i = 0; i < points.Length; i++, at++)
            {
                (From[at], To[at], Ring[at]) = (points[i], points[i + 1 == points.Length ? 0 : i + 1], ring);
            }
        }

        Start[rings.Count] = at;
    }

    public int Count => From.Length;

    public GridPoint[] From { get; }

    public GridPoint[] To { get; }

    public int[] Ring { get; }

    /// <summary>First edge of each ring, and one past the last.</summary>
    public int[] Start { get; }

    public int PointIndex(int edge) => edge - Start[Ring[edge]];

    /// <summary>True where edge b begins at the end of edge a, in the same ring.</summary>
    public bool Follows(int a, int b) => Ring[a] == Ring[b] && b == (a + 1 == Start[Ring[a] + 1] ? Start[Ring[a]] : a + 1);

    public GridEnvelope Box(int edge)
    {
        var (a, b) = (From[edge], To[edge]);
        return new GridEnvelope(
            Math.Min(a.East, b.East), Math.Min(a.North, b.North), Math.Max(a.East, b.East), Math.Max(a.North, b.North));
    }
}
