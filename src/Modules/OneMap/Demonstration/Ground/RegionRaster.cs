namespace Guotu.OneMap.Demonstration.Ground;

/// <summary>
/// A raster whose cells carry the number of the region they belong to (区域栅格); a region is connected over cell sides. Outside
/// the county the number is <see cref="Outside"/>.
/// </summary>
internal sealed class RegionRaster
{
    public const int Outside = -1;

    private readonly int[] _labels;

    private RegionRaster(int columns, int rows, int[] labels, List<Region> regions) =>
        (Columns, Rows, _labels, Regions) = (columns, rows, labels, regions);

    public int Columns { get; }

    public int Rows { get; }

    public IReadOnlyList<Region> Regions { get; }

    /// <summary>The region of a cell; beyond the edges it is outside.</summary>
    public int this[int column, int row] =>
        (uint)column < (uint)Columns && (uint)row < (uint)Rows ? _labels[(row * Columns) + column] : Outside;

    public ReadOnlySpan<int> Cells => _labels;

    /// <summary>Splits keys into their connected regions, numbered in order of their first cells; negative keys stay outside.</summary>
    public static RegionRaster Split(int columns, int rows, ReadOnlySpan<int> keys)
    {
        var labels = new int[keys.Length];
        Array.Fill(labels, Outside);
        var regions = new List<Region>();
        var stack = new Stack<int>();
        for (var cell = 0; cell < keys.Length; cell++)
        {
            if (keys[cell] >= 0 && labels[cell] == Outside)
            {
                var count = Flood(columns, keys, labels, cell, regions.Count, stack);
                regions.Add(new Region(regions.Count, keys[cell], cell % columns, cell / columns, count));
            }
        }

        return new RegionRaster(columns, rows, labels, regions);
    }

    private static int Flood(int columns, ReadOnlySpan<int> keys, int[] labels, int start, int label, Stack<int> stack)
    {
        var (key, count) = (keys[start], 0);
        labels[start] = label;
        stack.Push(start);
        while (stack.TryPop(out var cell))
        {
            count++;
            var column = cell % columns;
            Visit(column > 0 ? cell - 1 : -1, keys);
            Visit(column < columns - 1 ? cell + 1 : -1, keys);
            Visit(cell - columns, keys);
            Visit(cell + columns < keys.Length ? cell + columns : -1, keys);
        }

        return count;

        void Visit(int next, ReadOnlySpan<int> all)
        {
            if (next >= 0 && all[next] == key && labels[next] == Outside)
            {
                labels[next] = label;
                stack.Push(next);
            }
        }
    }
}

/// <summary>A connected region.</summary>
/// <param name="Number">Its label.</param>
/// <param name="Key">The key its cells had.</param>
/// <param name="Column">Column of its first cell, which lies in its lowest row.</param>
/// <param name="Row">That row.</param>
/// <param name="CellCount">Its size.</param>
internal sealed record Region(int Number, int Key, int Column, int Row, int CellCount);
