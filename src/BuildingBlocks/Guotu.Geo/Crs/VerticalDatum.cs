using Guotu.Kernel.Results;

namespace Guotu.Geo.Crs;

/// <summary>What a height is above (高程基准).</summary>
public enum VerticalDatum
{
    /// <summary>1985 国家高程基准, EPSG:5737: every height recorded is in it.</summary>
    China1985,

    /// <summary>1956 黄海高程系, EPSG:5736.</summary>
    YellowSea1956,

    /// <summary>Above the ellipsoid (大地高), as satellites give it.</summary>
    Ellipsoidal,

    /// <summary>The source does not say.</summary>
    Unknown,
}

/// <summary>Names of vertical datums, as files and staff write them.</summary>
public static class VerticalDatums
{
    public static string ChineseName(this VerticalDatum datum) => datum switch
    {
        VerticalDatum.China1985 => "1985国家高程基准",
        VerticalDatum.YellowSea1956 => "1956年黄海高程系",
        VerticalDatum.Ellipsoidal => "大地高",
        _ => "高程基准未写明",
    };

    public static int? Epsg(this VerticalDatum datum) => datum switch
    {
        VerticalDatum.China1985 => 5737,
        VerticalDatum.YellowSea1956 => 5736,
        _ => null,
    };

    /// <summary>The datum that a name means; <see cref="VerticalDatum.Unknown"/> for any other.</summary>
    public static VerticalDatum OfName(string? name)
    {
        var text = (name ?? string.Empty).ToUpperInvariant();
        return text.Contains("1985", StringComparison.Ordinal) || text is "EPSG:5737" ? VerticalDatum.China1985
            : text.Contains("1956", StringComparison.Ordinal) || text is "EPSG:5736" ? VerticalDatum.YellowSea1956
            : text.Contains("大地高", StringComparison.Ordinal) || text.Contains("ELLIPSOID", StringComparison.Ordinal) ? VerticalDatum.Ellipsoidal
            : VerticalDatum.Unknown;
    }
}

/// <summary>A height (高程) with what it is above.</summary>
/// <param name="Millimetres">Whole millimetres.</param>
public readonly record struct Height(long Millimetres, VerticalDatum Datum)
{
    /// <summary>This less another, millimetres; refused with GEO-0066 unless both are above the same known datum.</summary>
    public Result<long> Above(Height other) => Datum == other.Datum && Datum != VerticalDatum.Unknown
        ? Millimetres - other.Millimetres
        : new Error(GeoErrors.VerticalDatumsDiffer, ("one", Datum.ChineseName()), ("other", other.Datum.ChineseName()));

    /// <summary>The same height above the 1985 datum.</summary>
    /// <param name="yellowSeaOffset">
    /// What to add to a height of 1956, millimetres, where the client has entered it for its own area (待核实: no figure is built in).
    /// </param>
    public Result<Height> In1985(long? yellowSeaOffset) => (Datum, yellowSeaOffset) switch
    {
        (VerticalDatum.China1985, _) => this,
        (VerticalDatum.YellowSea1956, { } offset) => new Height(Millimetres + offset, VerticalDatum.China1985),
        _ => new Error(GeoErrors.VerticalDatumsDiffer, ("one", Datum.ChineseName()), ("other", VerticalDatum.China1985.ChineseName())),
    };
}
