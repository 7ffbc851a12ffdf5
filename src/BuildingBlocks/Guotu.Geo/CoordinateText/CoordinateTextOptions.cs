using Guotu.Geo.Crs;

namespace Guotu.Geo.CoordinateText;

/// <summary>What the user has confirmed about the order of the two numbers of a point row.</summary>
public enum AxisReading
{
    /// <summary>Nothing confirmed: north first as the convention says; an exchanged file is refused.</summary>
    AsWritten,

    /// <summary>The user says north (X) first.</summary>
    NorthFirst,

    /// <summary>The user says east (Y) first; the numbers are swapped.</summary>
    EastFirst,
}

/// <summary>How a coordinate file is to be read. The default reads only what the file itself makes certain.</summary>
public sealed record CoordinateTextOptions
{
    public AxisReading Axis { get; init; } = AxisReading.AsWritten;

    /// <summary>Zone that the user chose for a file that names none; null where nothing was chosen.</summary>
    public GaussKrugerZone? ConfirmedZone { get; init; }

    /// <summary>The zone of the county; a file in another one is refused. Null accepts every zone.</summary>
    public GaussKrugerZone? RequiredZone { get; init; }

    /// <summary>Layer of a file of another format that has several; null where nothing was chosen.</summary>
    public string? Layer { get; init; }

    public int MaxMebibytes { get; init; } = 20;

    public int MaxVertices { get; init; } = 400_000;

    /// <summary>Longest line accepted, in characters.</summary>
    public int MaxLineLength { get; init; } = 4_000;
}
