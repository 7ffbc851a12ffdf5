namespace Guotu.Geo.Terrain;

/// <summary>
/// Light on the terrain (山体阴影) for the screen, 1 to 255, as gdaldem reckons it: the sun far away at an azimuth clockwise from grid north and an
/// altitude, heights times an exaggeration.
/// </summary>
public sealed class Hillshade
{
    private readonly double _up;
    private readonly double _east;
    private readonly double _north;
    private readonly double _squaredExaggeration;

    /// <param name="azimuth">Degrees.</param>
    /// <param name="altitude">Degrees above the horizon.</param>
    /// <param name="exaggeration">Factor of the heights.</param>
    public Hillshade(double azimuth, double altitude, double exaggeration)
    {
        var (a, h) = (azimuth * Math.PI / 180, altitude * Math.PI / 180);
        _up = Math.Sin(h);
        _east = Math.Sin(a) * Math.Cos(h) * exaggeration;
        _north = Math.Cos(a) * Math.Cos(h) * exaggeration;
        _squaredExaggeration = exaggeration * exaggeration;
    }

    public double Of(HornGradient gradient)
    {
        var light = (_up - (gradient.East * _east) - (gradient.North * _north)) / Math.Sqrt(1 + (_squaredExaggeration * gradient.SquaredSlope));
        return light <= 0 ? 1 : 1 + (254 * light);
    }
}
