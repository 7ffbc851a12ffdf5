namespace Guotu.OneMap.Demonstration.Ground;

/// <summary>Which land class a patch has (地类): by its origin, its height, and how near river, seat and towns are.</summary>
internal sealed class LandCover(Terrain terrain, CountyTownPlan towns, SeededNoise noise)
{
    private const int ChoiceStream = 900;
    private const int GroveStream = 910;

    // Shares of classes in thousandths, by zone.
    private static readonly (string Code, int Share)[] Seat =
        [("0701", 430), ("05H1", 110), ("08H1", 60), ("08H2", 60), ("0601", 100), ("1004", 110), ("0810", 40), ("0809", 30), ("0702", 60)];

    private static readonly (string Code, int Share)[] Town =
        [("0702", 330), ("08H1", 40), ("08H2", 40), ("05H1", 50), ("1004", 70), ("0601", 50), ("0101", 210), ("0103", 150), ("0201", 60)];

    private static readonly (string Code, int Share)[] Valley =
        [("0101", 460), ("0103", 210), ("0702", 80), ("1104", 30), ("1107", 25), ("1202", 20), ("0201", 60), ("1006", 45), ("0307", 50), ("0204", 20)];

    private static readonly (string Code, int Share)[] Hill =
        [("0202", 215), ("0103", 210), ("0301", 205), ("0305", 160), ("0307", 70), ("0702", 35), ("0201", 45), ("0404", 35), ("0101", 25)];

    private static readonly (string Code, int Share)[] Mountain =
        [("0301", 640), ("0305", 165), ("0307", 85), ("0404", 45), ("0302", 25), ("0103", 25), ("1206", 8), ("0401", 7)];

    public const double ValleyTop = 455;
    public const double HillTop = 830;

    public string ClassOf(PatchOrigin origin, double east, double north, int patch)
    {
        if (origin != PatchOrigin.Land)
        {
            return origin == PatchOrigin.Road ? "1003" : "1101";
        }

        // Half from a slow noise, so that like lies with like, half from the patch itself.
        var grove = (noise.Smooth(GroveStream, east / 900, north / 900) + 1) / 2;
        var own = noise.Unit(ChoiceStream, patch, 0);
        return Choose(ZoneOf(east, north), Spread((grove + own) / 2));
    }

    private static string Choose((string Code, int Share)[] shares, double at)
    {
        var left = at * shares.Sum(s => s.Share);
        foreach (var (code, share) in shares)
        {
            if (left < share)
            {
                return code;
            }

            left -= share;
        }

        return shares[^1].Code;
    }

    /// <summary>Makes the mean of two uniform values uniform again.</summary>
    private static double Spread(double mean) => mean < 0.5 ? 2 * mean * mean : 1 - (2 * (1 - mean) * (1 - mean));

    private (string Code, int Share)[] ZoneOf(double east, double north)
    {
        if (towns.ToSeat(east, north) < 2_100)
        {
            return Seat;
        }

        var height = terrain.Height(east, north);
        if (towns.ToTownCentre(east, north) < 700)
        {
            return Town;
        }

        return height < ValleyTop ? Valley : height < HillTop ? Hill : Mountain;
    }
}
