namespace Guotu.OneMap.Demonstration.Ground;

/// <summary>
/// Repeatable noise (可重复噪声) from a seed: integer hashing and IEEE + − × only, so that every machine makes the same county.
/// </summary>
internal sealed class SeededNoise(int seed)
{
    private const double UnitStep = 1.0 / (1L << 53);
    private readonly ulong _seed = Mix((ulong)(uint)seed + 0x9E3779B97F4A7C15);

    /// <summary>A value of [0, 1) for a place in a stream.</summary>
    public double Unit(int stream, long x, long y) => (Hash(stream, x, y) >> 11) * UnitStep;

    /// <summary>Smooth value noise of [−1, 1]; its features are about one unit wide.</summary>
    public double Smooth(int stream, double x, double y)
    {
        var (ix, iy) = ((long)Math.Floor(x), (long)Math.Floor(y));
        var (tx, ty) = (Ease(x - ix), Ease(y - iy));
        var south = Between(Unit(stream, ix, iy), Unit(stream, ix + 1, iy), tx);
        var north = Between(Unit(stream, ix, iy + 1), Unit(stream, ix + 1, iy + 1), tx);
        return (2 * Between(south, north, ty)) - 1;
    }

    /// <summary>Sum of octaves, each half as wide and half as high; about [−1, 1].</summary>
    public double Fractal(int stream, double x, double y, int octaves)
    {
        var (sum, height, total) = (0.0, 1.0, 0.0);
        for (var i = 0; i < octaves; i++)
        {
            sum += height * Smooth(stream + i, x, y);
            total += height;
            height /= 2;
            x *= 2;
            y *= 2;
        }

        return sum / total;
    }

    public ulong Hash(int stream, long x, long y) =>
        Mix(Mix(Mix(_seed ^ (uint)stream) + (ulong)x) + ((ulong)y * 0xD1B54A32D192ED03));

    private static double Ease(double t) => t * t * (3 - (2 * t));

    private static double Between(double a, double b, double t) => a + ((b - a) * t);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
