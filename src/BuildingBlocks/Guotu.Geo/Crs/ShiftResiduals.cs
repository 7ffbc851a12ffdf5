using Guotu.Kernel.Results;

namespace Guotu.Geo.Crs;

/// <summary>A control point known in both systems (公共点): east first, metres, prefix and all; degrees with longitude as east.</summary>
public sealed record ControlPoint(string Name, PlanePosition From, PlanePosition To);

/// <summary>What the conversion leaves at one control point: converted less known, metres.</summary>
public sealed record PointResidual(string Name, double East, double North)
{
    public double Distance => Math.Sqrt((East * East) + (North * North));
}

/// <summary>How well parameters fit control points (残差与中误差).</summary>
/// <param name="RootMeanSquare">√(Σ(ΔE² + ΔN²) / n), metres.</param>
/// <param name="Largest">The largest distance, metres.</param>
public sealed record ShiftResiduals(IReadOnlyList<PointResidual> Points, double RootMeanSquare, double Largest)
{
    /// <summary>Two points prove nothing about a fit to two points: a report needs at least three of different places.</summary>
    public const int FewestPoints = 3;

    /// <summary>Refused with GEO-0068 for too few points or the same place twice.</summary>
    public static Result<ShiftResiduals> Of(DatumConversion conversion, IReadOnlyList<ControlPoint> control)
    {
        ArgumentNullException.ThrowIfNull(conversion);
        ArgumentNullException.ThrowIfNull(control);
        if (control.Select(c => c.From).Distinct().Count() != control.Count || control.Count < FewestPoints)
        {
            return new Error(GeoErrors.ShiftUnusable, ("reason", $"残差要用至少 {FewestPoints} 个不同位置的控制点,现有 {control.Count} 个"));
        }

        if (control.Any(c => !IsFinite(c.From) || !IsFinite(c.To)))
        {
            return new Error(GeoErrors.ShiftUnusable, ("reason", "控制点坐标不是数"));
        }

        var points = control.Select(c => (c.Name, c.To, Made: conversion.Apply(c.From)))
            .Select(c => new PointResidual(c.Name, c.Made.East - c.To.East, c.Made.North - c.To.North)).ToArray();
        var squares = points.Sum(p => (p.East * p.East) + (p.North * p.North));
        return new ShiftResiduals(points, Math.Sqrt(squares / points.Length), points.Max(p => p.Distance));
    }

    private static bool IsFinite(PlanePosition position) => double.IsFinite(position.East) && double.IsFinite(position.North);
}
