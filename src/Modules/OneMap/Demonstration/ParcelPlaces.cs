using Guotu.Geo.Geometry;
using Guotu.OneMap.Demonstration.Ground;

namespace Guotu.OneMap.Demonstration;

/// <summary>Finds places in the invented county where a parcel meets what it is meant to meet, and nothing else.</summary>
internal sealed class ParcelPlaces(InventedCounty county, CountyZones zones)
{
    private const int KeepApartMetres = 450;
    private readonly List<GridPoint> _taken = [];

    /// <summary>Concentrated development zone, no control line, no earlier approval: nothing stands against it.</summary>
    public GridPoint Clean(int reachMetres) => Find(reachMetres, (block, _) => block.All(IsClean));

    /// <summary>The red line's edge, away from farmland.</summary>
    public GridPoint OnRedLine(int reachMetres) => Find(reachMetres, (block, middle) =>
        block.All(c => c.InCounty && !c.Farmland) && middle.RedLine != CountyZones.NoZone && block.Any(c => c.RedLine == CountyZones.NoZone));

    /// <summary>On permanent farmland, off every other line.</summary>
    public GridPoint OnFarmland(int reachMetres) => Find(reachMetres, (block, middle) =>
        middle.Farmland && block.All(c => c.InCounty && c.RedLine == CountyZones.NoZone));

    /// <summary>Flexible development zone, no control line: the review must ask the planning zones, which are stale.</summary>
    public GridPoint OnStalePlan(int reachMetres) => Find(reachMetres, (block, _) =>
        block.All(c => c.InCounty && !c.Farmland && c.RedLine == CountyZones.NoZone && c.TownGrowth == 420));

    /// <summary>On the county's border, a part on each side, off every other line.</summary>
    public GridPoint AcrossTheBorder()
    {
        var frame = county.Frame;
        for (var row = frame.RowOf(county.Towns.Seat.North); row < frame.Rows; row++)
        {
            var column = Enumerable.Range(0, frame.Columns).First(c => At(c, row).InCounty);
            if (Block(column, row, HalfOf(ParcelShapes.Reach)).TrueForAll(c => !c.Farmland && c.RedLine == CountyZones.NoZone))
            {
                return MiddleOf(county.Position(column, row), county.Position(column, row + 1));
            }
        }

        throw new InvalidOperationException("The invented county has no such place: its zones were drawn wrongly");
    }

    private static bool IsClean(Cell c) =>
        c.InCounty && !c.Farmland && c.RedLine == CountyZones.NoZone && c.TownGrowth is >= 411 and <= 418;

    /// <summary>Searches ring by ring around the county seat; the place is the middle of the block's middle cell.</summary>
    private GridPoint Find(int reachMetres, Func<IReadOnlyList<Cell>, Cell, bool> fits)
    {
        var frame = county.Frame;
        var half = HalfOf(reachMetres);
        var (column, row) = (frame.ColumnOf(county.Towns.Seat.East), frame.RowOf(county.Towns.Seat.North));
        for (var ring = 0; ring < Math.Max(frame.Columns, frame.Rows); ring++)
        {
            foreach (var (c, r) in Ring(column, row, ring))
            {
                if (At(c, r) is { InCounty: true } middle && fits(Block(c, r, half), middle) && Take(c, r) is { } place)
                {
                    return place;
                }
            }
        }

        throw new InvalidOperationException("The invented county has no such place: its zones were drawn wrongly");
    }

    private int HalfOf(int reachMetres) => (int)Math.Ceiling(reachMetres / county.Frame.CellMetres) + 1;

    private GridPoint? Take(int column, int row)
    {
        var place = MiddleOf(county.Position(column, row), county.Position(column + 1, row + 1));
        const long Apart = KeepApartMetres * (long)GridPoint.UnitsPerMetre;
        if (_taken.Exists(t => Math.Abs(t.East - place.East) < Apart && Math.Abs(t.North - place.North) < Apart))
        {
            return null;
        }

        _taken.Add(place);
        return place;
    }

    private static GridPoint MiddleOf(GridPoint a, GridPoint b) =>
        new(Millimetres((a.East + b.East) / 2), Millimetres((a.North + b.North) / 2));

    private static long Millimetres(long units) => units / 10 * 10;

    private static IEnumerable<(int Column, int Row)> Ring(int column, int row, int ring)
    {
        for (var i = -ring; i <= ring; i++)
        {
            yield return (column + i, row - ring);
            yield return (column + i, row + ring);
            yield return (column - ring, row + i);
            yield return (column + ring, row + i);
        }
    }

    private List<Cell> Block(int column, int row, int half)
    {
        var block = new List<Cell>();
        for (var r = row - half; r <= row + half; r++)
        {
            for (var c = column - half; c <= column + half; c++)
            {
                block.Add(At(c, r));
            }
        }

        return block;
    }

    private Cell At(int column, int row)
    {
        var patch = county.Patches[column, row];
        return patch < 0 ? new Cell(false, false, CountyZones.NoZone, CountyZones.NoZone)
            : new Cell(true, zones.Farmland[patch], zones.RedLines.KeyAt(column, row), zones.TownGrowth.KeyAt(column, row));
    }

    private sealed record Cell(bool InCounty, bool Farmland, int RedLine, int TownGrowth);
}
