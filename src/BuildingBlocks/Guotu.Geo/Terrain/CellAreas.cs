using System.Collections.Immutable;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Terrain;

/// <summary>
/// The ground of chosen cells as a figure (栅格转面): one polygon for each set of cells that meet along sides, holes where cells are left out. Cells that meet
/// in a corner only are apart, so that every ring is simple and the figure valid. Cost grows with the cells looked at.
/// </summary>
public sealed class CellAreas
{
    /// <summary>East, north, west, south, each a quarter turn to the left of the one before.</summary>
    private static readonly (int Column, int Row)[] Headings = [(1, 0), (0, -1), (-1, 0), (0, 1)];

    private readonly RasterGrid _grid;
    private readonly int _columns;
    private readonly int _rows;
    private readonly bool[] _chosen;
    private readonly byte[] _walked;
    private readonly int[] _patch;

    private CellAreas(RasterGrid grid, int columns, bool[] chosen)
    {
        (_grid, _columns, _rows, _chosen) = (grid, columns, chosen.Length / columns, chosen);
        (_walked, _patch) = (new byte[chosen.Length], new int[chosen.Length]);
    }

    /// <summary>The figure of the cells; empty where none is chosen. Corners of cells are rounded to the 0.1 mm grid.</summary>
    /// <param name="grid">Metres of the zone, its origin the upper left corner of the first cell.</param>
    /// <param name="chosen">Row by row from the top.</param>
    public static GridMultiPolygon Of(RasterGrid grid, int columns, bool[] chosen, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        return new CellAreas(grid, columns, chosen).Figure(ct);
    }

    private GridMultiPolygon Figure(CancellationToken ct)
    {
        Gather(ct);
        var rings = new SortedDictionary<int, (GridRing? Outer, List<GridRing> Holes)>();
        for (var cell = 0; cell < _chosen.Length; cell++)
        {
            ct.ThrowIfCancellationRequested();
            for (var heading = 0; heading < Headings.Length && _chosen[cell]; heading++)
            {
                if ((_walked[cell] & (1 << heading)) == 0 && !IsChosen(cell % _columns, cell / _columns, Right(heading)))
                {
                    foreach (var ring in Simple(Walk(cell, heading)).Select(r => new GridRing(r)))
                    {
                        var patch = rings.GetValueOrDefault(_patch[cell], (null, []));
                        rings[_patch[cell]] = ring.IsCounterClockwise ? patch with { Outer = ring } : patch with { Holes = [.. patch.Holes, ring] };
                    }
                }
            }
        }

        return new GridMultiPolygon([.. rings.Values.Select(r => new GridPolygon(r.Outer!, [.. r.Holes]))]);
    }

    /// <summary>Numbers the cells by the patch they belong to, from 1.</summary>
    private void Gather(CancellationToken ct)
    {
        var (number, open) = (0, new Stack<int>());
        for (var start = 0; start < _chosen.Length; start++)
        {
            if (!_chosen[start] || _patch[start] != 0)
            {
                continue;
            }

            ct.ThrowIfCancellationRequested();
            _patch[start] = ++number;
            open.Push(start);
            while (open.TryPop(out var cell))
            {
                foreach (var (column, row) in Headings.Select(h => (Column: (cell % _columns) + h.Column, Row: (cell / _columns) + h.Row)))
                {
                    if (Holds(column, row) && (row * _columns) + column is var next && _chosen[next] && _patch[next] == 0)
                    {
                        _patch[next] = number;
                        open.Push(next);
                    }
                }
            }
        }
    }

    /// <summary>Along the border with the patch on the left, turning left wherever that is possible; the corners, each as often as it is passed.</summary>
    private List<(int Column, int Row)> Walk(int cell, int heading)
    {
        var corners = new List<(int, int)>();
        var (column, row, first) = (cell % _columns, cell / _columns, (cell, heading));
        do
        {
            _walked[(row * _columns) + column] |= (byte)(1 << heading);
            var (ahead, outside) = (Headings[heading], Headings[Right(heading)]);
            if (!IsChosen(column, row, heading))
            {
                corners.Add(Head(column, row, heading));
                heading = (heading + 1) % 4;
            }
            else if (Holds(column + ahead.Column + outside.Column, row + ahead.Row + outside.Row) && _chosen[((row + ahead.Row + outside.Row) * _columns) + column + ahead.Column + outside.Column])
            {
                corners.Add(Head(column, row, heading));
                (column, row, heading) = (column + ahead.Column + outside.Column, row + ahead.Row + outside.Row, Right(heading));
            }
            else
            {
                (column, row) = (column + ahead.Column, row + ahead.Row);
            }
        }
        while (((row * _columns) + column, heading) != first);

        return corners;
    }

    /// <summary>A border that comes back to a corner is parted there: around a hole that touches it, or a hole that touches itself.</summary>
    private IEnumerable<ImmutableArray<GridPoint>> Simple(List<(int Column, int Row)> corners)
    {
        var (open, place) = (new List<(int Column, int Row)>(), new Dictionary<(int, int), int>());
        foreach (var corner in corners)
        {
            if (place.TryGetValue(corner, out var start))
            {
                var loop = open[start..];
                yield return [.. loop.Select(PointOf)];
                loop.ForEach(c => place.Remove(c));
                open.RemoveRange(start, open.Count - start);
            }

            place[corner] = open.Count;
            open.Add(corner);
        }

        yield return [.. open.Select(PointOf)];
    }

    private GridPoint PointOf((int Column, int Row) corner) => GridPoint.FromMetres(new Crs.PlanePosition(
        _grid.OriginEast + (corner.Column * _grid.CellEast), _grid.OriginNorth - (corner.Row * _grid.CellNorth)));

    /// <summary>The corner at which the side that is walked along ends.</summary>
    private static (int Column, int Row) Head(int column, int row, int heading) => heading switch
    {
        0 => (column + 1, row + 1),
        1 => (column + 1, row),
        2 => (column, row),
        _ => (column, row + 1),
    };

    private static int Right(int heading) => (heading + 3) % 4;

    private bool IsChosen(int column, int row, int towards)
    {
        var (across, down) = Headings[towards];
        return Holds(column + across, row + down) && _chosen[((row + down) * _columns) + column + across];
    }

    private bool Holds(int column, int row) => column >= 0 && row >= 0 && column < _columns && row < _rows;
}
