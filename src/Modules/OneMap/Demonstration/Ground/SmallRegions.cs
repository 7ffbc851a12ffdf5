namespace Guotu.OneMap.Demonstration.Ground;

/// <summary>Gives the cells of regions that are too small to the neighbour they share most of their border with.</summary>
internal static class SmallRegions
{
    public static RegionRaster Merge(RegionRaster raster, int leastCells, Func<Region, bool> mayVanish)
    {
        var labels = raster.Cells.ToArray();
        var neighbours = new Dictionary<int, int>();
        foreach (var region in raster.Regions)
        {
            if (region.CellCount < leastCells && mayVanish(region))
            {
                Give(raster, labels, region, neighbours);
            }
        }

        return RegionRaster.Split(raster.Columns, raster.Rows, labels);
    }

    private static void Give(RegionRaster raster, int[] labels, Region region, Dictionary<int, int> neighbours)
    {
        var cells = CellsOf(raster, region);
        neighbours.Clear();
        foreach (var cell in cells)
        {
            foreach (var next in Around(raster, cell))
            {
                if (labels[next] != RegionRaster.Outside && raster.Cells[next] != region.Number && labels[next] != region.Number)
                {
                    neighbours[labels[next]] = neighbours.GetValueOrDefault(labels[next]) + 1;
                }
            }
        }

        if (neighbours.Count == 0)
        {
            return;
        }

        var best = neighbours.OrderByDescending(n => n.Value).ThenBy(n => n.Key).First().Key;
        foreach (var cell in cells)
        {
            labels[cell] = best;
        }
    }

    private static List<int> CellsOf(RegionRaster raster, Region region)
    {
        var start = (region.Row * raster.Columns) + region.Column;
        var (cells, seen) = (new List<int> { start }, new HashSet<int> { start });
        for (var i = 0; i < cells.Count; i++)
        {
            cells.AddRange(Around(raster, cells[i]).Where(next => raster.Cells[next] == region.Number && seen.Add(next)));
        }

        return cells;
    }

    private static IEnumerable<int> Around(RegionRaster raster, int cell)
    {
        var (column, row) = (cell % raster.Columns, cell / raster.Columns);
        if (column > 0)
        {
            yield return cell - 1;
        }

        if (column < raster.Columns - 1)
        {
            yield return cell + 1;
        }

        if (row > 0)
        {
            yield return cell - raster.Columns;
        }

        if (row < raster.Rows - 1)
        {
            yield return cell + raster.Columns;
        }
    }
}
