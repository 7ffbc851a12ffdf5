using System.Buffers;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Validity;

/// <summary>
/// Sees quickly that no two edges of a figure meet but neighbours at their common vertex (边界两两分离), which nearly all figures are: then its rings
/// are valid and touch nowhere. False says nothing; the full search finds what is wrong. Coordinates are taken from the figure's corner, so that
/// orientation is exact in 64 bits. No memory is kept.
/// </summary>
/// <remarks>
/// Edges that follow each other and whose directions all lie within less than half a turn run ever farther one way (单调链): they meet nowhere but at their
/// vertices. A survey boundary is a few such runs; only edges of different runs are compared, eight boxes at a time, in blocks of sixty-four.
/// </remarks>
internal static class EdgesApart
{
    private const long Widest = 1L << 30;

    /// <summary>Edges beyond which the full search with its tree is better.</summary>
    private const int Most = 1 << 17;

    public static bool Holds(GridMultiPolygon figure)
    {
        var box = figure.Envelope;
        var count = figure.VertexCount;
        if (count is < 3 or > Most || box.Width >= Widest || box.Height >= Widest)
        {
            return false;
        }

        var numbers = ArrayPool<int>.Shared.Rent(EdgeRows.NumbersFor(count));
        try
        {
            var edges = new EdgeRows(numbers, count);
            return edges.Lay(figure, new GridPoint(box.MinEast, box.MinNorth)) && edges.AreApart();
        }
        finally
        {
            ArrayPool<int>.Shared.Return(numbers);
        }
    }
}
