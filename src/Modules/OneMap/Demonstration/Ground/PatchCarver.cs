namespace Guotu.OneMap.Demonstration.Ground;

/// <summary>What a patch was carved as.</summary>
internal enum PatchOrigin
{
    Land,
    River,
    Tributary,
    Road,
}

/// <summary>
/// Carves the county into patches: each block of cells has a seed, each cell goes to the seed that is nearest in place and height, so
/// that patches on slopes lie along the contours like terraces; river, tributaries and road are burnt in over them.
/// </summary>
internal sealed class PatchCarver(CountyFrame frame, Terrain terrain, SeededNoise noise)
{
    private const int SeedStream = 600;
    private const int LeastCells = 6;

    // Weight of a metre of height against a metre of way.
    private const double HeightWeight = 3.2;
    private const int RiverKey = 1 << 28;
    private const int TributaryKey = RiverKey + (1 << 24);
    private const int RoadKey = RiverKey + (1 << 25);

    private readonly int _blockColumns = (frame.Columns / frame.BlockCells) + 1;
    private readonly int _blockRows = (frame.Rows / frame.BlockCells) + 1;
    private readonly int _segment = Math.Max(8, (int)(900 / frame.CellMetres));
    private readonly int _riverHalf = Math.Max(0, (int)(70 / frame.CellMetres));

    public static PatchOrigin OriginOf(int key) => key switch
    {
        >= RoadKey => PatchOrigin.Road,
        >= TributaryKey => PatchOrigin.Tributary,
        >= RiverKey => PatchOrigin.River,
        _ => PatchOrigin.Land,
    };

    /// <summary>Patches as regions, and the origin of each.</summary>
    public (RegionRaster Patches, PatchOrigin[] Origins) Carve()
    {
        var keys = CountyCells();
        var heights = Heights(keys);
        AssignSeeds(keys, heights);
        Burn(keys);
        var first = RegionRaster.Split(frame.Columns, frame.Rows, keys);
        var merged = SmallRegions.Merge(first, LeastCells, r => OriginOf(r.Key) == PatchOrigin.Land);
        var origins = merged.Regions.Select(r => OriginOf(first.Regions[r.Key].Key)).ToArray();
        return (merged, origins);
    }

    /// <summary>One connected county without holes: key 0 inside, outside elsewhere.</summary>
    private int[] CountyCells()
    {
        var keys = new int[frame.CellCount];
        Parallel.For(0, frame.Rows, row =>
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                keys[(row * frame.Columns) + column] = terrain.InCounty(frame.East(column), frame.North(row)) ? 0 : 1;
            }
        });

        var parts = RegionRaster.Split(frame.Columns, frame.Rows, keys);
        var county = parts.Regions.Where(r => r.Key == 0).MaxBy(r => r.CellCount)!.Number;
        var around = parts[0, 0];
        for (var cell = 0; cell < keys.Length; cell++)
        {
            var part = parts.Cells[cell];
            var enclosed = part != county && part != around && parts.Regions[part].Key == 1;
            keys[cell] = part == county || enclosed ? 0 : RegionRaster.Outside;
        }

        return keys;
    }

    private float[] Heights(int[] keys)
    {
        var heights = new float[keys.Length];
        Parallel.For(0, frame.Rows, row =>
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                var cell = (row * frame.Columns) + column;
                heights[cell] = keys[cell] < 0 ? 0 : (float)terrain.Height(frame.East(column), frame.North(row));
            }
        });
        return heights;
    }

    private void AssignSeeds(int[] keys, float[] heights)
    {
        var seeds = new (int Column, int Row)[_blockColumns * _blockRows];
        for (var block = 0; block < seeds.Length; block++)
        {
            seeds[block] = SeedOf(block % _blockColumns, block / _blockColumns);
        }

        Parallel.For(0, frame.Rows, row =>
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                var cell = (row * frame.Columns) + column;
                if (keys[cell] >= 0)
                {
                    keys[cell] = NearestSeed(column, row, heights, seeds);
                }
            }
        });
    }

    private int NearestSeed(int column, int row, float[] heights, (int Column, int Row)[] seeds)
    {
        var (blockColumn, blockRow) = (column / frame.BlockCells, row / frame.BlockCells);
        var height = heights[(row * frame.Columns) + column];
        var (best, least) = (0, double.MaxValue);
        for (var r = Math.Max(0, blockRow - 2); r <= Math.Min(blockRow + 2, _blockRows - 1); r++)
        {
            for (var c = Math.Max(0, blockColumn - 2); c <= Math.Min(blockColumn + 2, _blockColumns - 1); c++)
            {
                var (seedColumn, seedRow) = seeds[(r * _blockColumns) + c];
                double dx = column - seedColumn, dy = row - seedRow;
                var dh = HeightWeight * (height - heights[(seedRow * frame.Columns) + seedColumn]) / frame.CellMetres;
                var distance = (dx * dx) + (dy * dy) + (dh * dh);
                if (distance < least)
                {
                    (best, least) = ((r * _blockColumns) + c, distance);
                }
            }
        }

        return best;
    }

    private (int Column, int Row) SeedOf(int blockColumn, int blockRow)
    {
        var hash = noise.Hash(SeedStream, blockColumn, blockRow);
        var column = (blockColumn * frame.BlockCells) + (int)(hash % (ulong)frame.BlockCells);
        var row = (blockRow * frame.BlockCells) + (int)((hash >> 32) % (ulong)frame.BlockCells);
        return (Math.Min(column, frame.Columns - 1), Math.Min(row, frame.Rows - 1));
    }

    private void Burn(int[] keys)
    {
        for (var number = 0; number < Terrain.Tributaries; number++)
        {
            BurnTributary(keys, number);
        }

        for (var column = 0; column < frame.Columns; column++)
        {
            BurnColumn(keys, column, terrain.Road, 0, RoadKey + (column / _segment));
        }

        for (var column = 0; column < frame.Columns; column++)
        {
            BurnColumn(keys, column, terrain.River, _riverHalf, RiverKey + (column / _segment));
        }
    }

    private void BurnColumn(int[] keys, int column, Func<double, double> line, int half, int key)
    {
        var (a, b) = (frame.RowOf(line(frame.East(column))), frame.RowOf(line(frame.East(column + 1))));
        for (var row = Math.Min(a, b) - half; row <= Math.Max(a, b) + half; row++)
        {
            Set(keys, column, row, key);
        }
    }

    private void BurnTributary(int[] keys, int number)
    {
        for (var row = 0; row < frame.Rows; row++)
        {
            // Even tributaries come from the north, odd ones from the south.
            var north = frame.North(row);
            var start = terrain.Tributary(number, north);
            if (north > terrain.River(start) == (number % 2 == 0))
            {
                var (a, b) = (frame.ColumnOf(start), frame.ColumnOf(terrain.Tributary(number, frame.North(row + 1))));
                for (var column = Math.Min(a, b); column <= Math.Max(a, b); column++)
                {
                    Set(keys, column, row, TributaryKey + (number << 16) + (row / _segment));
                }
            }
        }
    }

    private void Set(int[] keys, int column, int row, int key)
    {
        var cell = (row * frame.Columns) + column;
        if ((uint)column < (uint)frame.Columns && (uint)row < (uint)frame.Rows && keys[cell] >= 0)
        {
            keys[cell] = key;
        }
    }
}
