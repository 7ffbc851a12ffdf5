using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.StoredRasters;

/// <summary>
/// Where the cells of a stored raster lie (栅格位置), in integers and in the county's zone: origin at the upper left corner on the 0.1 mm grid, east
/// with zone prefix; sides of a cell in nanometres. Level 0 is the raster; each further level has cells twice as wide and half as many, rounded up.
/// </summary>
/// <param name="Epsg">Of the zone.</param>
/// <param name="OriginEast">Units of 0.1 mm.</param>
/// <param name="OriginNorth">Units of 0.1 mm.</param>
/// <param name="CellEast">Nanometres.</param>
/// <param name="CellNorth">Nanometres.</param>
public sealed record RasterPlace(int Epsg, long OriginEast, long OriginNorth, long CellEast, long CellNorth, int Columns, int Rows)
{
    /// <summary>Side of a block in cells.</summary>
    public const int BlockCells = 256;

    private const double Nanometre = 1e-9;

    public double CellEastMetres => CellEast * Nanometre;

    public double CellNorthMetres => CellNorth * Nanometre;

    /// <summary>Levels until all of the raster is one block.</summary>
    public int LevelCount
    {
        get
        {
            var count = 1;
            for (var side = Math.Max(Columns, Rows); side > BlockCells; side = (side + 1) / 2)
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>The box on the 0.1 mm grid, its lower right corner rounded.</summary>
    public GridEnvelope Envelope
    {
        get
        {
            var (east, north) = (OriginEast + ToUnits(CellEastMetres * Columns), OriginNorth - ToUnits(CellNorthMetres * Rows));
            return new GridEnvelope(OriginEast, north, east, OriginNorth);
        }
    }

    /// <summary>Cells of a level in metres.</summary>
    public RasterGrid GridAt(int level)
    {
        var factor = (double)(1L << level);
        return new RasterGrid(OriginEast / (double)GridPoint.UnitsPerMetre, OriginNorth / (double)GridPoint.UnitsPerMetre, CellEastMetres * factor, CellNorthMetres * factor);
    }

    public (int Columns, int Rows) SizeAt(int level) => (Halved(Columns, level), Halved(Rows, level));

    internal (int Across, int Down) BlocksAt(int level)
    {
        var (columns, rows) = SizeAt(level);
        return (Blocks(columns), Blocks(rows));
    }

    /// <summary>Place of a block among all blocks of the file, after the description.</summary>
    internal int BlockIndex(int level, int across, int down)
    {
        var index = 1;
        for (var below = 0; below < level; below++)
        {
            var (a, d) = BlocksAt(below);
            index += a * d;
        }

        return index + (down * BlocksAt(level).Across) + across;
    }

    internal (int Width, int Height) BlockSize(int level, int across, int down)
    {
        var (columns, rows) = SizeAt(level);
        return (Math.Min(BlockCells, columns - (across * BlockCells)), Math.Min(BlockCells, rows - (down * BlockCells)));
    }

    private static int Blocks(int cells) => (cells + BlockCells - 1) / BlockCells;

    private static int Halved(int cells, int level)
    {
        for (var i = 0; i < level; i++)
        {
            cells = (cells + 1) / 2;
        }

        return cells;
    }

    private static long ToUnits(double metres) => (long)Math.Round(metres * GridPoint.UnitsPerMetre, MidpointRounding.AwayFromZero);
}
