using System.Collections.Immutable;
using Guotu.Geo.Geometry;

namespace Guotu.OneMap.Demonstration.Ground;

/// <summary>
/// Borders of regions as rings of lattice corners. The region is kept on the left; where two of its cells meet only at a
/// corner the ring passes between their neighbours, so that a hole may touch its outer ring at a vertex but no ring touches itself.
/// </summary>
internal sealed class RingTracer
{
    // East, north, west, south.
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    private readonly RegionRaster _regions;
    private readonly LatticePositions _positions;
    private readonly List<int>[] _starts;

    public RingTracer(RegionRaster regions, LatticePositions positions)
    {
        _regions = regions;
        _positions = positions;
        _starts = new List<int>[regions.Regions.Count];
        FindStarts();
    }

    /// <summary>The polygon of a region: its outer ring, found first because it starts in the lowest row, and its holes.</summary>
    public GridPolygon Polygon(int region)
    {
        var rings = _starts[region].Select(start => Ring(region, start)).ToArray();
        return new GridPolygon(rings[0], [.. rings.Skip(1)]);
    }

    private void FindStarts()
    {
        var columns = _regions.Columns;
        var seen = new bool[columns * _regions.Rows];
        for (var cell = 0; cell < seen.Length; cell++)
        {
            var (column, row) = (cell % columns, cell / columns);
            var region = _regions[column, row];
            if (region >= 0 && !seen[cell] && _regions[column, row - 1] != region)
            {
                (_starts[region] ??= []).Add(cell);
                Walk(region, column, row, (c, r, heading) =>
                {
                    if (heading == 0)
                    {
                        seen[(r * columns) + c] = true;
                    }
                });
            }
        }
    }

    private GridRing Ring(int region, int start)
    {
        var points = ImmutableArray.CreateBuilder<GridPoint>();
        Walk(region, start % _regions.Columns, start / _regions.Columns, (c, r, _) => points.Add(_positions.At(c, r)));
        return new GridRing(points.ToImmutable());
    }

    /// <summary>Visits each edge of a ring by its first corner and heading, from the lower side of a cell eastward.</summary>
    private void Walk(int region, int startColumn, int startRow, Action<int, int, int> visit)
    {
        var (column, row, heading) = (startColumn, startRow, 0);
        do
        {
            visit(column, row, heading);
            (column, row) = (column + Steps[heading].X, row + Steps[heading].Y);
            heading = Turn(region, column, row, heading);
        }
        while (column != startColumn || row != startRow || heading != 0);
    }

    private int Turn(int region, int column, int row, int heading)
    {
        var (aheadLeft, aheadRight) = heading switch
        {
            0 => (_regions[column, row], _regions[column, row - 1]),
            1 => (_regions[column - 1, row], _regions[column, row]),
            2 => (_regions[column - 1, row - 1], _regions[column - 1, row]),
            _ => (_regions[column, row - 1], _regions[column - 1, row - 1]),
        };
        if (aheadRight == region)
        {
            return (heading + 3) & 3;
        }

        return aheadLeft == region ? heading : (heading + 1) & 3;
    }
}
