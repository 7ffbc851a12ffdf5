using System.Collections.Immutable;
using System.Globalization;
using Guotu.Geo.CoordinateText;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Reference;

/// <summary>What a file says of its coordinate system.</summary>
/// <param name="Crs">Null where it says nothing.</param>
/// <param name="Source">Where it says so, such as “.prj 文件”.</param>
/// <param name="Axis">The order in which the format writes positions; null where only the numbers can tell.</param>
internal sealed record StatedReference(CoordinateSystem? Crs, string Source, AxisOrder? Axis)
{
    /// <summary>True where the format's own rule implies WGS84 without the file saying so.</summary>
    public bool ImpliedWgs84 { get; init; }
}

/// <summary>The coordinate system as settled, with what is in doubt.</summary>
internal sealed record SettledReference(CoordinateSystem? Crs, AxisOrder Axis)
{
    public ImmutableArray<Conclusion> Conclusions { get; init; } = [];

    public ImmutableArray<Error> Doubts { get; init; } = [];

    public ImmutableArray<Error> Warnings { get; init; } = [];
}

/// <summary>Settles coordinate system and axis order from what the file states, what the user chose and what the numbers prove.</summary>
internal static class ReferenceSettling
{
    public static SettledReference Settle(StatedReference stated, Coordinate? first, ReadChoices choices, FileFormat format)
    {
        var (crs, reason, doubt) = System(stated, first, choices, format);
        var (axis, axisReason) = Order(stated, first, choices);
        var doubts = ImmutableArray.CreateBuilder<Error>();
        if (doubt is not null)
        {
            doubts.Add(doubt);
        }

        if (first is not null && crs is not null && Contradiction(crs, axis, first, reason) is { } contradiction)
        {
            doubts.Add(contradiction);
        }

        var chosen = stated.Crs is null && choices.Crs is not null;
        return new SettledReference(crs, axis)
        {
            Conclusions =
            [
                new Conclusion("坐标系", crs is null ? "未定" : $"{crs.Name}({crs})", reason),
                new Conclusion("坐标顺序", Name(axis), axisReason),
            ],
            Doubts = doubts.ToImmutable(),
            Warnings = chosen ? [new Error(FormatErrors.WarnCrsConfirmed, ("crs", choices.Crs!.Name))] : [],
        };
    }

    private static (CoordinateSystem? Crs, string Reason, Error? Doubt) System(
        StatedReference stated, Coordinate? first, ReadChoices choices, FileFormat format)
    {
        if (stated.Crs is { } own)
        {
            return choices.Crs is null || choices.Crs == own
                ? (own, stated.Source, null)
                : (own, stated.Source, new Error(FormatErrors.CrsContradiction, ("stated", $"选择的{choices.Crs.Name}"), ("found", $"{stated.Source}的{own.Name}")));
        }

        if (choices.Crs is { } chosen)
        {
            return (chosen, "使用人选择", null);
        }

        if (stated.ImpliedWgs84)
        {
            return (CoordinateSystem.Wgs84, "没有写明,按格式的规定", new Error(FormatErrors.ImpliedWgs84, ("format", format.ChineseName())));
        }

        var guess = first is null ? "未知" : NumberEvidence.Guess(first);
        return (null, $"没有写明,数值像{guess}", new Error(FormatErrors.CrsMissing, ("guess", guess)));
    }

    private static (AxisOrder Axis, string Reason) Order(StatedReference stated, Coordinate? first, ReadChoices choices)
    {
        if (choices.Axis is { } chosen)
        {
            return (chosen, "使用人选择");
        }

        if (stated.Axis is { } axis)
        {
            return (axis, "格式的规定");
        }

        return first is not null && NumberEvidence.Axis(first) is { } proved ? (proved, "由数值判定") : (AxisOrder.EastFirst, "数值判定不了,按先东后北");
    }

    /// <summary>Numbers that can not be of the system in the order taken.</summary>
    private static Error? Contradiction(CoordinateSystem crs, AxisOrder axis, Coordinate first, string source)
    {
        var turned = new Coordinate(first.Y, first.X);
        var (asTaken, exchanged) = axis == AxisOrder.EastFirst ? (first, turned) : (turned, first);
        if (NumberEvidence.Fits(crs, asTaken))
        {
            return null;
        }

        return NumberEvidence.Fits(crs, exchanged)
            ? new Error(FormatErrors.AxesContradiction, ("where", "第一个点"), ("first", Show(first.X)), ("second", Show(first.Y)), ("order", Name(axis)))
            : new Error(
                FormatErrors.CrsContradiction,
                ("stated", $"{source}的{crs.Name}"),
                ("found", string.Create(CultureInfo.InvariantCulture, $"坐标 {Show(first.X)}, {Show(first.Y)}(像{NumberEvidence.Guess(first)})")));
    }

    private static string Name(AxisOrder axis) => axis == AxisOrder.EastFirst ? "先东后北" : "先北后东";

    private static string Show(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
