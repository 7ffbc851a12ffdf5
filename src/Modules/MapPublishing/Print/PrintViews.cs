using System.ComponentModel.DataAnnotations;
using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Print;

/// <summary>What a print may be ordered as.</summary>
public sealed record PrintOptionsView(
    IReadOnlyList<PrintLayoutView> Layouts, IReadOnlyList<LayoutFaultView> Faults, IReadOnlyList<int> Scales, int LargestPicture);

/// <summary>A layout and the size of its map on every paper.</summary>
public sealed record PrintLayoutView(string Code, string Name, IReadOnlyList<PrintFrameView> Frames);

/// <summary>Place and size of the map of a layout, millimetres on paper from its top left.</summary>
/// <param name="MostDpi">Most dots an inch at which a picture of the sheet is within the limit.</param>
public sealed record PrintFrameView(string Paper, string Orientation, double Left, double Top, double Width, double Height, int MostDpi);

/// <summary>A layout file of the county that cannot be used, and why.</summary>
public sealed record LayoutFaultView(string File, string Reason);

/// <summary>A print job (出图任务).</summary>
/// <param name="State"><c>waiting</c>, <c>drawing</c>, <c>done</c>, <c>failed</c>, <c>cancelled</c> or <c>expired</c>.</param>
/// <param name="Step">What is being done.</param>
/// <param name="Done">Steps done of <paramref name="Total"/>.</param>
/// <param name="Bytes">Size of the result.</param>
/// <param name="Fault">Why it failed.</param>
public sealed record PrintJobView(
    long Id,
    string Title,
    string Paper,
    string Orientation,
    string Format,
    int Scale,
    [property: AllowedValues("waiting", "drawing", "done", "failed", "cancelled", "expired")] string State,
    string? Step,
    int Done,
    int Total,
    Instant CreatedAt,
    Instant? FinishedAt,
    Instant? ExpiresAt,
    int? Bytes,
    PrintFaultView? Fault);

/// <summary>Why a print failed, with the way out.</summary>
public sealed record PrintFaultView(string Code, string Text, string WayOut);
