namespace Guotu.OneMap.Demonstration.Ground;

/// <summary>The zones that plans draw over the invented county: red lines, town development, farmland, planning zones.</summary>
internal sealed class CountyZones
{
    public const int NoZone = 0;
    public const int NorthRedLine = 1;
    public const int SouthRedLine = 2;

    private const int RedLineStream = 1000;
    private const int EdgeStream = 1010;
    private const int FarmlandStream = 1020;
    private const int LeastRedLine = 400_000;
    private const int LeastPlanningZone = 300_000;
    private const int LeastTownZone = 60_000;

    private readonly InventedCounty _county;

    public CountyZones(InventedCounty county)
    {
        _county = county;
        RedLines = county.Draw(RedLineOf, LeastRedLine);
        TownGrowth = county.Draw(TownGrowthOf, LeastTownZone);
        Farmland = [.. county.Patches.Regions.Select(IsPermanentFarmland)];
        Planning = county.Draw(PlanningZoneOf, LeastPlanningZone);
    }

    /// <summary>生态保护红线: <see cref="NorthRedLine"/>, <see cref="SouthRedLine"/>.</summary>
    public Zoning RedLines { get; }

    /// <summary>城镇开发边界: GHFQDM as key.</summary>
    public Zoning TownGrowth { get; }

    /// <summary>规划分区: GHFQDM as key.</summary>
    public Zoning Planning { get; }

    /// <summary>永久基本农田, by patch number.</summary>
    public bool[] Farmland { get; }

    private int RedLineOf(int patch)
    {
        var (east, north) = PlaceOf(patch);
        var bend = 5_500 * _county.Noise.Fractal(RedLineStream, east / 9_000, north / 9_000, 3);
        if (_county.Terrain.Height(east, north) < LandCover.HillTop)
        {
            return NoZone;
        }

        return north > 13_000 + bend ? NorthRedLine : north < -15_000 + bend ? SouthRedLine : NoZone;
    }

    private int TownGrowthOf(int patch)
    {
        var (east, north) = PlaceOf(patch);
        var bend = 350 * _county.Noise.Smooth(EdgeStream, east / 1_100, north / 1_100);
        var seat = _county.Towns.ToSeat(east, north) + bend;
        if (seat > 3_000)
        {
            return _county.Towns.ToTownCentre(east, north) + (bend / 3) < 520 ? 411 : NoZone;
        }

        var byRiver = Math.Abs(north - _county.Terrain.River(east)) < 260;
        return byRiver ? 430 : seat > 2_500 ? 420 : seat < 1_700 ? 411 : east > 0 ? 414 : 412;
    }

    private bool IsPermanentFarmland(Region patch) =>
        _county.Classes[patch.Number] is "0101" or "0103"
        && RedLines.KeyOf(patch) == NoZone
        && TownGrowth.KeyOf(patch) == NoZone
        && _county.Terrain.Height(_county.East(patch), _county.North(patch)) < LandCover.HillTop
        && _county.Noise.Unit(FarmlandStream, patch.Column, patch.Row) < 0.78;

    private int PlanningZoneOf(int number)
    {
        var patch = _county.Patches.Regions[number];
        if (RedLines.KeyOf(patch) != NoZone)
        {
            return 100;
        }

        if (TownGrowth.KeyOf(patch) != NoZone)
        {
            return 400;
        }

        var height = _county.Terrain.Height(_county.East(patch), _county.North(patch));
        return height < LandCover.ValleyTop ? 300 : height < LandCover.HillTop ? 500 : 200;
    }

    private (double East, double North) PlaceOf(int number)
    {
        var patch = _county.Patches.Regions[number];
        return (_county.East(patch), _county.North(patch));
    }
}
