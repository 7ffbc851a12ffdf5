namespace Guotu.OneMap.Demonstration.Ground;

/// <summary>A town of Xixiang with its real code and name, at an invented place.</summary>
/// <param name="Code">Nine digits.</param>
/// <param name="Name">镇 or 街道.</param>
/// <param name="East">Metres from the county's middle.</param>
/// <param name="North">Metres from the county's middle; null puts it beside the river.</param>
/// <param name="Pull">How far it reaches against its neighbours; 1 is usual.</param>
internal sealed record PlannedTown(string Code, string Name, double East, double? North, double Pull)
{
    public string Code12 => Code + "000";
}

/// <summary>The seventeen towns and streets (2 街道 15 镇) and which of them a place belongs to.</summary>
internal sealed class CountyTownPlan(Terrain terrain, SeededNoise noise)
{
    private const int BorderStream = 800;

    public static IReadOnlyList<PlannedTown> All { get; } =
    [
        new("610724001", "城北街道", -1_000, 2_600, 0.62),
        new("610724002", "城南街道", 600, -5_200, 0.66),
        new("610724101", "杨河镇", 9_500, null, 0.9),
        new("610724102", "柳树镇", -9_000, 3_200, 0.9),
        new("610724103", "沙河镇", -18_500, null, 1),
        new("610724104", "私渡镇", 13_000, 10_500, 1),
        new("610724105", "桑园镇", -15_000, 12_000, 1),
        new("610724106", "白龙塘镇", -4_500, 15_500, 1),
        new("610724108", "峡口镇", 17_500, -7_500, 1),
        new("610724109", "堰口镇", 5_500, -12_500, 1),
        new("610724110", "茶镇", 23_500, 4_500, 1),
        new("610724111", "高川镇", 27_000, -13_500, 1.05),
        new("610724112", "两河口镇", 14_000, -20_500, 1.05),
        new("610724114", "大河镇", -8_000, -21_000, 1.1),
        new("610724116", "骆家坝镇", -20_500, -13_500, 1.1),
        new("610724117", "子午镇", 6_000, 23_000, 1.1),
        new("610724118", "白勉峡镇", -25_500, 9_000, 1.05),
    ];

    /// <summary>The county seat lies between the two streets, on the north bank.</summary>
    public (double East, double North) Seat { get; } = (0, terrain.River(0) + 1_300);

    public (double East, double North) Centre(int town)
    {
        var planned = All[town];
        return (planned.East, planned.North ?? terrain.River(planned.East) + 600);
    }

    /// <summary>Index of the town a place belongs to.</summary>
    public int TownAt(double east, double north)
    {
        var x = east + (1_500 * noise.Fractal(BorderStream, east / 5_000, north / 5_000, 3));
        var y = north + (1_500 * noise.Fractal(BorderStream + 10, east / 5_000, north / 5_000, 3));
        var (best, least) = (0, double.MaxValue);
        for (var town = 0; town < All.Count; town++)
        {
            var (centreEast, centreNorth) = Centre(town);
            var (dx, dy) = ((x - centreEast) / All[town].Pull, (y - centreNorth) / All[town].Pull);
            if ((dx * dx) + (dy * dy) is var distance && distance < least)
            {
                (best, least) = (town, distance);
            }
        }

        return best;
    }

    /// <summary>Metres to the centre of the nearest town.</summary>
    public double ToTownCentre(double east, double north) =>
        Enumerable.Range(0, All.Count).Min(town => Distance((east, north), Centre(town)));

    public double ToSeat(double east, double north) => Distance((east, north), Seat);

    private static double Distance((double East, double North) a, (double East, double North) b) =>
        Math.Sqrt(((a.East - b.East) * (a.East - b.East)) + ((a.North - b.North) * (a.North - b.North)));
}
