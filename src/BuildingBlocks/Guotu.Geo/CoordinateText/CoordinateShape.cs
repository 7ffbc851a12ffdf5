namespace Guotu.Geo.CoordinateText;

/// <summary>What a number of a point row can be by its magnitude.</summary>
internal enum NumberKind
{
    Other,
    North,
    EastPrefixed,
    EastBare,
    Latitude,
    Longitude,
}

/// <summary>How the two numbers of a row are written: the same for every row of a file.</summary>
internal readonly record struct CoordinateShape(NumberKind First, NumberKind Second)
{
    public bool IsNorthFirst => (First, Second) is
        (NumberKind.North, NumberKind.EastPrefixed) or (NumberKind.North, NumberKind.EastBare) or (NumberKind.Latitude, NumberKind.Longitude);

    public bool IsEastFirst => Swapped.IsNorthFirst;

    public CoordinateShape Swapped => new(Second, First);

    public bool IsDegrees => First is NumberKind.Latitude or NumberKind.Longitude;

    public bool IsPrefixed => First == NumberKind.EastPrefixed || Second == NumberKind.EastPrefixed;

    public static CoordinateShape Of(RawPoint point) => new(KindOf(point.First), KindOf(point.Second));

    // Bounds: northings of China are 0.4-6.0 million metres and of its land above one million; degrees as of its territory.
    private static NumberKind KindOf(decimal value) => value switch
    {
        >= 1_000_000 and <= 6_000_000 => NumberKind.North,
        >= 13_000_000 and < 46_000_000 when Zone(value) is (>= 13 and <= 23) or (>= 25 and <= 45) => NumberKind.EastPrefixed,
        >= 100_000 and < 1_000_000 => NumberKind.EastBare,
        >= 3 and <= 54 => NumberKind.Latitude,
        >= 73 and <= 136 => NumberKind.Longitude,
        _ => NumberKind.Other,
    };

    public static int Zone(decimal easting) => (int)(easting / 1_000_000);
}
