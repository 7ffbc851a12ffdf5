using System.Text.Json.Serialization;
using static Guotu.Geo.Numerics.DeterministicMath;

namespace Guotu.Geo.Crs;

/// <summary>
/// Parameters of a change of datum (基准转换参数). They are fitted locally, controlled, and entered by the client: none is built in.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PlaneShift), "plane4")]
[JsonDerivedType(typeof(BursaWolfShift), "bursa-wolf7")]
public abstract record DatumShift
{
    /// <summary>Why the parameters can not be meant, in Chinese; null for plausible ones. A unit mistaken for another shows itself here.</summary>
    [JsonIgnore]
    public abstract string? Fault { get; }

    private protected static double Seconds(double seconds) => seconds * Pi / 648_000;

    private protected static bool Within(double value, double limit) => double.IsFinite(value) && Math.Abs(value) <= limit;
}

/// <summary>
/// Four parameters between two planes (平面四参数): X₂ = ΔX + (1 + m)(X₁ cos α − Y₁ sin α), Y₂ = ΔY + (1 + m)(X₁ sin α + Y₁ cos α), X north and
/// Y east, both planes with a false easting of 500 000 m and without zone number.
/// </summary>
/// <param name="NorthMetres">ΔX.</param>
/// <param name="EastMetres">ΔY.</param>
/// <param name="RotationSeconds">α in seconds of arc.</param>
/// <param name="ScalePpm">m in parts per million.</param>
public sealed record PlaneShift(double NorthMetres, double EastMetres, double RotationSeconds, double ScalePpm) : DatumShift
{
    private const double FurthestMetres = 10_000;

    [JsonIgnore]
    public override string? Fault =>
        !Within(NorthMetres, FurthestMetres) || !Within(EastMetres, FurthestMetres) ? "平移量超过 10 千米"
        : !Within(RotationSeconds, 600) ? "旋转角超过 600 秒,单位应为角秒"
        : !Within(ScalePpm, 1_000) ? "尺度超过 1000 ppm,单位应为百万分之一"
        : null;

    internal PlanePosition Apply(PlanePosition from)
    {
        var (sin, cos, scale) = (Sin(Seconds(RotationSeconds)), Cos(Seconds(RotationSeconds)), 1 + (ScalePpm / 1e6));
        return new PlanePosition(
            EastMetres + (scale * ((from.North * sin) + (from.East * cos))),
            NorthMetres + (scale * ((from.North * cos) - (from.East * sin))));
    }
}

/// <summary>Which way the rotations of seven parameters turn (旋转约定); the two differ in the sign of every rotation and are mistaken for each other.</summary>
public enum RotationConvention
{
    /// <summary>The position vector turns (位置矢量旋转, EPSG 1033 / 9606).</summary>
    PositionVector,

    /// <summary>The coordinate axes turn (坐标轴旋转, EPSG 1032 / 9607), the usual one in Chinese survey results.</summary>
    CoordinateFrame,
}

/// <summary>Seven parameters between two geocentric systems (布尔沙七参数), small-angle form.</summary>
/// <param name="X">Translation in metres, like <paramref name="Y"/> and <paramref name="Z"/>.</param>
/// <param name="RotationX">Seconds of arc, like <paramref name="RotationY"/> and <paramref name="RotationZ"/>.</param>
/// <param name="ScalePpm">Parts per million.</param>
/// <param name="Convention">Never taken for granted.</param>
public sealed record BursaWolfShift(
    double X, double Y, double Z, double RotationX, double RotationY, double RotationZ, double ScalePpm, RotationConvention Convention) : DatumShift
{
    private const double FurthestMetres = 1_000;

    [JsonIgnore]
    public override string? Fault =>
        !Within(X, FurthestMetres) || !Within(Y, FurthestMetres) || !Within(Z, FurthestMetres) ? "平移量超过 1000 米"
        : !Within(RotationX, 60) || !Within(RotationY, 60) || !Within(RotationZ, 60) ? "旋转角超过 60 秒,单位应为角秒"
        : !Within(ScalePpm, 100) ? "尺度超过 100 ppm,单位应为百万分之一"
        : !Enum.IsDefined(Convention) ? "没有说明旋转约定"
        : null;

    internal GeocentricPosition Apply(GeocentricPosition from)
    {
        var sign = Convention == RotationConvention.PositionVector ? 1 : -1;
        var (rx, ry, rz) = (sign * Seconds(RotationX), sign * Seconds(RotationY), sign * Seconds(RotationZ));
        var scale = 1 + (ScalePpm / 1e6);
        return new GeocentricPosition(
            X + (scale * (from.X - (rz * from.Y) + (ry * from.Z))),
            Y + (scale * ((rz * from.X) + from.Y - (rx * from.Z))),
            Z + (scale * ((rx * from.Y) - (ry * from.X) + from.Z)));
    }
}
