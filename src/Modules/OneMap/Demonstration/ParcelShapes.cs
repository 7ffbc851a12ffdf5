using Guotu.Geo.Geometry;

namespace Guotu.OneMap.Demonstration;

/// <summary>Rings of invented parcels around a place, as surveyed lots look: clockwise from the north-west, to the millimetre.</summary>
internal static class ParcelShapes
{
    // East and north of the place in millimetres.
    private static readonly (int East, int North)[] LotCorners =
    [
        (-52_310, 41_205), (-12_480, 46_730), (20_115, 43_902), (55_640, 38_417), (58_205, 6_388),
        (54_903, -31_276), (18_447, -40_518), (-21_090, -43_866), (-49_725, -36_104), (-56_118, 2_931),
    ];

    private static readonly (int East, int North)[] HoleCorners = [(-14_200, 12_600), (13_850, 14_100), (15_300, -12_750), (-12_950, -15_400)];

    /// <summary>How far a lot reaches from its place, metres.</summary>
    public const int Reach = 62;

    public static GridRing Lot(GridPoint place) => Around(place, LotCorners);

    public static GridRing Hole(GridPoint place) => Around(place, HoleCorners);

    /// <summary>A lot whose third and eighth corners are exchanged: its border crosses itself.</summary>
    public static GridRing SelfCrossing(GridPoint place)
    {
        var corners = ((int, int)[])LotCorners.Clone();
        (corners[2], corners[7]) = (corners[7], corners[2]);
        return Around(place, corners);
    }

    private static GridRing Around(GridPoint place, (int East, int North)[] corners) =>
        new(corners.Select(c => new GridPoint(place.East + (c.East * 10L), place.North + (c.North * 10L))));
}
