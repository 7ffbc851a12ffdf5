namespace Guotu.OneMap.Demonstration.Ground;

/// <summary>
/// The invented ground (地形): a main river from west to east, tributaries from the mountains in the north and south, a road along the
/// valley, heights that rise away from the river. Metres from the county's middle.
/// </summary>
internal sealed class Terrain(SeededNoise noise)
{
    public const int Tributaries = 11;

    private const int RiverStream = 100;
    private const int HeightStream = 200;
    private const int ShapeStream = 300;
    private const int TributaryStream = 400;
    private const int RoadStream = 500;
    private const int FloorStream = 560;

    // Half axes of the county's rough ellipse.
    private const double HalfEast = 37_800;
    private const double HalfNorth = 29_600;

    /// <summary>Whether a place belongs to the county.</summary>
    public bool InCounty(double east, double north)
    {
        var (u, v) = (east / HalfEast, north / HalfNorth);
        return (u * u) + (v * v) < 0.92 + (0.42 * noise.Fractal(ShapeStream, east / 21_000, north / 21_000, 6));
    }

    /// <summary>North of the main river's middle at an easting.</summary>
    public double River(double east) =>
        (4_200 * noise.Smooth(RiverStream, east / 17_000, 0)) + (1_300 * noise.Smooth(RiverStream + 1, east / 4_700, 0))
        + (260 * noise.Smooth(RiverStream + 2, east / 1_300, 0)) - 1_500;

    /// <summary>North of the road's middle at an easting: it keeps to the north bank.</summary>
    public double Road(double east) => River(east) + 760 + (330 * noise.Smooth(RoadStream, east / 3_100, 0));

    /// <summary>East of a tributary at a northing.</summary>
    public double Tributary(int number, double north)
    {
        var start = -34_000 + (number * 68_000.0 / (Tributaries - 1));
        return start + (3_400 * noise.Smooth(TributaryStream + number, north / 9_000, number))
            + (500 * noise.Smooth(TributaryStream + 50 + number, north / 2_300, number));
    }

    /// <summary>Height above the sea in metres, 380 to about 2,300.</summary>
    public double Height(double east, double north)
    {
        var floor = 2_300 + (1_500 * noise.Smooth(FloorStream, east / 7_000, north / 7_000));
        var away = Math.Max(0, Math.Abs(north - River(east)) - floor);
        var mountains = away / (away + 11_000);
        var relief = 1 + noise.Fractal(HeightStream, east / 12_000, north / 12_000, 6);
        return 385 + (1_250 * mountains * relief) + (260 * mountains);
    }
}
