using System.Collections.Immutable;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;

namespace Guotu.Geo.CoordinateText;

/// <summary>A coordinate file (勘测定界坐标) as read: everything in the prefixed plane zone <see cref="CoordinateReading.Zone"/>.</summary>
/// <param name="Format">Name of the format, <see cref="CoordinateTextReader.FormatName"/>.</param>
/// <param name="Encoding">UTF-8, UTF-8 BOM, UTF-16 or GB18030.</param>
/// <param name="Crs">What the coordinates are and why.</param>
/// <param name="Header">Every header line in order, unknown keys included.</param>
/// <param name="Warnings">What was accepted with a doubt; codes GEO-0101 and up.</param>
/// <param name="Conclusions">The detection report (识别报告): each thing concluded and why, in Chinese.</param>
public sealed record CoordinateFile(
    string Format,
    string Encoding,
    CoordinateReading Crs,
    ImmutableArray<HeaderLine> Header,
    ImmutableArray<Error> Warnings,
    ImmutableArray<Conclusion> Conclusions,
    ImmutableArray<CoordinateParcel> Parcels);

/// <summary>One <c>key=value</c> line and its section.</summary>
public sealed record HeaderLine(string Section, string Key, string Value, int Line);

/// <summary>One conclusion of the detection report.</summary>
public sealed record Conclusion(string Topic, string Finding, string Reason);

/// <summary>How the numbers of the file were understood.</summary>
/// <param name="Zone">Zone of the result, always with prefix.</param>
/// <param name="Degrees">True where the file held degrees.</param>
/// <param name="Prefixed">True where the file's eastings carried the zone number.</param>
/// <param name="AxesSwapped">True where the file wrote east first and the user confirmed it.</param>
/// <param name="Reason">Why this zone, in Chinese.</param>
public sealed record CoordinateReading(GaussKrugerZone Zone, bool Degrees, bool Prefixed, bool AxesSwapped, string Reason);

/// <summary>One parcel (地块) of the file.</summary>
public sealed record CoordinateParcel
{
    /// <summary>Place in the file, from 1: what messages call 第 n 宗地.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Line of the (first) parcel head.</summary>
    public required int HeadLine { get; init; }

    public required string Number { get; init; }

    public required string Name { get; init; }

    public required string MapSheet { get; init; }

    public required string Use { get; init; }

    public required string LandClass { get; init; }

    /// <summary>Fields nine to thirteen, as written.</summary>
    public required ImmutableArray<string> ExtraFields { get; init; }

    /// <summary>界址点数 as written; null where empty.</summary>
    public required int? DeclaredPointCount { get; init; }

    /// <summary>地块面积 as written, in the unit that the comparison with the computed area tells; null where empty.</summary>
    public required LegalArea? DeclaredArea { get; init; }

    public required ImmutableArray<ParcelPart> Parts { get; init; }

    /// <summary>The figure on the 0.1 mm grid.</summary>
    public GridMultiPolygon Shape => new([.. Parts.Select(p => new GridPolygon(p.Outer.Ring, [.. p.Holes.Select(h => h.Ring)]))]);
}

/// <summary>One outer ring and its holes, found by containment.</summary>
public sealed record ParcelPart(ParcelRing Outer, ImmutableArray<ParcelRing> Holes);

/// <summary>A ring with the label and the source line of every vertex.</summary>
/// <param name="RingNumber">地块圈号 as written.</param>
public sealed record ParcelRing(int RingNumber, GridRing Ring, ImmutableArray<string> Labels, ImmutableArray<int> Lines);
