using Guotu.Kernel.Results;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Print.Layouts;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Print.Sheet;

/// <summary>Everything that stands on a sheet, ready to be set (图面内容).</summary>
internal sealed record SheetContent
{
    public required PrintLayout Layout { get; init; }

    public required SheetPlan Plan { get; init; }

    public required string Title { get; init; }

    /// <summary>Sheet numbers (图幅号) or other words under the title; empty for none.</summary>
    public required string Subtitle { get; init; }

    /// <summary>What the map shows, clipped at the frame.</summary>
    public required ClipShape Map { get; init; }

    public required MapWindow Window { get; init; }

    public required PrintGrid Grid { get; init; }

    public required int Scale { get; init; }

    /// <summary>From the topmost layer.</summary>
    public required IReadOnlyList<LegendGroup> Legend { get; init; }

    /// <summary>Data version and date of every layer, from the topmost (数据版本).</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    /// <summary>Coordinate system, heights, who printed and when; a line each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Where the map lies in the county; null where the person does not see the towns.</summary>
    public Func<BoxMm, Result<IReadOnlyList<PageShape>>>? Inset { get; init; }
}

/// <summary>What of a layer shows on the map (图例).</summary>
/// <param name="Rules">Classes of a layer, or the colours of a raster.</param>
internal sealed record LegendGroup(string Layer, IReadOnlyList<MapRule> Rules)
{
    /// <summary>What is to be known of the signs; a line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>A layer of one look needs no heading over it; one class of several is named as what it is.</summary>
    public bool IsSingle => Rules.Count == 1 && Rules[0].Filter is null && !Rules[0].IsElse && Notes.Count == 0;
}
